-- 一次性告知: how often the writer was asked for papers (BZ-47).
alter table letters_letter add column supplements int not null default 0 check (supplements >= 0);
