-- 收到即告知编号 by the house's own mail channel: tries, the other side's answer, given up. No channel set: the mail folder, as before.
alter table mail_taken
  add column id bigint generated always as identity,
  add column attempts int not null default 0,
  -- tried again from then on; null: at once
  add column due_at timestamptz,
  -- the channel it was last handed to; null: put into the mail folder
  add column channel uuid references notice_channel,
  add column answer_code text,
  add column answer text,
  add column dead_at timestamptz,
  add unique (id),
  add check (num_nonnulls(acknowledged_at, dead_at) <= 1);
create index mail_taken_dead on mail_taken (dead_at desc) where dead_at is not null;
grant update (acknowledged_at, attempts, due_at, channel, answer_code, answer, dead_at) on mail_taken to huiyin_act;
