-- 销毁: on record with two witnesses, different persons, neither of them whoever destroyed.
create table incoming_destruction (
  id uuid primary key,
  on_day date not null,
  destroyer uuid not null references person,
  witness uuid not null references person,
  second_witness uuid not null references person,
  ground text not null check (ground <> ''),
  by uuid not null references person,
  at timestamptz not null,
  check (witness <> second_witness and destroyer <> witness and destroyer <> second_witness)
);
-- Each copy of a paper: who physically holds it.
create table incoming_copy (
  id uuid primary key,
  matter_id uuid not null references matter,
  no int not null check (no > 0),
  -- 份号, as it is printed on the copy
  serial text,
  -- in: with the registry; out: with a person; cleared: given back outside (清退); destroyed
  state text not null check (state in ('in', 'out', 'cleared', 'destroyed')),
  holder uuid references person,
  -- the post it was handed to, where it was a post
  post uuid references post,
  -- 传阅夹
  folder text,
  -- 清退期限
  back_by date,
  since timestamptz not null,
  destruction uuid references incoming_destruction,
  unique (matter_id, no),
  check ((state = 'out') = (holder is not null)),
  check (state = 'out' or (post is null and folder is null and back_by is null)),
  check ((state = 'destroyed') = (destruction is not null))
);
create index incoming_copy_holder on incoming_copy (holder) where state = 'out';
create index incoming_copy_out on incoming_copy (id desc) where state = 'out';
create index incoming_copy_newest on incoming_copy (id desc);
-- Every hand it went through.
create table incoming_copy_move (
  id uuid primary key,
  copy uuid not null references incoming_copy,
  matter_id uuid not null references matter,
  act uuid not null,
  kind text not null check (kind in ('came', 'hand', 'return', 'clear', 'destroy')),
  holder uuid references person,
  post uuid references post,
  folder text,
  back_by date,
  -- 清退: to whom outside, on which day
  to_whom text,
  on_day date,
  by uuid not null references person,
  at timestamptz not null
);
create index incoming_copy_move_copy on incoming_copy_move (copy, id);
select fence_desk('incoming_copy'), fence_desk('incoming_copy_move');
revoke update on incoming_copy_move from huiyin_act;
grant select, insert on incoming_destruction to huiyin_act;
grant select on incoming_destruction to huiyin_read;
