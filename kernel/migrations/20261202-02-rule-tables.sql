-- 表: a table of the office's own making (保管期限表), proposed by one person and approved by another like every rule.
alter table rule drop constraint rule_kind_check;
alter table rule add constraint rule_kind_check check (kind in ('route', 'clock', 'dictionary', 'quota', 'table'));
