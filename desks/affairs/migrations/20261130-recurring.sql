-- 常态工作: what comes round every day, week, month, quarter or year is opened ahead of its day by the system. Every wording is a row of its own and stays.
create table affairs_recurring (
  id uuid not null,
  version int not null check (version > 0),
  title text not null check (title <> ''),
  body text not null,
  rule json not null,
  -- whose work it is, and who is told the result
  post uuid not null references post,
  asker uuid not null references post,
  state text not null check (state in ('running', 'paused', 'ended')),
  why text,
  by uuid not null references person,
  at timestamptz not null,
  primary key (id, version)
);
-- Which of its days has been opened, once.
create table affairs_recurred (
  recurring uuid not null,
  due_day date not null,
  version int not null,
  matter_id uuid not null references matter deferrable initially deferred,
  opened_at timestamptz not null,
  primary key (recurring, due_day),
  foreign key (recurring, version) references affairs_recurring
);
grant select, insert on affairs_recurring, affairs_recurred to huiyin_act;
grant select on affairs_recurring, affairs_recurred to huiyin_read;
