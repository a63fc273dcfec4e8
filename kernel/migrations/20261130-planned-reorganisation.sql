-- 预定的机构调整 (ZK-47): settled beforehand, carried out at the start of its day, or withdrawn before it. What was settled is not changed; how it ended is said once.
create table planned_reorganisation (
  id uuid primary key,
  asked json not null,
  from_day date not null,
  planned_by uuid not null references person,
  planned_at timestamptz not null,
  outcome text check (outcome in ('done', 'withdrawn', 'refused')),
  ended_at timestamptz check (ended_at >= planned_at),
  -- Who withdrew it; null: the system carried it out, or could not.
  ended_by uuid references person,
  -- Why it could not be carried out: a code of the office's words.
  code text,
  check ((outcome is null) = (ended_at is null)),
  check ((outcome is not distinct from 'withdrawn') = (ended_by is not null)),
  check ((outcome is not distinct from 'refused') = (code is not null))
);
create index planned_reorganisation_due on planned_reorganisation (from_day) where outcome is null;

create function freeze_planned_reorganisation() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.outcome is not null
     or (new.id, new.asked::text, new.from_day, new.planned_by, new.planned_at) is distinct from (old.id, old.asked::text, old.from_day, old.planned_by, old.planned_at) then
    perform guard_refuse(17, 'row-frozen', old.id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on planned_reorganisation for each row execute function freeze_planned_reorganisation();
create trigger frozen_whole before truncate on planned_reorganisation for each statement execute function freeze_row();
revoke execute on function freeze_planned_reorganisation() from public;

grant select, insert on planned_reorganisation to huiyin_act;
grant update (outcome, ended_at, ended_by, code) on planned_reorganisation to huiyin_act;
grant select on planned_reorganisation to huiyin_read;
