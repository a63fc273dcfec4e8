-- Which of the theme's people wrote it, as a number within the theme: people can be counted by sight, and nobody can be known by it.
alter table letters_theme_letter add column person int not null default 1;
