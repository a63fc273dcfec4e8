-- 文号登记 reads what every series has given: who may is the desk's power, whose paper bears a number is told by sight. R-D40
grant select on series, taken, reserved to huiyin_read;
