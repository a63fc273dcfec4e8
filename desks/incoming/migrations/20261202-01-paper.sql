-- What is particular about an incoming paper. The header (number, title, owner, clocks, answers) is the kernel's. No secrecy field stands here (R-C01).
create table incoming_paper (
  matter_id uuid primary key references matter,
  sender text not null,
  sender_unit uuid references unit,
  -- 来文字号, as the sender wrote it; null where the paper bears none
  sender_number text,
  paper_type text not null,
  urgency text not null check (urgency in ('normal', 'urgent', 'most_urgent')),
  written_on date,
  copies int not null check (copies > 0),
  copy_from int,
  copy_to int,
  attachments_named text[] not null,
  handling text not null check (handling in ('act', 'read')),
  answer_by date,
  received_at timestamptz not null,
  run_id uuid,
  -- 内容摘要; personal text, null once erased by law
  gist text,
  -- a report that hides a request is handled as one (R-D03)
  as_request boolean not null,
  -- an earlier paper of the same sender that was returned at 初审 (BZ-47)
  resubmits uuid references matter,
  -- 两办 joint paper: {office, number, lead}
  joint jsonb,
  -- 初审: the five answers, each by name (art. 24)
  checks jsonb not null,
  -- 拟办意见: cause, options, proposed tasks (ZK-39)
  proposal jsonb,
  -- 批办: who was asked, with his rank on that day
  leaders jsonb not null,
  -- 催办人: by name where the paper is urgent
  chaser uuid references person
);
create index incoming_paper_number on incoming_paper (sender_number) where sender_number is not null;
select fence_desk('incoming_paper');
