/** Refusals of notices and their channels. */
export const noticeRefusalsEn = {
  'notices.bad-address': 'The address must begin with https://. http:// goes to this machine only, or through a named proxy.',
  'notices.blocked-address': 'Nothing is sent to this address.',
  'notices.bad-setting': '“{{field}}” is not filled in properly.',
  'notices.no-base': 'First say at which address this system is reached: the links in notices are made of it.',
  'notices.no-own-address': 'A test goes to yourself: give your own {{kind}} in the settings first.',
  'notices.bad-mail': 'This is no e-mail address.',
  'notices.bad-phone': 'This is no mobile number.',
  'notices.mandatory': '“{{name}}” is mandatory and cannot be turned off.',
  'notices.not-personal': 'This channel goes to a group; nobody chooses it for himself.',
  'notices.not-dead': 'This one is no dead letter any more.',
  'notices.secret-missing': 'Fill in “{{field}}”.',
} as const
