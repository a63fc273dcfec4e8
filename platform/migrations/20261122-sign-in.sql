-- Who may sign in, in a schema of their own. The columns of the first four tables are those better-auth keeps; a user's id is the person's id.
create schema auth;
grant usage on schema auth to huiyin_act;

create table auth."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null default false,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "username" text unique,
  "displayUsername" text,
  -- First sign-in, or after a reset: nothing but a new password.
  "mustChange" boolean not null default true,
  "language" text not null default 'zh-CN' check ("language" in ('zh-CN', 'en'))
);
create table auth."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" on delete cascade
);
create index session_of_user on auth."session" ("userId");
create index session_end on auth."session" ("expiresAt");
create table auth."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("userId", "providerId")
);
create table auth."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

-- Our own: failures per name typed (a keyed hash, for somebody may type his password there), known or not. Rule: R-C11
create table auth.attempt (
  name_key text primary key,
  failures int not null default 0,
  locks int not null default 0,
  locked_until timestamptz,
  at timestamptz not null
);
create index attempt_at on auth.attempt (at);
-- The last passwords, so the new one is a new one. Rule: R-C10
create table auth.password_past (
  person uuid not null references public.person,
  hash text not null,
  at timestamptz not null
);
create index password_past_person on auth.password_past (person, at desc);

grant select, insert, update on auth."user", auth."account" to huiyin_act;
grant select, insert, update, delete on auth."session", auth."verification", auth.attempt, auth.password_past to huiyin_act;
