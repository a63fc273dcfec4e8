-- 二次验证 (R-C12): one-time codes and passkeys. The columns are those better-auth's plugins keep, in the schema of the accounts; secrets and recovery codes are sealed with the key file.
alter table auth."user" add column "twoFactorEnabled" boolean not null default false;
create table auth."twoFactor" (
  "id" text primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "verified" boolean not null default false,
  "failedVerificationCount" int not null default 0,
  "lockedUntil" timestamptz,
  unique ("userId")
);
create table auth."passkey" (
  "id" text primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "credentialID" text not null unique,
  "counter" bigint not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index passkey_of_user on auth."passkey" ("userId");
-- What the security administrator sees of an account; no secret, no token, no hash.
grant usage on schema auth to huiyin_read;
grant select ("id", "userId", "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent") on auth."session" to huiyin_read;
grant select ("id", "mustChange", "twoFactorEnabled") on auth."user" to huiyin_read;
grant select ("id", "userId") on auth."passkey" to huiyin_read;
grant select (person, at) on auth.password_past to huiyin_read;
grant select, insert, update, delete on auth."twoFactor", auth."passkey" to huiyin_act;
