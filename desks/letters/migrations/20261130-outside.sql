-- 外部系统对照: which number a letter has in another system, by when that system must be told, and who told it when.
create table letters_outside (
  matter_id uuid not null references matter,
  system text not null check (system <> ''),
  number text not null check (number <> ''),
  link text check (link ~ '^https?://'),
  feed_by timestamptz,
  fed_at timestamptz,
  fed_by uuid references person,
  primary key (matter_id, system),
  unique (system, number),
  check ((fed_at is null) = (fed_by is null))
);
create index letters_outside_owed on letters_outside (feed_by) where fed_at is null;
select fence_desk('letters_outside');
-- Of each system: how the columns of its exports are read, and in which order its form asks.
create table letters_outside_form (
  system text primary key check (system <> ''),
  columns json not null,
  fields json not null,
  by uuid not null references person,
  at timestamptz not null
);
grant select, insert, update on letters_outside_form to huiyin_act;
grant select on letters_outside_form to huiyin_read;
