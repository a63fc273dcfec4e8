-- What the rules of writing ask of a paper: 转报下级请示 with our own inclination (R-D05); 超限额 with its reason (R-M20, HB-29).
alter table outgoing_paper
  add passes_on boolean not null default false,
  add inclination text,
  add over_year jsonb;
-- counted by the year it was issued in
create index outgoing_paper_issued on outgoing_paper (issued_at) where issued_at is not null;
