-- The guards: what the database itself refuses, by whatever statement (invariants 2, 3, 5, 6, 17).
-- Those that look across rows are deferred to commit, because one statement shows a trigger only half the act.
-- Each first locks the matter it reads `for share`: whoever is closing it is waited for, and its new state is what is judged.
-- All are security definer: under row-level security they must still see every part.

create function guard_refuse(number int, code text, matter uuid) returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'HY0' || lpad(number::text, 2, '0'), message = 'guard.' || code, detail = matter::text;
end $$;

-- Invariant 2: the accepted, unended lead of an open matter is its owner.
create function guard_owner(m matter) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from assignment a where a.matter_id = m.id and a.lead and a.accepted_at is not null and a.state <> 'ended'
                 and a.person = m.owner_person and a.unit = m.owner_unit) then
    perform guard_refuse(2, 'owner-without-piece', m.id);
  end if;
end $$;

-- Invariant 3: `round` is the highest round; an open matter stands in an open round.
create function guard_round_of(m matter) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  highest round;
begin
  select * into highest from round r where r.matter_id = m.id order by r.no desc limit 1;
  if highest.no is distinct from m.round then
    perform guard_refuse(3, 'not-the-highest-round', m.id);
  end if;
  if m.phase not in ('closed', 'void') and highest.closed_at is not null then
    perform guard_refuse(3, 'open-on-closed-round', m.id);
  end if;
  if m.phase = 'closed' and highest.closed_at is null then
    perform guard_refuse(5, 'closed-on-open-round', m.id);
  end if;
end $$;

-- Invariants 2, 3, 5, 6 for a matter as it stands at commit.
create function guard_matter() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m matter;
  parent matter;
begin
  select * into m from matter where id = new.id for share;
  perform guard_round_of(m);
  if m.phase not in ('closed', 'void') then
    perform guard_owner(m);
    if m.part_of is not null then
      select * into parent from matter where id = m.part_of for share;
      if parent.phase in ('closed', 'void') then
        perform guard_refuse(6, 'part-of-closed', m.id);
      end if;
    end if;
    return null;
  end if;
  if exists (select 1 from answer a where a.matter_id = m.id and a.settled_at is null) then
    perform guard_refuse(5, 'closing-with-debt', m.id);
  end if;
  if exists (select 1 from assignment a join stage s on s.id = a.stage_id
             where a.matter_id = m.id and a.state <> 'ended' and (a.kind <> 'read' or s.blocks)) then
    perform guard_refuse(5, 'closing-with-work', m.id);
  end if;
  if exists (select 1 from matter p where p.part_of = m.id and p.phase not in ('closed', 'void')) then
    perform guard_refuse(6, 'closing-over-open-part', m.id);
  end if;
  if m.phase = 'closed' and not exists (select 1 from answer a where a.matter_id = m.id and a.round = m.round and a.kind = 'final' and a.settled_at is not null) then
    perform guard_refuse(5, 'closed-without-answer', m.id);
  end if;
  return null;
end $$;
create constraint trigger guard_new after insert on matter deferrable initially deferred
  for each row execute function guard_matter();
create constraint trigger guard_changed after update on matter deferrable initially deferred
  for each row when ((old.phase, old.owner_person, old.owner_unit, old.part_of, old.round) is distinct from (new.phase, new.owner_person, new.owner_unit, new.part_of, new.round))
  execute function guard_matter();

create function guard_round() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m matter;
begin
  select * into m from matter where id = new.matter_id for share;
  perform guard_round_of(m);
  return null;
end $$;
create constraint trigger guard_round after insert or update on round deferrable initially deferred
  for each row execute function guard_round();

-- No work on a closed matter; the lead's piece and the owner agree. A reader's receipt never comes here.
create function guard_assignment() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m matter;
  a assignment;
begin
  select * into a from assignment where id = new.id;
  if not a.lead and (a.state = 'ended' or (a.kind = 'read' and not exists (select 1 from stage s where s.id = a.stage_id and s.blocks))) then
    return null;
  end if;
  select * into m from matter where id = a.matter_id for share;
  if m.phase in ('closed', 'void') then
    if a.state <> 'ended' then
      perform guard_refuse(5, 'work-on-closed', m.id);
    end if;
  elsif a.lead then
    perform guard_owner(m);
  end if;
  return null;
end $$;
create constraint trigger guard_new after insert on assignment deferrable initially deferred
  for each row when (new.lead or new.state <> 'ended') execute function guard_assignment();
create constraint trigger guard_changed after update on assignment deferrable initially deferred
  for each row when ((new.lead or new.state <> 'ended')
    and (old.state, old.lead, old.accepted_at, old.person, old.unit) is distinct from (new.state, new.lead, new.accepted_at, new.person, new.unit))
  execute function guard_assignment();

-- No debt on a closed matter.
create function guard_answer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m matter;
begin
  select * into m from matter where id = new.matter_id for share;
  if m.phase in ('closed', 'void') and exists (select 1 from answer a where a.id = new.id and a.settled_at is null) then
    perform guard_refuse(5, 'debt-on-closed', m.id);
  end if;
  return null;
