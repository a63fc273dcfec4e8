-- What is particular about an outgoing paper. The header (稿号, title, owner, clocks, answers) is the kernel's; the text is in the drafts. No secrecy field stands here (R-C01).
create table outgoing_paper (
  matter_id uuid primary key references matter,
  -- drafted here, or by a department in our name (代拟稿)
  way text not null check (way in ('own', 'department')),
  paper_type text not null check (paper_type <> ''),
  form text not null check (form in ('paper', 'upward', 'letter', 'order', 'minutes')),
  direction text not null check (direction in ('up', 'level', 'down', 'public')),
  level text not null check (level in ('government', 'authorised', 'office')),
  important boolean not null,
  urgency text not null check (urgency in ('normal', 'urgent', 'most_urgent')),
  -- 办文意图
  purpose text,
  -- 发文机关, the leading one first
  organs text[] not null check (cardinality(organs) > 0),
  -- 代字; null: not settled yet
  code text check (code <> ''),
  involved jsonb not null,
  materials jsonb not null,
  -- 退回: every return with all its reasons (BZ-47)
  returns jsonb not null,
  -- 核稿: five answers by name (R-D21); 两人校对 (ZK-14)
  checks jsonb not null,
  proof jsonb,
  legality jsonb,
  -- 不同意见的协调情况 (GN-18)
  dissent text,
  signer uuid references person,
  grade jsonb,
  recheck jsonb,
  joint jsonb not null,
  -- the other organ leads and numbers
  led_by text,
  -- 文号; null: 待编号 (R-D40)
  doc_number text,
  copies int check (copies > 0),
  sealed boolean not null,
  sealed_at timestamptz,
  issued_at timestamptz,
  openness jsonb,
  published jsonb,
  normative jsonb,
  withdrawn jsonb,
  -- numbered before it goes out
  check (issued_at is null or doc_number is not null)
);
create index outgoing_paper_number on outgoing_paper (doc_number) where doc_number is not null;
select fence_desk('outgoing_paper');
