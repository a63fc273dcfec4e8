-- 差异清单: what one person last compared, of each system; their numbers and titles sealed, gone after a month. What differs is asked anew each time.
create table letters_outside_compared (
  system text not null check (system <> ''),
  by uuid not null references person,
  at timestamptz not null,
  sealed text not null,
  primary key (system, by)
);
grant select, insert, update, delete on letters_outside_compared to huiyin_act;
grant select on letters_outside_compared to huiyin_read;
