-- 知识条目: what callers ask again and again, with the answer, its source and until when it holds. Every wording is a row of its own and stays.
create table letters_knowledge (
  id uuid not null,
  version int not null check (version > 0),
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  source text not null check (source <> ''),
  -- the unit that answers for it and is asked to look at it again
  unit uuid not null references unit,
  valid_until date not null,
  ended boolean not null default false,
  grams int[] not null,
  by uuid not null references person,
  at timestamptz not null,
  primary key (id, version)
);
create index letters_knowledge_grams on letters_knowledge using gin (grams);
-- 这条答上了: once for each call it answered.
create table letters_knowledge_use (
  id bigint generated always as identity primary key,
  entry uuid not null,
  version int not null,
  by uuid not null references person,
  at timestamptz not null,
  foreign key (entry, version) references letters_knowledge
);
create index letters_knowledge_use_entry on letters_knowledge_use (entry);
-- Which wording its unit was asked to look at again.
create table letters_knowledge_asked (
  entry uuid not null,
  version int not null,
  at timestamptz not null,
  primary key (entry, version),
  foreign key (entry, version) references letters_knowledge
);
grant select, insert on letters_knowledge, letters_knowledge_use, letters_knowledge_asked to huiyin_act;
grant select on letters_knowledge, letters_knowledge_use, letters_knowledge_asked to huiyin_read;
