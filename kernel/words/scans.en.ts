/** Refusals of the tray of scans. */
export const scanRefusalsEn = {
  'scans.only-pdf': 'The tray takes scans as PDF only.',
  'scans.dropped-before': 'This pile was put into the tray on {{date}} and is not taken twice.',
  'scans.no-such-folder': 'Please put it into the folder named after your user name; nobody has this one.',
  'scans.entered-already': 'This page is entered already.',
  'scans.not-attached': 'This page belongs to no matter yet. Please type the number first.',
  'scans.nobody-asked': 'Nobody is asked for an opinion or a reading there now. Please look again.',
  'scans.no-words': 'Please write the instruction, the opinion or the reason for sending back.',
  'scans.reads-only': 'What was given to read can be marked as read or written on, no more.',
  'scans.not-entered': 'This page is not entered; there is nothing to undo.',
  'scans.reading-stays': 'What was read stays read. If it is wrong, the person named may object.',
  'scans.not-last': 'Something was done after this entry, so it cannot be undone.',
  'scans.no-such-number': 'There is no matter numbered “{{number}}”, or you may not see it.',
  'scans.matter-ended': '{{number}} is closed or void; nothing more is entered there.',
  'scans.file-there': 'This page is a file of its first matter and cannot go to another.',
  'scans.still-splitting': 'This pile is still being split. Please wait until it is done.',
  'scans.not-aside': 'This page is not set aside.',
} as const
