-- 成品: every copy of an official paper that left, with the files of the fonts it was set in. Set again with the same fonts it is the same paper. Rule: R-E01
create table paper_set (
  id uuid primary key,
  matter_id uuid not null references matter,
  copy text not null check (copy in ('screen', 'print', 'record', 'docx')),
  -- of the file
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- of the fonts, and each of them: face, family, file, where from, digest. A Word file brings none.
  fonts text check (fonts ~ '^[0-9a-f]{64}$'),
  used jsonb not null,
  sides int not null check (sides > 0),
  by_person uuid not null references person,
  at timestamptz not null,
  check ((fonts is null) = (copy = 'docx'))
);
create index paper_set_matter on paper_set (matter_id, id);
select fence('paper_set'::regclass);
grant select, insert on paper_set to huiyin_act;
