-- 用印登记: on issued papers, and by application on what is none.
create table outgoing_seal_use (
  id uuid primary key,
  matter_id uuid references matter,
  -- key of the office's list of seals
  seal text not null check (seal <> ''),
  -- 文号, or what it is put on
  what text not null check (what <> ''),
  purpose text,
  copies int not null check (copies > 0),
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  -- null: not decided yet; of an issued paper, its signature is the leave
  agreed boolean,
  decided_by uuid references person,
  decided_at timestamptz,
  refused_for text,
  -- 监印人
  keeper uuid references person,
  used_by uuid references person,
  used_at timestamptz,
  check (num_nonnulls(decided_by, decided_at) in (0, 2)),
  check ((keeper is null) = (used_at is null) and (used_by is null) = (used_at is null)),
  -- nothing bears a seal that nobody agreed to
  check (used_at is null or agreed),
  check (agreed is distinct from false or refused_for is not null),
  -- nobody agrees to his own; the signature stands for it on an issued paper
  check (matter_id is not null or decided_by is null or decided_by <> asked_by)
);
create index outgoing_seal_use_used on outgoing_seal_use (used_at desc);
create index outgoing_seal_use_waiting on outgoing_seal_use (asked_at) where used_at is null and agreed is distinct from false;
create index outgoing_seal_use_matter on outgoing_seal_use (matter_id) where matter_id is not null;
select fence_desk('outgoing_seal_use');
-- 空白信: one row a sheet, by serial.
create table outgoing_blank (
  serial int primary key check (serial > 0),
  person uuid not null references person,
  purpose text not null check (purpose <> ''),
  taken_at timestamptz not null,
  given_by uuid not null references person,
  fate text check (fate in ('used', 'spoilt')),
  note text,
  ended_at timestamptz,
  ended_by uuid references person,
  check (num_nonnulls(fate, note, ended_at, ended_by) in (0, 4))
);
grant select, insert, update on outgoing_blank to huiyin_act;
grant select on outgoing_blank to huiyin_read;
-- 送件单: paper copies to whoever has no account here.
create table outgoing_copy (
  matter_id uuid not null references matter,
  name text not null check (name <> ''),
  copies int not null check (copies > 0),
  copy_from int check (copy_from > 0),
  copy_to int check (copy_to >= copy_from),
  sent_at timestamptz not null,
  sent_by uuid not null references person,
  received_by text,
  received_on date,
  primary key (matter_id, name),
  check (copy_from is null or copy_to - copy_from + 1 = copies),
  check ((copy_from is null) = (copy_to is null)),
  check ((received_by is null) = (received_on is null))
);
select fence_desk('outgoing_copy');
