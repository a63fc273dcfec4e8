-- Pictures by Open311: the same box and limits as the public page. The former function stays for a public machine that is brought up later. Rule: R-W04; decision 0018
create function public_open311_hand_in(
  "key" uuid, "request" text, "token" text,
  "id" uuid, "kind" text, "form" text, "digest" text, "receipt" text, "code_digest" text, "sealed" bytea, "pictures" bytea, "sizes" int[], "at" timestamptz
) returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  done text;
begin
  if not exists (select 1 from open311_key k where k.id = $1 and k.revoked_at is null) then
    return 'no-key';
  end if;
  done := public_hand_in($4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
  if done = 'taken' then
    insert into open311_request (id, token, receipt, key, requested_at) values ($2, $3, $8, $1, $13);
  end if;
  return done;
end $$;
revoke execute on function public_open311_hand_in(uuid, text, text, uuid, text, text, text, text, text, bytea, bytea, int[], timestamptz) from public;
grant execute on function public_open311_hand_in(uuid, text, text, uuid, text, text, text, text, text, bytea, bytea, int[], timestamptz) to huiyin_public;
