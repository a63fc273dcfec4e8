-- 申请查阅 (HB-55): asked by number, by somebody who is told nothing about whether there is such a matter; decided by its owner or the head of his unit. Both stay on record.
create table know_request (
  id uuid primary key,
  asker uuid not null references person,
  -- As it was typed; what it means is known to the database alone.
  number text not null check (number <> ''),
  reason text,
  reason_salt text,
  at timestamptz not null,
  -- null: there is no such matter, or he must stay away from it.
  matter_id uuid references matter,
  decided_at timestamptz check (decided_at >= at),
  decided_by uuid references person check (decided_by <> asker),
  granted boolean,
  reply text,
  reply_salt text,
  check ((reason is null) = (reason_salt is null)),
  check ((reply is null) = (reply_salt is null)),
  check (num_nonnulls(decided_at, decided_by, granted) in (0, 3)),
  check (decided_at is null or matter_id is not null)
);
create index know_asker on know_request (asker, at desc);
create index know_matter on know_request (matter_id, at desc) where matter_id is not null;

create function freeze_know_request() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.asker, new.number, new.at, new.matter_id) is distinct from (old.id, old.asker, old.number, old.at, old.matter_id)
     or (old.decided_at is not null and (new.decided_at, new.decided_by, new.granted) is distinct from (old.decided_at, old.decided_by, old.granted))
     or not kept(old.reason, new.reason, new.reason_salt)
     or (old.decided_at is not null and not kept(old.reply, new.reply, new.reply_salt)) then
    perform guard_refuse(17, 'row-frozen', old.id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on know_request for each row execute function freeze_know_request();
create trigger frozen_whole before truncate on know_request for each statement execute function refuse_history_change();
revoke execute on function freeze_know_request() from public;

grant select, insert on know_request to huiyin_act;
grant update (reason, reason_salt, decided_at, decided_by, granted, reply, reply_salt) on know_request to huiyin_act;
grant select on know_request to huiyin_read;
