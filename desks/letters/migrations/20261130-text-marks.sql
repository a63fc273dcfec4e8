-- The text's own marks: the smallest hashes of its three-character runs. Finds what is told alike, shows nothing; goes with the text. Null: not yet made.
alter table letters_letter add column marks int[];
create index letters_letter_marks on letters_letter using gin (marks) with (fastupdate = off);
create index letters_letter_unmarked on letters_letter (matter_id) where marks is null and body is not null;
