-- 常用检索: what somebody looks for again and again, under a name of his own. His alone; taking one out leaves nothing behind.
create table saved_search (
  id uuid primary key,
  owner uuid not null references person,
  name text not null check (name <> ''),
  asked jsonb not null,
  at timestamptz not null,
  unique (owner, name)
);
grant select, insert, delete on saved_search to huiyin_act;
grant select on saved_search to huiyin_read;
