-- 交换站取件: one run with its list, and what came of every line of it.
create table incoming_run (
  id uuid primary key,
  -- who fetched it, where, when
  station text not null check (station <> ''),
  fetched_by uuid not null references person,
  at timestamptz not null,
  list_number text,
  -- papers by the list
  listed int not null check (listed >= 0),
  by uuid not null references person,
  begun_at timestamptz not null,
  -- 机要件 that lay among them: how many, and nothing else (R-C01)
  secret int not null default 0 check (secret >= 0),
  -- 核对完毕
  closed_at timestamptz,
  closed_by uuid references person,
  -- 已告知交换站
  told_at timestamptz,
  told_by uuid references person,
  told_how text check (told_how in ('slip', 'phone', 'in_person')),
  check ((closed_at is null) = (closed_by is null)),
  check (told_at is null or closed_at is not null)
);
create index incoming_run_newest on incoming_run (at desc, id desc);
-- What did not come has its words here; what came has them in its matter, and nothing stands twice.
create table incoming_run_line (
  id uuid primary key,
  run uuid not null references incoming_run,
  no int not null check (no > 0),
  listed boolean not null,
  copies_listed int not null check (copies_listed >= 0),
  copies_came int not null check (copies_came >= 0),
  matter_id uuid references matter,
  -- attached to a paper that was there before
  as_copy boolean not null,
  sender text,
  sender_number text,
  title text,
  attachments_missing text[] not null,
  -- 签收人
  signed_by uuid not null references person,
  -- a code nobody could read apart, as the scanner gave it
  code text,
  by uuid not null references person,
  at timestamptz not null,
  unique (run, no),
  check ((copies_came = 0) = (matter_id is null)),
  check ((matter_id is null) = (title is not null))
);
create index incoming_run_line_matter on incoming_run_line (matter_id) where matter_id is not null;
select fence_desk('incoming_run_line');
grant select, insert, update on incoming_run to huiyin_act;
grant select on incoming_run to huiyin_read;

-- 来文字号, as it is compared: 〔〕 [] （） 【】 alike, full and half width alike, without spaces, 第 and 号.
create function incoming_number_key(number text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(translate(lower(normalize(number, NFKC)), '〔[(【（{〕])】）}', '((((((' || '))))))'), '[\s　]|第(?=[0-9])|号$', '', 'g'), '\)0+(?=[0-9])', ')')
$$;
-- … and a sender by name.
create function incoming_sender_key(sender text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(normalize(sender, NFKC)), '[\s　]', '', 'g')
$$;
create index incoming_paper_number_key on incoming_paper (incoming_number_key(sender_number)) where sender_number is not null;
