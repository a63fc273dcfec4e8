-- Who may touch what (grants), and the second fence around `named` matters (row-level security for the reading role).

revoke execute on all functions in schema public from public;
-- Used by triggers that run as the invoker.
grant execute on function kept(text, text, text), guard_refuse(int, text, uuid) to huiyin_act, huiyin_seal;

grant select on unit, person, post, holding, portfolio, power, delegation, calendar_day, calendar_year, route, people_version to huiyin_act, huiyin_read;
grant insert, update on unit, person, post, holding, portfolio, power, delegation, calendar_day, calendar_year to huiyin_act;
grant delete on calendar_day, calendar_year to huiyin_act;
grant insert on route to huiyin_act;
grant select on office_mark to huiyin_act, huiyin_read, huiyin_seal, huiyin_public;

-- The acting hand: inserts, and updates only of what may change. No delete anywhere.
grant select, insert on matter, round, report, stage, assignment, clock, pause, answer, contact, draft, note, file, link, recusal to huiyin_act;
grant update (title, title_salt, state, phase, readers, owner_unit, owner_person, part_of, round, urgency, version) on matter to huiyin_act;
grant update (report, closed_at, closed_by) on round to huiyin_act;
grant update (result_text, result_text_salt, returned_at, returned_by) on report to huiyin_act;
grant update (need, wakes, asks, next, ended_at, outcome) on stage to huiyin_act;
grant update (ask, ask_salt, unit, post, person, state, sees, bound, clock_id, due_at, seen_at, accepted_at, ended_at, ending, opinion, opinion_salt, on_draft, acted_by) on assignment to huiyin_act;
grant update (started_at, due_at, next_alarm_at, alarm_no, provisional, stopped_at, ending) on clock to huiyin_act;
grant update (until_at, to_at, reason, reason_salt) on pause to huiyin_act;
grant update (body, body_salt, by, sent_at, via, ground, settled_at, responded, solved, satisfied, rated_at) on answer to huiyin_act;
grant update (name_cipher, phone_cipher, address_cipher, other_cipher, phone_key, name_key) on contact to huiyin_act;
grant update (text, text_salt) on note to huiyin_act;
grant update (name, name_salt) on file to huiyin_act;
grant update (ended_at) on link to huiyin_act;

-- `year`, `id` and `logged_at` are the database's own.
grant select on event, unsealed, seal, looked, series, taken, reserved, done, outbox to huiyin_act;
grant insert (act_id, matter_id, at, move, actor, holder, recorded_by, evidence, undoes, v, said, effects) on event to huiyin_act;
grant insert on unsealed, series, taken, reserved, done, outbox to huiyin_act;
grant insert (who, matter_id, what) on looked to huiyin_act, huiyin_read;
grant update (last) on series to huiyin_act;
grant update (voided_reason) on taken to huiyin_act;
grant update (until, released_at) on reserved to huiyin_act;
grant update (result) on done to huiyin_act;
grant delete on done, outbox to huiyin_act;
grant update on outbox to huiyin_act;

-- The sealer.
grant select on event, seal, unsealed to huiyin_seal;
grant delete on unsealed to huiyin_seal;
grant insert on seal to huiyin_seal;

-- The reader's person comes from set_config('huiyin.person', …), the moment from 'huiyin.now' (default now()).
create function reader_person() returns uuid language sql stable as $$
  select nullif(current_setting('huiyin.person', true), '')::uuid
$$;
-- Named matters the reader is not on the list of. Few exist; asked once per query.
create function hidden_matters() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(m.id), '{}') from matter m
  where m.readers = 'named' and not exists (
    select 1 from assignment a where a.matter_id = m.id and a.sees and (
      a.person = reader_person()
      or exists (
        select 1 from delegation d
        where d.agent = reader_person() and d.principal = a.person and d.named_too and (d.desks is null or m.desk = any (d.desks))
          and d.from_at <= coalesce(nullif(current_setting('huiyin.now', true), '')::timestamptz, now())
          and (d.to_at is null or d.to_at > coalesce(nullif(current_setting('huiyin.now', true), '')::timestamptz, now())))))
$$;
grant execute on function reader_person(), hidden_matters() to huiyin_read;

/* Fences one table that hangs on a matter: the acting hand sees all, the reading hand not what is hidden. Desks call it in their migrations:
   select fence_desk('letters_letter'), which also gives the usual grants; the table needs a column matter_id. */
create function fence(t regclass, col text default 'matter_id') returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('create policy act on %s to huiyin_act using (true) with check (true)', t);
  execute format('create policy seal on %s for select to huiyin_seal using (true)', t);
  execute format('create policy reader on %s for select to huiyin_read using (%I is null or %I <> all ((select hidden_matters())::uuid[]))', t, col, col);
  execute format('grant select on %s to huiyin_read', t);
end $$;
create function fence_desk(t regclass) returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform fence(t);
  execute format('grant select, insert, update on %s to huiyin_act', t);
end $$;
revoke execute on function fence(regclass, text), fence_desk(regclass) from public;

select fence('matter', 'id');
select fence(t::regclass) from unnest(array['round', 'report', 'stage', 'assignment', 'clock', 'pause', 'answer', 'draft', 'note', 'file', 'recusal', 'event', 'taken']) t;
select fence('link', 'from_matter');
create policy reader_to on link as restrictive for select to huiyin_read using (to_matter <> all ((select hidden_matters())::uuid[]));
