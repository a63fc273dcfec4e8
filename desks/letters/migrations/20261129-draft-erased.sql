-- 依法删除 reaches the reply's text too: null once erased.
alter table letters_draft alter column text drop not null;
