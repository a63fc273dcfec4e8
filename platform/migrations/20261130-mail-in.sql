-- What came by e-mail: each message once, by its digest; which letter it became, and whether its sender has been told the number. No address and no text stands here.
create table mail_taken (
  digest text primary key,
  at timestamptz not null,
  -- taken: a letter; added: to an earlier one; ignored: an automatic answer; refused: it bore a mark of secrecy; unreadable
  outcome text not null check (outcome in ('taken', 'added', 'ignored', 'refused', 'unreadable')),
  matter_id uuid references matter,
  contact uuid references contact,
  number text,
  acknowledged_at timestamptz,
  check ((outcome in ('taken', 'added')) = (matter_id is not null)),
  check (acknowledged_at is null or contact is not null)
);
create index mail_taken_owed on mail_taken (at) where contact is not null and acknowledged_at is null;
grant select, insert on mail_taken to huiyin_act;
grant update (acknowledged_at) on mail_taken to huiyin_act;
grant select on mail_taken to huiyin_read;
