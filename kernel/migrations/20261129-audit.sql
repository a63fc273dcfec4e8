-- What the audit administrator reads: acts on the office itself, reads on record, seals. Newest first.
create index event_office on event (logged_at desc, id desc) where matter_id is null;
create index looked_at on looked (at desc, id desc);
grant select on looked, seal, unsealed to huiyin_read;
