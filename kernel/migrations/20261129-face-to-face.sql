-- 当面答复: whoever stands at the counter is answered there; no other way of answering says so truly.
alter table answer drop constraint answer_via_check;
alter table answer add constraint answer_via_check check (via in ('letter', 'phone', 'in_person', 'portal', 'in_app', 'receipt', 'digest', 'through', 'parts', 'none'));
