/** Refusals of one-purpose links. */
export const ticketRefusalsEn = {
  'tickets.no-piece': 'No link can be made for this: it must be work or reading that was given out and has not ended, and no working secret.',
  'tickets.not-yours': 'Links are made and taken back by whoever gave the piece, has the matter, or may dispatch.',
  'tickets.nobody': '{{unit}} has no contact yet. Please enter its receiving post and who holds it first.',
  'tickets.has-account': '{{name}} of {{unit}} has an account and answers here.',
  'tickets.files-large': 'The attachments chosen are more than {{megabytes}} MB together. Please choose fewer.',
  'tickets.not-open': 'This link has been taken back, locked or has expired.',
  'tickets.answered': 'This link has been answered already.',
} as const
