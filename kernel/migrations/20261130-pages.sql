-- What the pages over all desks walk: the day's arrivals, what was closed this week, the stays of the last months.
create index matter_registered on matter (registered_at desc, id desc);
create index round_closed on round (closed_at) where closed_at is not null;
create index assignment_ended on assignment (ended_at) where ended_at is not null;
create index assignment_accepted on assignment (accepted_at) where accepted_at is not null;
create index assignment_registrar on assignment (given_at) where role = 'registrar' and lead;
create index report_at on report (at);
create index report_matter on report (matter_id);
create index answer_sent on answer (sent_at) where kind = 'final' and sent_at is not null;
