-- 本单位自收: known to the units that hold it and to nobody by «sees all of the desk».
alter table matter drop constraint matter_readers_check;
alter table matter add constraint matter_readers_check check (readers in ('units', 'own', 'named'));
