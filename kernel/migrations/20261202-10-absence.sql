-- 不在岗: days on which somebody is not there, as he or his division said. No leave is approved by it; who acts for him is a delegation.
create table absence (
  id uuid primary key,
  person uuid not null references person,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  kind text not null check (kind in ('leave', 'out', 'training')),
  set_by uuid not null references person,
  at timestamptz not null,
  -- back before its last day, or written down by mistake
  ended_at timestamptz,
  ended_by uuid references person,
  check ((ended_at is null) = (ended_by is null))
);
create index absence_days on absence (to_day, from_day) where ended_at is null;
grant select, insert, update on absence to huiyin_act;
grant select on absence to huiyin_read;
