-- 抽查复核: letters closed as solved that somebody looked at again and whether it was. Why it was not stands as the reason of the new round.
create table letters_recheck (
  matter_id uuid primary key references matter,
  solved boolean not null,
  at timestamptz not null,
  by uuid not null references person
);
select fence_desk('letters_recheck');