end $$;
create constraint trigger guard_owed after insert or update on answer deferrable initially deferred
  for each row when (new.settled_at is null) execute function guard_answer();

-- Frozen things. A personal text may still be erased: text and salt together become null, nothing else.
create function kept(old_text text, new_text text, new_salt text) returns boolean language sql immutable as $$
  select new_text is not distinct from old_text or (new_text is null and new_salt is null)
$$;

create function freeze_report() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.matter_id, new.round, new.no, new.at, new."by", new.result) is distinct from (old.id, old.matter_id, old.round, old.no, old.at, old."by", old.result)
     or (old.returned_at is not null and (new.returned_at, new.returned_by) is distinct from (old.returned_at, old.returned_by))
     or not kept(old.result_text, new.result_text, new.result_text_salt) or not kept(old.result_text_salt, new.result_text_salt, new.result_text) then
    perform guard_refuse(3, 'report-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on report for each row execute function freeze_report();

create function freeze_round() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.closed_at is not null
     or (new.matter_id, new.no, new.why, new.opened_at) is distinct from (old.matter_id, old.no, old.why, old.opened_at) then
    perform guard_refuse(3, 'round-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update on round for each row when (old is distinct from new) execute function freeze_round();
create trigger frozen_row before delete on round for each row execute function freeze_round();

create function freeze_clock() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.matter_id, new.round, new.key, new.whole, new.rule, new.anchor, new.first_due_at)
        is distinct from (old.id, old.matter_id, old.round, old.key, old.whole, old.rule, old.anchor, old.first_due_at) then
    perform guard_refuse(3, 'first-due-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on clock for each row execute function freeze_clock();

create function freeze_answer() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.matter_id, new.round, new.no, new.kind, new.to_contact, new.to_assignment)
        is distinct from (old.id, old.matter_id, old.round, old.no, old.kind, old.to_contact, old.to_assignment) then
    perform guard_refuse(17, 'answer-frozen', old.matter_id);
  end if;
  if (old.sent_at is not null or old.settled_at is not null)
     and ((new."by", new.sent_at, new.via, new.ground) is distinct from (old."by", old.sent_at, old.via, old.ground)
          or not kept(old.body, new.body, new.body_salt) or not kept(old.body_salt, new.body_salt, new.body)) then
    perform guard_refuse(17, 'answer-frozen', old.matter_id);
  end if;
  if old.settled_at is not null and new.settled_at is distinct from old.settled_at then
    perform guard_refuse(17, 'answer-settled-once', old.matter_id);
  end if;
  if old.rated_at is not null
     and (new.responded, new.solved, new.satisfied, new.rated_at) is distinct from (old.responded, old.solved, old.satisfied, old.rated_at) then
    perform guard_refuse(3, 'answer-rated-once', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on answer for each row execute function freeze_answer();

-- What was asked, and what was said once the piece has ended, stays said.
create function freeze_words() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kept(old.ask, new.ask, new.ask_salt) or not kept(old.ask_salt, new.ask_salt, new.ask)
     or (old.state = 'ended' and (not kept(old.opinion, new.opinion, new.opinion_salt) or not kept(old.opinion_salt, new.opinion_salt, new.opinion))) then
    perform guard_refuse(17, 'words-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update on assignment for each row
  when ((old.ask, old.ask_salt, old.opinion, old.opinion_salt) is distinct from (new.ask, new.ask_salt, new.opinion, new.opinion_salt)) execute function freeze_words();

create function freeze_note() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or (new.id, new.matter_id, new.act_id, new.kind) is distinct from (old.id, old.matter_id, old.act_id, old.kind)
     or not kept(old.text, new.text, new.text_salt) or not kept(old.text_salt, new.text_salt, new.text) then
    perform guard_refuse(17, 'words-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on note for each row execute function freeze_note();

create function freeze_file() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.matter_id, new.act_id, new.digest, new.kind, new.size) is distinct from (old.id, old.matter_id, old.act_id, old.digest, old.kind, old.size)
     or not kept(old.name, new.name, new.name_salt) or not kept(old.name_salt, new.name_salt, new.name) then
    perform guard_refuse(17, 'file-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on file for each row execute function freeze_file();

create function freeze_row() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'HY017', message = 'guard.row-frozen', detail = format('%s on %s', tg_op, tg_table_name);
end $$;
create trigger frozen before update or delete on draft for each row execute function freeze_row();
create trigger frozen before update or delete on route for each row execute function freeze_row();
create trigger kept before delete on matter for each row execute function freeze_row();
create trigger kept before delete on stage for each row execute function freeze_row();
create trigger kept before delete on assignment for each row execute function freeze_row();
create trigger kept before delete on link for each row execute function freeze_row();

do $$
declare t text;
begin
  foreach t in array array['matter', 'round', 'report', 'stage', 'assignment', 'clock', 'pause', 'answer', 'draft', 'note', 'file', 'link', 'recusal', 'series', 'taken', 'reserved'] loop
    execute format('create trigger frozen_whole before truncate on %I for each statement execute function freeze_row()', t);
  end loop;
end $$;
