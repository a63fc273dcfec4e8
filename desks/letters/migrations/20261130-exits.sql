-- 表扬; 市长信箱、省长信箱; by which exit a letter left at intake (R-H03); whether a leader wrote on it (HA-44).
alter table letters_letter drop constraint letters_letter_kind_check, drop constraint letters_letter_channel_check;
alter table letters_letter
  add check (kind in ('enquiry', 'help', 'complaint', 'tip', 'advice', 'praise')),
  add check (channel in ('letter', 'call', 'email', 'message', 'web', 'mayor', 'governor')),
  add column exit text check (exit in ('emergency', 'legal', 'repeat', 'secret', 'outside', 'morals')),
  add column exit_to text check (exit_to in ('court', 'arbitration', 'discipline', 'review', 'disclosure', 'petition')),
  add column noted boolean not null default false,
  add check ((exit is not distinct from 'legal') = (exit_to is not null));
