-- 规范性文件评估: for which of its review days an affair has been opened, once. GN-46, ZK-08
create table outgoing_review (
  matter_id uuid not null references outgoing_paper,
  review_on date not null,
  affair uuid not null references matter deferrable initially deferred,
  opened_at timestamptz not null,
  primary key (matter_id, review_on)
);
grant select, insert on outgoing_review to huiyin_act;
grant select on outgoing_review to huiyin_read;
