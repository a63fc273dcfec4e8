-- 份数 said 1 after a second copy had joined the paper: as many as there are.
update incoming_paper p set copies = c.n from (select matter_id, count(*)::int as n from incoming_copy group by matter_id) c where c.matter_id = p.matter_id and c.n > p.copies;
-- Reasons of one month, without reading those of every other.
create index incoming_over_quota_at on incoming_over_quota (at desc);
