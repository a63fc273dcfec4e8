/* 手写原迹: strokes kept as they were written, beside the opinion they are (docs/decisions/0026). A personal text (°) like the opinion itself:
   history keeps its salted digest, it goes by law, and it never changes once the piece has ended. `via`: how the opinion came. */
alter table assignment
  add column via text check (via in ('typed', 'dictated', 'handwritten', 'recorded')),
  add column ink text check (length(ink) <= 64000),
  add column ink_salt text,
  add constraint ink_salted check ((ink is null) = (ink_salt is null));
grant update (via, ink, ink_salt) on assignment to huiyin_act;

create function freeze_ink() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.state = 'ended' and (new.via is distinct from old.via or not kept(old.ink, new.ink, new.ink_salt) or not kept(old.ink_salt, new.ink_salt, new.ink)) then
    perform guard_refuse(17, 'words-frozen', old.matter_id);
  end if;
  return new;
end $$;
create trigger frozen_ink before update on assignment for each row
  when ((old.via, old.ink, old.ink_salt) is distinct from (new.via, new.ink, new.ink_salt)) execute function freeze_ink();
