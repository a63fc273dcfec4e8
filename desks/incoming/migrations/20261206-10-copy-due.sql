-- 逾期未退 is counted by walking the days, not the copies that are out.
create index incoming_copy_due on incoming_copy (back_by) where state = 'out' and back_by is not null;
