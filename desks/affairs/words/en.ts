import type { Words } from '../../../kernel/words/zh-CN.ts'
import type { zh } from './zh-CN.ts'

export const en = {
  name: 'Affairs',
  one: 'Matter of the affairs',
  states: { registered: 'To assign', assigned: 'To sign for', working: 'In progress', reported: 'To answer', answered: 'To close', closed: 'Closed' },
  moves: { register: 'Register' },
  roles: { registrar: 'First contact', lead: 'Lead', helper: 'Helper', reply: 'Answer', closing: 'Closing', asker: 'Asker' },
  results: { done: 'Done', notPossible: 'Not possible' },
  clocks: { dispatch: 'Assign by', handling: 'Handle by', answering: 'Answer by', closing: 'Close by' },
  powers: { register: 'Register', dispatch: 'Assign', handle: 'Handle', review: 'Return and handle again', answer: 'Answer and close', 'see-all': 'See all' },
  pages: { ledger: 'Ledger', register: 'Register', matter: 'Matter' },
  fields: { number: 'Number', title: 'Title', purpose: 'Purpose', state: 'State', registered: 'Registered' },
  none: 'There is nothing to show.',
  refusals: {},
} as const satisfies Words<typeof zh>
