-- 下发量 counts the urgings of one month: found by their time, without a year of history being read (R-M20).
create index event_urged on event (at) where move = 'urge';
