/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

export const powers = {
  register: { posts: ['handler', 'liaison', 'unit-head', 'duty-officer'], why: 'GN-34: whoever is asked first writes it down (首问负责)' },
  dispatch: { posts: ['unit-head'], why: 'the head of the unit says who does it' },
  handle: { posts: ['handler', 'liaison', 'unit-head'], why: 'the one it was given to' },
  review: { posts: ['unit-head'], why: 'HA-45: somebody other than the reporter reads the result' },
  answer: { posts: ['handler', 'liaison', 'unit-head'], why: 'HA-45: whoever asked is answered' },
  'see-all': { posts: ['unit-head'], why: 'the head sees the whole register' },
} as const satisfies Readonly<Record<string, PowerDef>>
