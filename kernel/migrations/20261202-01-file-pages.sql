-- How many pages a PDF has, counted when its words are taken out; null: not a PDF, not read, or read before this was counted.
alter table file_text add column pages int check (pages > 0);
grant update (pages) on file_text to huiyin_act;
