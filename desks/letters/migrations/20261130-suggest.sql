-- 事项类别 of a letter: an entry of the dictionary letters.categories; null: nobody said.
alter table letters_letter add column category text check (category ~ '^[a-z][a-zA-Z0-9]{0,39}$');
create index letters_letter_category on letters_letter (category) where category is not null;

-- What closed letters taught, by night. The one in use stays until another is no worse.
create table letters_model (
  id bigint generated always as identity primary key,
  what text not null check (what in ('category', 'entry', 'unit')),
  at timestamptz not null,
  letters int not null,
  classes int not null,
  -- macro-F1 on letters it had not seen
  f1 double precision not null,
  -- from how far ahead it speaks; null: it is silent
  silent_below double precision,
  digest text not null,
  -- null: it was worse than the one in use, and was not kept
  body bytea
);
create index letters_model_used on letters_model (what, id desc) where body is not null;
grant select, insert, update (body) on letters_model to huiyin_act;
grant select on letters_model to huiyin_read;

-- How often a suggestion shown was taken, by day; of whom and of which letter it does not tell.
create table letters_suggested (
  day date not null,
  what text not null check (what in ('category', 'unit')),
  taken int not null default 0,
  other int not null default 0,
  primary key (day, what)
);
grant select, insert, update (taken, other) on letters_suggested to huiyin_act;
grant select on letters_suggested to huiyin_read;

-- 热点: letters about one problem in one place, found by the hour. Whoever reads a theme sees of it the letters he may see.
create table letters_theme (
  id uuid primary key,
  place text not null,
  found_at timestamptz not null,
  -- a rise by the rule in themes/rise.ts, and when the head of the division was told of it
  rising boolean not null,
  told_at timestamptz
);
grant select, insert, update (place, found_at, rising, told_at), delete on letters_theme to huiyin_act;
grant select on letters_theme to huiyin_read;
create table letters_theme_letter (
  theme uuid not null references letters_theme on delete cascade,
  matter_id uuid primary key references matter
);
create index letters_theme_letter_theme on letters_theme_letter (theme);
select fence_desk('letters_theme_letter');
grant delete on letters_theme_letter to huiyin_act;
