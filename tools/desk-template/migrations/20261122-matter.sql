-- 样本台: its own row beside each matter.
create table sample_desk_matter (
  matter_id uuid primary key references matter (id),
  purpose text not null
);
select fence_desk('sample_desk_matter');
