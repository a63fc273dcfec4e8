-- 我的表: a ledger in an office's own columns and heading. Every saving is a version of its own and stays; taking one out of the list is a version too.
create table my_table (
  id uuid not null,
  version int not null check (version > 0),
  owner uuid not null references person,
  name text not null check (name <> ''),
  -- The unit whose people may use it; null: its owner alone.
  shared_with uuid references unit,
  form jsonb not null,
  at timestamptz not null,
  ended boolean not null default false,
  primary key (id, version)
);
create index my_table_owner on my_table (owner);
create index my_table_shared on my_table (shared_with) where shared_with is not null;
grant select, insert on my_table to huiyin_act;
grant select on my_table to huiyin_read;
