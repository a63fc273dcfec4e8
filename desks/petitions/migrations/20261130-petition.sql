-- What is particular about a petition. The header (number, title, owner, clocks, answers) is the kernel's.
create table petitions_petition (
  matter_id uuid primary key references matter,
  kind text not null check (kind in ('advice', 'accusation', 'claim')),
  way text not null check (way in ('letter', 'visit', 'call', 'web')),
  -- personal text; null once erased by law
  body text,
  people int not null check (people > 0),
  reachable boolean not null
);
select fence_desk('petitions_petition');
