-- What the pages over all desks walk: the day's arrivals, what was closed this week, the stays between events of the last months.
create index matter_registered on matter (registered_at desc, id desc);
create index round_closed on round (closed_at) where closed_at is not null;
create index event_at on event (at) where matter_id is not null;
