-- The five nouns: matter, round (with its reports), stage, assignment, answer; and what hangs on them.
-- Columns are those of kernel/decide/rows.ts, no more and no fewer. x and x_salt: a personal text and its salt, both or none.
create table matter (
  id uuid primary key,
  desk text not null,
  number text not null,
  title text,
  title_salt text,
  state text not null,
  phase text not null check (phase in ('registered', 'assigned', 'working', 'reported', 'closed', 'void')),
  origin text not null check (origin in ('public', 'superior', 'assigned', 'own')),
  readers text not null check (readers in ('units', 'named')),
  owner_unit uuid not null references unit,
  owner_person uuid not null references person,
  part_of uuid references matter check (part_of <> id),
  round int not null check (round > 0),
  urgency text not null check (urgency in ('normal', 'urgent', 'extra')),
  version int not null check (version > 0),
  registered_at timestamptz not null,
  unique (desk, number),
  check ((title is null) = (title_salt is null))
) with (fillfactor = 85);
create index matter_ledger on matter (desk, id desc);
create index matter_open on matter (desk, id desc) where phase not in ('closed', 'void');
create index matter_owner on matter (owner_unit, id desc);
create index matter_part on matter (part_of) where part_of is not null;
create index matter_named on matter (id) where readers = 'named';

create table round (
  matter_id uuid not null references matter,
  no int not null check (no > 0),
  why text not null check (why in ('registered', 'reopened')),
  opened_at timestamptz not null,
  report uuid,
  closed_at timestamptz,
  closed_by uuid,
  primary key (matter_id, no),
  check (closed_at is null or report is not null),
  check ((closed_at is null) = (closed_by is null))
);
create table report (
  id uuid primary key,
  matter_id uuid not null,
  round int not null,
  no int not null,
  at timestamptz not null,
  by uuid not null references person,
  result text not null check (result <> ''),
  result_text text,
  result_text_salt text,
  returned_at timestamptz,
  returned_by uuid,
  unique (matter_id, round, no),
  foreign key (matter_id, round) references round (matter_id, no),
  check ((result_text is null) = (result_text_salt is null)),
  check ((returned_at is null) = (returned_by is null))
);
alter table round add foreign key (report) references report;

create table stage (
  id uuid primary key,
  matter_id uuid not null references matter,
  no int not null,
  kind text not null check (kind in ('do', 'say', 'read')),
  role text not null,
  pace text not null check (pace in ('together', 'in_turn', 'escalate')),
  need int check (need > 0),
  blocks boolean not null,
  covers text not null check (covers in ('current', 'any')),
  wakes uuid,
  custody boolean not null,
  asks jsonb,
  next jsonb,
  route_key text,
  route_version int,
  step int,
  opened_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('well', 'badly', 'withdrawn')),
  foreign key (route_key, route_version) references route (key, version),
  check ((ended_at is null) = (outcome is null))
);
create index stage_matter on stage (matter_id);

create table clock (
  id uuid primary key,
  matter_id uuid not null,
  round int not null,
  key text not null,
  whole boolean not null,
  rule text not null check (rule <> ''),
  anchor text not null check (anchor <> ''),
  started_at timestamptz not null,
  first_due_at timestamptz not null,
  due_at timestamptz not null,
  next_alarm_at timestamptz,
  alarm_no int not null default 0,
  provisional boolean not null default false,
  stopped_at timestamptz,
  ending text,
  foreign key (matter_id, round) references round (matter_id, no),
  constraint clock_one_running exclude using btree (matter_id with =, round with =, key with =) where (whole and stopped_at is null) deferrable initially deferred
);
create index clock_matter on clock (matter_id);
create index clock_alarm on clock (next_alarm_at) where stopped_at is null and next_alarm_at is not null;
create index clock_provisional on clock (matter_id) where stopped_at is null and provisional;

