-- 签收回执 of a unit: who signed for what the office sent, and under which number of the unit's own book it stands there.
create table incoming_receipt (
  piece uuid primary key references assignment,
  matter_id uuid not null references matter,
  unit uuid not null references unit,
  signed_by uuid not null references person,
  signed_at timestamptz not null,
  -- 本单位收文号; null: not given one
  own_number text
);
create unique index incoming_receipt_number on incoming_receipt (unit, own_number) where own_number is not null;
create index incoming_receipt_matter on incoming_receipt (matter_id);
select fence_desk('incoming_receipt');

-- 超限额下发: why more was sent down than the month allows, by paper and unit.
create table incoming_over_quota (
  matter_id uuid not null references matter,
  unit uuid not null references unit,
  at timestamptz not null,
  by uuid not null references person,
  n int not null,
  quota int not null,
  reason text not null check (reason <> ''),
  primary key (matter_id, unit, at)
);
select fence_desk('incoming_over_quota');
