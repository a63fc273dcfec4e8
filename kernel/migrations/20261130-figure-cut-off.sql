-- 统计口径截止: figures of a whole desk as they stood at a moment, kept under a name and never written again.
create table figure_cut_off (
  id uuid primary key,
  desk text not null,
  name text not null check (name <> ''),
  from_day date,
  to_day date,
  cut_off timestamptz not null,
  figures json not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  by uuid not null references person,
  at timestamptz not null,
  check (cut_off <= at)
);
create index figure_cut_off_desk on figure_cut_off (desk, at);
grant select, insert on figure_cut_off to huiyin_act;
grant select on figure_cut_off to huiyin_read;
