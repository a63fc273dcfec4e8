-- 凭码链接: one piece, one named person, one code. Of link and code digests alone are kept; what may be read is sealed under a key both of them give,
-- so neither this table nor the public side can open it. Rule: decision 0029
create table ticket (
  id uuid primary key,
  matter_id uuid not null references matter,
  piece uuid not null references assignment,
  -- in whose name it is signed for and answered: whoever receives for the unit, without an account
  person uuid not null references person,
  issued_by uuid not null references person,
  issued_at timestamptz not null,
  until_at timestamptz not null,
  link_digest text not null unique check (link_digest ~ '^[0-9a-f]{64}$'),
  code_digest text not null check (code_digest ~ '^[0-9a-f]{64}$'),
  -- the key of what is published, sealed by the inner side's box
  key_cipher text not null,
  -- 联系人: named by the office
  contact text not null,
  -- what he reads beside title and task; gone when the link ends
  body text,
  files uuid[] not null,
  tries_left int not null check (tries_left >= 0),
  revoked_at timestamptz,
  revoked_by uuid references person,
  opened_at timestamptz,
  accepted_at timestamptz,
  answered_at timestamptz,
  -- code of the last refusal of what was handed in
  refused text,
  -- null: not published yet, or gone with revocation and expiry
  sealed bytea,
  -- last event of the matter the published words know of
  upto bigint not null default 0,
  check ((revoked_at is null) = (revoked_by is null)),
  check (until_at > issued_at)
);
create index ticket_matter on ticket (matter_id);
create unique index ticket_of_piece on ticket (piece) where revoked_at is null;
create index ticket_live on ticket (until_at) where revoked_at is null;
select fence_desk('ticket');

create table ticket_file (
  ticket uuid not null references ticket,
  no int not null check (no >= 1),
  sealed bytea not null,
  primary key (ticket, no)
);
grant select, insert, delete on ticket_file to huiyin_act;

-- Every opening, right or wrong. `place`: a digest by which two openings from one network are told from two from two.
create table ticket_opening (
  id bigint generated always as identity primary key,
  ticket uuid not null references ticket,
  at timestamptz not null,
  outcome text not null check (outcome in ('open', 'file', 'wrong', 'locked', 'expired', 'revoked')),
  place text not null check (place ~ '^[0-9a-f]{8}$')
);
create index ticket_opening_ticket on ticket_opening (ticket, id);
grant select, insert on ticket_opening to huiyin_act;
grant select on ticket_opening to huiyin_read;

/* The one thing the public side may ask of it. A wrong code costs a try under the row's lock, whatever process asks; at nought it is locked for good. */
create function public_ticket("link" text, "shown" text, "place" text, "at" timestamptz, "no" int)
returns table (state text, tries int, sealed bytea) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  t ticket;
  found_state text;
  left_over int;
begin
  select * into t from ticket k where k.link_digest = $1 for update;
  if t.id is null then
    return query select 'unknown'::text, 0, null::bytea;
    return;
  end if;
  left_over := t.tries_left;
  found_state := case
    when t.revoked_at is not null then 'revoked'
    when t.until_at <= $4 then 'expired'
    when t.tries_left = 0 then 'locked'
    when t.code_digest <> $2 then 'wrong'
    else 'open' end;
  if found_state = 'wrong' then
    update ticket k set tries_left = k.tries_left - 1 where k.id = t.id returning k.tries_left into left_over;
  elsif found_state = 'open' and t.opened_at is null then
    update ticket k set opened_at = $4 where k.id = t.id;
  end if;
  if (select count(*) from (select 1 from ticket_opening o where o.ticket = t.id limit 1000) w) < 1000 then
    insert into ticket_opening (ticket, at, outcome, place) values (t.id, $4, case when found_state = 'open' and $5 is not null then 'file' else found_state end, $3);
  end if;
  return query select found_state, left_over,
    case when found_state <> 'open' then null when $5 is null then t.sealed else (select f.sealed from ticket_file f where f.ticket = t.id and f.no = $5) end;
end $$;
revoke execute on function public_ticket(text, text, text, timestamptz, int) from public;
grant execute on function public_ticket(text, text, text, timestamptz, int) to huiyin_public;

-- What is handed in by such a link goes into the same box as everything from outside.
alter table submission drop constraint submission_kind_check;
alter table submission add constraint submission_kind_check check (kind in ('letter', 'rating', 'more', 'mark', 'ticket'));
