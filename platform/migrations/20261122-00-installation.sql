-- What this installation is: fingerprints of its keys, whether it is the demo city. Written once, by the owner.
create table installation (
  name text primary key check (name ~ '^[a-z][a-z0-9.-]*$'),
  value text not null,
  at timestamptz not null default now()
);
grant select on installation to huiyin_act, huiyin_read, huiyin_seal, huiyin_public;
