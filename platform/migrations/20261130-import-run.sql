-- 启用导入 from the page: one row for each trial and each import, with what it came to. Of a line only its number, its name and a code stay, never what it held.
create table import_run (
  id uuid primary key,
  what text not null check (what in ('letters', 'register', 'open-matters', 'opening-balance')),
  desk text not null,
  source text not null check (source <> ''),
  -- the file in the store, and what its name says it is
  digest text not null,
  extension text not null check (extension in ('xlsx', 'csv', 'jsonl')),
  sheet text,
  number_form text,
  columns json not null,
  look boolean not null,
  by uuid not null references person,
  at timestamptz not null,
  lines int not null default 0,
  total int,
  -- last sign of life; an import that has fallen silent is taken up again
  beat_at timestamptz,
  ended_at timestamptz,
  -- why it could not be carried through
  fault text,
  report json,
  check (ended_at is not null or (fault is null and report is null))
);
create index import_run_by on import_run (by, at desc);
create index import_run_open on import_run (at) where ended_at is null;
grant select, insert on import_run to huiyin_act;
grant update (lines, total, beat_at, ended_at, fault, report) on import_run to huiyin_act;
grant select on import_run to huiyin_read;
