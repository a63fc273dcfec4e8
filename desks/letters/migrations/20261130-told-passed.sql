-- 推诿预警: which letter, in which round, the heads have been told of.
create table letters_told_passed (
  matter_id uuid not null references matter,
  round int not null,
  at timestamptz not null,
  primary key (matter_id, round)
);
select fence_desk('letters_told_passed');