create table assignment (
  id uuid primary key,
  matter_id uuid not null references matter,
  stage_id uuid not null references stage,
  no int not null,
  kind text not null check (kind in ('do', 'say', 'read')),
  role text not null,
  lead boolean not null check (not lead or kind = 'do'),
  ask text,
  ask_salt text,
  unit uuid not null references unit,
  post uuid,
  person uuid references person,
  state text not null check (state in ('waiting', 'open', 'ended')),
  sees boolean not null,
  bound boolean not null,
  clock_id uuid references clock,
  due_at timestamptz,
  given_by uuid not null,
  given_at timestamptz not null,
  seen_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  ending text check (ending in ('done', 'agreed', 'read', 'passed', 'disagreed', 'refused', 'dropped', 'taken_back', 'superseded', 'not_needed', 'expired')),
  opinion text,
  opinion_salt text,
  on_draft int,
  acted_by uuid,
  from_assignment uuid references assignment,
  check ((ask is null) = (ask_salt is null)),
  check ((opinion is null) = (opinion_salt is null)),
  check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (ending is not null)),
  check (not lead or accepted_at is null or person is not null),
  constraint assignment_one_owner exclude using btree (matter_id with =) where (lead and accepted_at is not null and state <> 'ended') deferrable initially deferred
) with (fillfactor = 85);
alter table stage add foreign key (wakes) references assignment;
create index assignment_matter on assignment (matter_id);
create index assignment_todo_unit on assignment (unit, kind, due_at, id) where state = 'open';
create index assignment_todo_person on assignment (person, kind, due_at, id) where state = 'open';
create index assignment_sight_unit on assignment (unit, matter_id desc) where sees;
create index assignment_sight_person on assignment (person, matter_id desc) where sees;
create index assignment_acted on assignment (acted_by, ended_at desc) where acted_by is not null;
create index assignment_given on assignment (given_by, matter_id desc);

create table pause (
  id uuid primary key,
  matter_id uuid not null references matter,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  to_at timestamptz check (to_at >= from_at),
  reason text,
  reason_salt text,
  act_id uuid not null,
  check ((reason is null) = (reason_salt is null))
);
create index pause_matter on pause (matter_id);
create index pause_running on pause (until_at) where to_at is null;

-- Citizens and bodies outside. Only ciphers and keyed hashes; opened by a logged act, never joined by lists.
create table contact (
  id uuid primary key,
  matter_id uuid not null references matter deferrable initially deferred,
  name_cipher text,
  phone_cipher text,
  address_cipher text,
  other_cipher text,
  phone_key text,
  name_key text
);
create index contact_matter on contact (matter_id);
create index contact_phone on contact (phone_key) where phone_key is not null;
create index contact_name on contact (name_key) where name_key is not null;

create table answer (
  id uuid primary key,
  matter_id uuid not null,
  round int not null,
  no int not null,
  kind text not null check (kind in ('interim', 'final')),
  to_contact uuid references contact,
  to_assignment uuid references assignment,
  body text,
  body_salt text,
  by uuid references person,
  sent_at timestamptz,
  via text check (via in ('letter', 'phone', 'portal', 'in_app', 'receipt', 'digest', 'through', 'parts', 'none')),
  ground text,
  settled_at timestamptz,
  responded boolean,
  solved text check (solved in ('yes', 'partly', 'no', 'unasked')),
  satisfied text check (satisfied in ('yes', 'basically', 'no', 'unasked')),
  rated_at timestamptz,
  foreign key (matter_id, round) references round (matter_id, no),
  check (num_nonnulls(to_contact, to_assignment) = 1),
  check ((body is null) = (body_salt is null)),
  check (settled_at is null or via is not null),
  check (via is distinct from 'none' or ground is not null),
  check (rated_at is null or num_nonnulls(responded, solved, satisfied) = 3)
);
create index answer_matter on answer (matter_id);
create index answer_owed on answer (matter_id) where settled_at is null;
create index answer_to_assignment on answer (to_assignment) where to_assignment is not null;

create table draft (
  matter_id uuid not null references matter,
  no int not null check (no > 0),
  digest text not null,
  made_by uuid not null references person,
  at timestamptz not null,
  change text not null check (change in ('first', 'substantive', 'trivial')),
  reason text,
  primary key (matter_id, no)
);
create table note (
  id uuid primary key,
  matter_id uuid not null references matter,
  act_id uuid not null,
  kind text not null check (kind in ('note', 'urge', 'reason', 'objection', 'relay')),
  text text,
  text_salt text,
  check ((text is null) = (text_salt is null))
);
create index note_matter on note (matter_id);
create index note_act on note (act_id);
create table file (
  id uuid primary key,
  matter_id uuid not null references matter,
  act_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  name text,
  name_salt text,
  kind text not null,
  size bigint not null check (size >= 0),
  check ((name is null) = (name_salt is null))
);
create index file_matter on file (matter_id);
create index file_digest on file (digest);
create table link (
  from_matter uuid not null references matter,
  to_matter uuid not null references matter check (to_matter <> from_matter),
  kind text not null check (kind in ('arises', 'basis', 'merged', 'about')),
  at timestamptz not null,
  ended_at timestamptz check (ended_at >= at),
  primary key (from_matter, to_matter, kind, at)
);
create index link_to on link (to_matter, kind) where ended_at is null;
create table recusal (
  id uuid primary key,
  matter_id uuid not null references matter,
  unit uuid references unit,
  person uuid references person,
  ground text not null,
  check (num_nonnulls(unit, person) = 1)
);
create index recusal_matter on recusal (matter_id);
