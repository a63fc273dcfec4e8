-- 公开征求意见 (GN-39): a draft is put to the public until a day; every opinion that came, and what was made of it.
alter table outgoing_paper add column consultation jsonb;
create table outgoing_opinion (
  id uuid primary key,
  matter_id uuid not null references matter,
  came text not null check (came in ('public', 'unit', 'meeting', 'paper')),
  -- a unit, a meeting, whoever wrote on paper; a citizen on the public page is not asked who he is
  said_by text check (said_by <> ''),
  -- 收件号, told to the citizen
  receipt text unique,
  -- null once erased by law
  body text check (body <> ''),
  at timestamptz not null,
  taken_by uuid not null references person,
  check ((came = 'public') = (receipt is not null)),
  check (came <> 'public' or said_by is null),
  check (said_by is not null or came = 'public' or body is null)
);
create index outgoing_opinion_matter on outgoing_opinion (matter_id, at);
select fence_desk('outgoing_opinion');
-- 采纳情况: of an opinion, or of the words a unit gave when it was asked (会签: its piece).
create table outgoing_opinion_answer (
  opinion uuid primary key,
  matter_id uuid not null references matter,
  -- 归类
  theme text check (theme <> ''),
  verdict text not null check (verdict in ('adopted', 'partly', 'declined')),
  -- null once erased by law
  reason text check (reason <> ''),
  by uuid not null references person,
  at timestamptz not null
);
create index outgoing_opinion_answer_matter on outgoing_opinion_answer (matter_id);
select fence_desk('outgoing_opinion_answer');
-- What the public page shows: the text as it was put, and later what came of the opinions.
create table outgoing_public_text (
  id uuid primary key,
  matter_id uuid not null unique references matter,
  -- null once erased by law: then it is shown no longer
  title text,
  organ text not null,
  body text,
  -- 缩短期限的说明
  shortened text,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  answers jsonb,
  told_at timestamptz,
  check (answers is null or told_at is not null)
);
select fence_desk('outgoing_public_text');

-- The one thing the public side may ask of it. A draft that was given up is shown no longer.
create function public_consultations("asked" uuid)
returns table (id uuid, title text, organ text, body text, shortened text, "from" text, "until" text, answers jsonb, told_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.title, t.organ, case when $1 is null then '' else t.body end, t.shortened, t.from_on::text, t.until_on::text, case when $1 is null then null else t.answers end, t.told_at
  from outgoing_public_text t join matter m on m.id = t.matter_id
  where t.body is not null and m.phase <> 'void' and m.readers <> 'named' and ($1 is null or t.id = $1) order by t.from_on desc, t.id desc limit 100
$$;
revoke execute on function public_consultations(uuid) from public;
grant execute on function public_consultations(uuid) to huiyin_public;

-- What is handed in there goes into the same box as everything from outside.
alter table submission drop constraint submission_kind_check;
alter table submission add constraint submission_kind_check check (kind in ('letter', 'rating', 'more', 'mark', 'ticket', 'opinion'));
