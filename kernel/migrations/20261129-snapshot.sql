-- 办结留存: a round as it read when its matter closed or was made void, with the names and titles of that day. No personal text (decision 0012).
create table snapshot (
  matter_id uuid not null,
  round int not null,
  at timestamptz not null,
  body json not null,
  primary key (matter_id, round),
  foreign key (matter_id, round) references round (matter_id, no)
);
create trigger frozen before update or delete on snapshot for each row execute function freeze_row();
create trigger frozen_whole before truncate on snapshot for each statement execute function freeze_row();
grant select, insert on snapshot to huiyin_act;
select fence('snapshot');
