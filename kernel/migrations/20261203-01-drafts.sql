-- 稿: the text of a matter while it is written. One stands, saved as it is typed; versions are kept at every step and never change; one person writes at a time.
create table draft_text (
  matter_id uuid primary key references matter,
  -- counts the savings: what was written on an older one is refused, never laid over
  revision int not null check (revision > 0),
  -- the draft as JSON, and its plain lines for the search; both go when the text is erased by law
  body text,
  said text,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  check ((body is null) = (said is null))
);
-- 检出: who writes, since when, when he was last heard of, and how it ended. The rows stay: they say who took over from whom.
create table draft_hold (
  id uuid primary key,
  matter_id uuid not null references matter,
  person uuid not null references person,
  from_at timestamptz not null,
  heard_at timestamptz not null check (heard_at >= from_at),
  ended_at timestamptz check (ended_at >= from_at),
  ending text check (ending in ('given-back', 'silent', 'taken-over', 'step')),
  ended_by uuid references person,
  check (num_nonnulls(ended_at, ending, ended_by) in (0, 3))
);
create unique index draft_hold_one on draft_hold (matter_id) where ended_at is null;
create index draft_hold_matter on draft_hold (matter_id, from_at);
create table draft_version (
  matter_id uuid not null references matter,
  no int not null check (no > 0),
  step text not null check (step ~ '^[a-zA-Z][a-zA-Z0-9-]*$'),
  note text check (note <> ''),
  by uuid not null references person,
  at timestamptz not null,
  -- over salt and body; what stays when both are erased
  digest text not null,
  salt text,
  body text,
  characters int not null check (characters >= 0),
  in_attachments int not null check (in_attachments >= 0),
  in_all int not null check (in_all >= 0),
  primary key (matter_id, no),
  check ((salt is null) = (body is null))
);
-- 批注: on words of one block, or on the whole text; an answer names what it answers.
create table draft_comment (
  id uuid primary key,
  matter_id uuid not null references matter,
  answers uuid references draft_comment,
  block text,
  quote text,
  place int check (place >= 0),
  text text check (text <> ''),
  by uuid not null references person,
  at timestamptz not null,
  resolved_by uuid references person,
  resolved_at timestamptz,
  check (num_nonnulls(resolved_by, resolved_at) in (0, 2)),
  check (num_nonnulls(block, place) in (0, 2)),
  check (quote is null or block is not null)
);
create index draft_comment_matter on draft_comment (matter_id, at);
create index draft_comment_answers on draft_comment (answers) where answers is not null;

-- What was kept stays as it was kept; a text may still be erased by law, salt and words together.
create function freeze_draft_version() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.matter_id, new.no, new.step, new."by", new.at, new.digest, new.characters, new.in_attachments, new.in_all)
        is distinct from (old.matter_id, old.no, old.step, old."by", old.at, old.digest, old.characters, old.in_attachments, old.in_all)
     or not kept(old.body, new.body, new.salt) or not kept(old.salt, new.salt, new.body)
     or (new.note is distinct from old.note and (new.note is not null or new.body is not null)) then
    perform guard_refuse(17, 'words-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on draft_version for each row execute function freeze_draft_version();
create function freeze_draft_comment() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.matter_id, new.answers, new.block, new.place, new."by", new.at) is distinct from (old.id, old.matter_id, old.answers, old.block, old.place, old."by", old.at)
     or ((new.text, new.quote) is distinct from (old.text, old.quote) and num_nonnulls(new.text, new.quote) > 0) then
    perform guard_refuse(17, 'words-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on draft_comment for each row execute function freeze_draft_comment();
create function freeze_draft_hold() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null
     or (new.id, new.matter_id, new.person, new.from_at) is distinct from (old.id, old.matter_id, old.person, old.from_at) then
    perform guard_refuse(17, 'row-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on draft_hold for each row execute function freeze_draft_hold();
-- A saving follows the one before it.
create function count_draft_text() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or new.matter_id <> old.matter_id or (new.body is not null and new.revision <> old.revision + 1) then
    perform guard_refuse(17, 'row-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger counted before update or delete on draft_text for each row execute function count_draft_text();
do $$
declare t text;
begin
  foreach t in array array['draft_text', 'draft_hold', 'draft_version', 'draft_comment'] loop
    execute format('create trigger frozen_whole before truncate on %I for each statement execute function freeze_row()', t);
    perform fence(t::regclass);
    execute format('grant select, insert on %I to huiyin_act', t);
    execute format('grant select on %I to huiyin_read', t);
  end loop;
end $$;
revoke execute on function freeze_draft_version(), freeze_draft_comment(), freeze_draft_hold(), count_draft_text() from public;
grant update (revision, body, said, saved_at, saved_by) on draft_text to huiyin_act;
grant update (heard_at, ended_at, ending, ended_by) on draft_hold to huiyin_act;
grant update (body, salt, note) on draft_version to huiyin_act;
grant update (text, quote, resolved_by, resolved_at) on draft_comment to huiyin_act;
