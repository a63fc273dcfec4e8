-- 专题卷 (GN-12): the papers, drafts and meetings of one topic, by reference. Nothing is copied, and whoever opens it sees of each matter what he may see of it anyway.
create table dossier (
  id uuid primary key,
  title text not null check (title <> ''),
  field text references field,
  note text check (note <> ''),
  unit uuid not null references unit,
  owner uuid not null references person,
  opened_at timestamptz not null,
  ended_at timestamptz check (ended_at >= opened_at)
);
create table dossier_item (
  dossier uuid not null references dossier,
  matter uuid not null references matter,
  by uuid not null references person,
  at timestamptz not null,
  out_at timestamptz check (out_at >= at),
  primary key (dossier, matter, at)
);
create unique index dossier_item_in on dossier_item (dossier, matter) where out_at is null;
create index dossier_item_matter on dossier_item (matter) where out_at is null;
select fence('dossier_item', 'matter');
grant select, insert on dossier, dossier_item to huiyin_act;
grant update (title, field, note, owner, unit, ended_at) on dossier to huiyin_act;
grant update (out_at) on dossier_item to huiyin_act;
grant select on dossier, dossier_item to huiyin_read;
