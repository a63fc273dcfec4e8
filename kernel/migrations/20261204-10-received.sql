-- What was sent to a unit, newest first: the cost of 本单位收文 is the page and not the history.
create index assignment_received on assignment (unit, id desc) where kind in ('do', 'read') and state <> 'waiting' and role not in ('errand', 'returned');
