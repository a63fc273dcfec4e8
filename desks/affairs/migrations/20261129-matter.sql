-- 交办事项: its own row beside each matter.
create table affairs_matter (
  matter_id uuid primary key references matter (id),
  purpose text not null
);
select fence_desk('affairs_matter');
