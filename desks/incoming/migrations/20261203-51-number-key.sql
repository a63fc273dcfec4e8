-- 来文字号 as it is compared, kept beside it. Behind the fence a row is looked at by functions only after it is known to be seen, so an index over such a function is never
-- used: every look-up of a number read every paper there is. Equality of a plain column may come first.
alter table incoming_paper add column number_key text generated always as (incoming_number_key(sender_number)) stored;
drop index incoming_paper_number_key;
create index incoming_paper_number_key on incoming_paper (number_key) where number_key is not null;
