-- 对照清单: what one chooses by stands open, as a letter's title does; who wrote and what exactly stays sealed.
alter table letters_outside_listed
  add column title text not null default '',
  add column link text check (link ~ '^https?://'),
  add column feed_by timestamptz,
  add column with_text boolean not null default false;
