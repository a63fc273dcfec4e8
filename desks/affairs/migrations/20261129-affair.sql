-- 交办事项: its own row beside each matter. The header (number, title, owner, clocks, answers) is the kernel's.
create table affairs_affair (
  matter_id uuid primary key references matter (id),
  way text not null check (way in ('oral', 'call', 'visit', 'paper', 'message')),
  -- personal text; null once erased by law
  body text,
  relayed_by text,
  outside boolean not null,
  people int check (people > 0),
  at_once boolean not null,
  successor uuid references matter (id)
);
select fence_desk('affairs_affair');
