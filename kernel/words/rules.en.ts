/** What the office says no to when a rule is changed. */
export const ruleRefusalsEn = {
  'rule.unknown': 'There is no such rule to change ({{key}}).',
  'rule.bad-value': 'Something is missing or not as it must be; please check ({{field}}).',
  'rule.unknown-entry': 'Entries of this list may be renamed or taken out of use, none is added ({{entry}}).',
  'rule.entry-missing': '{{entry}} cannot be removed; it can be taken out of use.',
  'rule.entry-needed': '{{entry}} is stated by the system itself and cannot be taken out of use.',
  'rule.entry-unnamed': 'Please name {{entry}} in Chinese and English.',
  'rule.unknown-post': 'There is no post called {{post}}.',
  'rule.unknown-move': 'This desk has no move {{move}}.',
  'rule.day-passed': 'The day it was to begin, {{day}}, has passed; please propose it anew.',
  'rule.nothing-changes': 'It is what will be in force then anyway; nothing changes.',
  'rule.open': 'A change of this rule waits for approval already; settle or withdraw it first.',
  'rule.own-proposal': 'What you proposed yourself is decided by somebody else.',
  'rule.not-the-proposer': 'Only whoever proposed it may withdraw it.',
  'rule.decided': 'This change has been decided already.',
} as const
