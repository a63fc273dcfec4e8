-- 中心接口: a 12345 centre's own program sends tickets in and fetches how far they have got. Of its key only the digest. Rule: R-W04, R-C18
create table letters_centre_key (
  id uuid primary key,
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  -- the outside system it speaks for, by the name it has in 外部系统对照
  system text not null check (system <> ''),
  per_hour int not null check (per_hour between 1 and 10000),
  issued_at timestamptz not null,
  revoked_at timestamptz
);
grant select, insert, update on letters_centre_key to huiyin_act;
grant select on letters_centre_key to huiyin_read;
-- What came by it is known again by a keyed digest; what was fetched by it is fed back by no person.
alter table letters_outside add column sent_digest text;
alter table letters_outside add column fed_key uuid references letters_centre_key;
alter table letters_outside drop constraint letters_outside_check;
alter table letters_outside add constraint letters_outside_fed check ((fed_at is null) = (fed_by is null and fed_key is null) and (fed_by is null or fed_key is null));
