-- 督办: of what came from another system, what this office keeps its eye on.
alter table letters_outside add column supervised boolean not null default false;
-- 对照清单: what a centre answers for itself; no matter here. All of it but the number is sealed, and goes after half a year.
create table letters_outside_listed (
  system text not null check (system <> ''),
  number text not null check (number <> ''),
  sealed text not null,
  at timestamptz not null,
  by uuid not null references person,
  primary key (system, number)
);
create index letters_outside_listed_newest on letters_outside_listed (at desc, system, number);
grant select, insert, update, delete on letters_outside_listed to huiyin_act;
grant select on letters_outside_listed to huiyin_read;
