-- 回录托盘: piles of scanned papers, split into pages; each waits, is attached to a matter, entered, or set aside. Bytes lie in the file store under their digest.

create table scan_batch (
  id uuid primary key,
  -- whose tray it lies in
  by uuid not null references person,
  at timestamptz not null,
  name text not null check (name <> ''),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  origin text not null check (origin in ('page', 'folder')),
  -- 双面: a page without a code is the back of the one before
  two_sided boolean not null,
  pages int check (pages >= 1),
  done int not null default 0,
  state text not null default 'arrived' check (state in ('arrived', 'split', 'refused')),
  -- code of why it was refused
  reason text,
  -- told by whoever is splitting it; silence for a minute means nobody is
  beat_at timestamptz,
  check ((state = 'refused') = (reason is not null))
);
create index scan_batch_by on scan_batch (by, at desc);
create index scan_batch_digest on scan_batch (digest);
create index scan_batch_arrived on scan_batch (at) where state = 'arrived';

create table scan_page (
  id uuid primary key,
  batch uuid not null references scan_batch,
  no int not null check (no >= 1),
  -- the page whose back it is
  back_of uuid references scan_page,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  state text not null check (state in ('waiting', 'attached', 'entered', 'aside')),
  -- why it waits, a code
  reason text,
  -- why somebody set it aside, in his words
  set_aside text,
  matter_id uuid references matter,
  form text check (form in ('P', 'D', 'C', 'R', 'O')),
  -- as a file of the matter, once entered; it stays there when the entry is taken back
  file_id uuid references file,
  -- what was entered: the act, in whose name, which key, and when it was written
  act_id uuid,
  leader uuid references person,
  entered text check (entered in ('agree', 'mark', 'write', 'disagree', 'return')),
  entered_at timestamptz,
  unique (batch, no),
  check ((matter_id is null) = (form is null)),
  check (state not in ('attached', 'entered') or matter_id is not null),
  check ((state = 'entered') = (act_id is not null) and (state = 'entered') = (leader is not null) and (state = 'entered') = (entered is not null) and (state = 'entered') = (entered_at is not null)),
  check (state <> 'entered' or file_id is not null),
  check ((state = 'aside') = (set_aside is not null)),
  check (state <> 'waiting' or reason is not null or back_of is not null)
);
create index scan_page_state on scan_page (batch, state, no);
create index scan_page_matter on scan_page (matter_id);
create index scan_page_digest on scan_page (digest);
create index scan_page_back on scan_page (back_of) where back_of is not null;
grant select, insert, update on scan_batch, scan_page to huiyin_act;
grant select on scan_batch, scan_page to huiyin_read;
