-- What is particular about a letter. The header (number, title, owner, clocks, answers) is the kernel's.
create table letters_letter (
  matter_id uuid primary key references matter,
  channel text not null check (channel in ('letter', 'call', 'email', 'message', 'web')),
  kind text not null check (kind in ('enquiry', 'help', 'complaint', 'tip', 'advice')),
  -- personal text; null once erased by law
  body text,
  place text,
  secret boolean not null,
  reachable boolean not null,
  visit boolean not null,
  visited_on date,
  attempts int not null check (attempts >= 0),
  at_once boolean not null,
  imported boolean not null,
  source text,
  source_id text,
  -- hashes of the title's two-character pieces: finds what is alike, shows nothing
  grams int[] not null,
  check ((source is null) = (source_id is null)),
  check (not imported or source is not null),
  unique (source, source_id)
);
create index letters_letter_grams on letters_letter using gin (grams);
select fence_desk('letters_letter');

-- The reply as it is being written; what was submitted is numbered in `draft` by its digest.
create table letters_draft (
  matter_id uuid primary key references matter,
  text text not null,
  saved_at timestamptz not null,
  saved_by uuid not null references person
);
select fence_desk('letters_draft');
