-- What is told once a day, and for which day it was told: 明日一览 at 17:30, whoever asks how often.
create table said_once (
  kind text not null,
  day date not null,
  at timestamptz not null,
  told int,
  primary key (kind, day)
);
grant select, insert on said_once to huiyin_act;
grant update (told) on said_once to huiyin_act;
grant select on said_once to huiyin_read;
