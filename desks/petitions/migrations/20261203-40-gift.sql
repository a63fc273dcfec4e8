-- 礼品登记: what staff were offered or took in the course of duty, meals at the grassroots included, and what became of it. Every wording is a row of its own and stays. ZK-50
create table petitions_gift (
  id uuid not null,
  version int not null check (version > 0),
  -- 礼〔2026〕3号, from the first wording on
  year int not null,
  no int not null check (no > 0),
  -- whose declaration it is
  person uuid not null references person,
  kind text not null check (kind in ('gift', 'money', 'meal', 'other')),
  what text not null check (what <> ''),
  giver text not null check (giver <> ''),
  occasion text not null check (occasion <> ''),
  -- whole fen; null: not known
  value bigint check (value >= 0),
  received_on date not null,
  -- taken away from home: the day of return, from which the month runs
  back_on date check (back_on >= received_on),
  due_on date not null,
  declared_on date not null,
  outcome text not null check (outcome in ('pending', 'declined', 'returned', 'handedIn', 'paid', 'kept')),
  dealt_on date check (dealt_on >= received_on),
  receipt text check (receipt <> ''),
  confirmed boolean not null default false,
  by uuid not null references person,
  at timestamptz not null,
  primary key (id, version),
  unique (year, no, version),
  check ((outcome = 'pending') = (dealt_on is null)),
  check (outcome in ('pending', 'declined') or receipt is not null),
  check (not confirmed or (outcome <> 'pending' and by <> person))
);
create index petitions_gift_person on petitions_gift (person);
-- Which wording its person was reminded of: before the month is over, and after it.
create table petitions_gift_asked (
  id uuid not null,
  version int not null,
  late boolean not null,
  at timestamptz not null,
  primary key (id, version, late),
  foreign key (id, version) references petitions_gift
);
grant select, insert on petitions_gift, petitions_gift_asked to huiyin_act;
grant select on petitions_gift, petitions_gift_asked to huiyin_read;
