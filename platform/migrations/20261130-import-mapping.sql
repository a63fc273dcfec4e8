-- How the columns of an office's own sheets are to be read, saved under a name: the next sheet of that kind is read the same way.
create table import_mapping (
  what text not null,
  name text not null check (name <> ''),
  -- heading → field
  columns json not null,
  by uuid not null references person,
  at timestamptz not null,
  primary key (what, name)
);
grant select, insert, update on import_mapping to huiyin_act;
grant select on import_mapping to huiyin_read;
