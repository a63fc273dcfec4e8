-- Notices beyond the house: channels the administrator has set, what each person wants, what was sent and what the other side answered.
-- Ids and kinds only; the words are made when it is sent. Secrets and addresses are sealed by the box. Rule: R-W01, R-W02, R-C18

-- At which address this system is reached, and the one proxy that may be used.
create table notice_setting (
  only_one boolean primary key default true check (only_one),
  base text,
  proxy text
);
create table notice_channel (
  id uuid primary key,
  kind text not null check (kind in ('mail', 'sms', 'wecom', 'dingtalk', 'webhook')),
  name text not null check (name <> ''),
  -- the unit whose group a robot speaks to; null: the whole office
  unit uuid references unit,
  mandatory boolean not null,
  in_use boolean not null,
  settings jsonb not null,
  sealed text,
  made_at timestamptz not null,
  -- what is left in the bucket, and when it was last counted; later than now: the other side asked us to wait so long
  tokens double precision not null check (tokens >= 0),
  counted_at timestamptz not null
);
-- One's own mail address and mobile number; `hint` is what one is shown of it again.
create table notice_address (
  person uuid not null references person,
  kind text not null check (kind in ('mail', 'sms')),
  sealed text not null,
  hint text not null,
  at timestamptz not null,
  primary key (person, kind)
);
create table notice_choice (
  person uuid not null references person,
  channel uuid not null references notice_channel,
  wanted boolean not null,
  at timestamptz not null,
  primary key (person, channel)
);

-- One row per notice and channel, kept as the record of what left the house.
create table delivery (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notice,
  channel uuid not null references notice_channel,
  person uuid not null references person,
  urgent boolean not null,
  at timestamptz not null,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempts int not null default 0,
  -- a word of ours for what the other side said, and its own words without addresses and numbers
  answer_code text,
  answer text,
  delivered_at timestamptz,
  dead_at timestamptz,
  -- why it was not needed: read meanwhile, no longer to be seen, told to the group already
  dropped text check (dropped in ('read', 'unseen', 'told')),
  unique (notice_id, channel),
  check (num_nonnulls(delivered_at, dead_at, dropped) <= 1)
);
create index delivery_due on delivery (due_at, id) where delivered_at is null and dead_at is null and dropped is null;
create index delivery_waiting on delivery (channel, person) where delivered_at is null and dead_at is null and dropped is null;
create index delivery_dead on delivery (dead_at desc) where dead_at is not null;
create index delivery_channel on delivery (channel, id desc);

-- 逐级提醒: a notice that asks for an act climbs while it is neither read nor answered. 1: told again, 2: the head of the unit, 3: the duty post.
create table climb (
  notice_id bigint primary key references notice,
  person uuid not null references person,
  matter_id uuid not null references matter,
  piece uuid,
  began_at timestamptz not null,
  urgent boolean not null,
  next_at timestamptz not null,
  step int not null default 0 check (step between 0 and 3),
  ended_at timestamptz,
  ended text check (ended in ('read', 'answered', 'gone', 'top')),
  check ((ended_at is null) = (ended is null))
);
create index climb_open on climb (next_at, notice_id) where ended_at is null;
create index climb_matter on climb (matter_id) where ended is null or ended = 'top';
create index climb_piece on climb (piece) where piece is not null;

-- It stops in the act that answers, whoever does it: by the one told, or on the piece he was told of. So it does when one of those told of a piece has read it.
create function climb_answered() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update climb c set ended_at = f.at, ended = 'answered' from fresh f
   where (c.ended is null or c.ended = 'top') and c.matter_id = f.matter_id and (f.actor = c.person or f.holder = c.piece) and (f.said ->> 'system') is null;
  return null;
end $$;
create trigger climb_answered after insert on event referencing new table as fresh for each statement execute function climb_answered();
create function climb_read() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update climb c set ended_at = new.read_at, ended = 'read'
   where (c.ended is null or c.ended = 'top') and c.matter_id = new.matter_id and (c.person = new.person or c.piece::text = new.payload ->> 'piece');
  return null;
end $$;
create trigger climb_read after update of read_at on notice for each row when (old.read_at is null and new.read_at is not null) execute function climb_read();
revoke execute on function climb_answered(), climb_read() from public;

grant select, insert, update on notice_setting, notice_channel, notice_address, notice_choice to huiyin_act;
grant delete on notice_address to huiyin_act;
grant select, insert on delivery, climb to huiyin_act;
grant update (due_at, claimed_until, attempts, answer_code, answer, delivered_at, dead_at, dropped) on delivery to huiyin_act;
grant update (step, next_at, ended_at, ended) on climb to huiyin_act;
grant select on notice_setting, notice_channel, notice_choice, delivery, climb to huiyin_read;
grant select (person, kind, hint, at) on notice_address to huiyin_read;

-- Whoever watches the system keeps its channels too, until the office says otherwise.
insert into power (post, person, key, from_at, to_at) select p.post, p.person, 'office.channels', now(), p.to_at from power p
 where p.key = 'office.status' and p.from_at <= now() and (p.to_at is null or p.to_at > now());
