import type { exitsZh } from './exits.zh-CN.ts'

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
/** Exits at intake: what is not dispatched, what the citizen is told, where to go and what to bring. */
export const exitsEn: Same<typeof exitsZh> = {
  heading: 'Not dispatched: what to say',
  note: 'Choose one; the answer is filled in and may be changed',
  open: 'Not dispatched',
  none: 'Dispatch instead',
  chosen: 'Chosen: {{exit}}',
  way: 'Lawful way',
  where: 'Where',
  call: 'Phone',
  bring: 'Bring',
  needsEarlier: 'First press “Link” under possible duplicates to name the earlier letter.',
  emergency: 'Possible emergency: to duty',
  emergencyDone: 'Registered {{number}}, with the officer on duty, to be looked into within 30 minutes',
  emergencyBare: 'An emergency reported by telephone; details to follow',
  emergencyNote: 'Danger to life or public safety: ask the caller to ring 110, 119, 120 or 122 first and stay on the line; press F8 to pass it to the officer on duty.',
  names: {
    emergency: 'Emergency',
    legal: 'A lawful way exists',
    repeat: 'Repeated, nothing new',
    secret: 'Secrets or privacy',
    outside: 'Not the government’s duty',
    morals: 'Against law or good morals',
  },
  say: {
    legal: 'This is decided by {{way}}. Please go to {{where}} (phone {{call}}) and bring: {{bring}}.',
    repeat: 'This was registered before as {{number}} and is in hand or closed; ask for its progress by that number, and tell us at any time what is new.',
    secret: 'What you ask for touches state or business secrets or the privacy of others and cannot be given by law.',
    outside: 'This is outside the duties of the government; we suggest the body concerned, or agreement or mediation. Tell us if you want help in reaching them.',
    morals: 'This is against the law or good morals and cannot be done. Please put your request lawfully.',
  },
  ways: {
    court: { name: 'a lawsuit', where: 'the litigation service of the competent people’s court', call: '12368', bring: 'statement of claim, proof of identity, evidence' },
    arbitration: {
      name: 'arbitration',
      where: 'the labour arbitration commission or the agreed tribunal',
      call: '12333',
      bring: 'application, proof of identity, contract and evidence',
    },
    discipline: { name: 'discipline inspection', where: 'the discipline inspection authority', call: '12388', bring: 'name and unit of the person concerned, and the facts' },
    review: {
      name: 'administrative review',
      where: 'the review body of this government',
      call: '12348',
      bring: 'application, proof of identity, papers of the act (within 60 days of knowing it)',
    },
    disclosure: {
      name: 'a request for information',
      where: 'the information office of the authority that made it',
      call: '12345',
      bring: 'request form, proof of identity, what is wanted',
    },
    petition: { name: 'a petition', where: 'the petitions office', call: '12345', bring: 'papers, proof of identity, earlier decisions' },
  },
}
