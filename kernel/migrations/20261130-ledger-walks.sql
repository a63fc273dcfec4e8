-- Lists whose cost is the page and not the history: open matters newest first, running clocks by due time.
create index matter_open_newest on matter (id desc) where phase not in ('closed', 'void');
create index clock_running_due on clock (due_at, matter_id) where stopped_at is null;
create index clock_running_matter on clock (matter_id) where stopped_at is null;
