/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const office = ['secretary-general', 'arbiter', 'secretary', 'division-head', 'duty-officer', 'letters-head', 'letters-division', 'call-centre'] as const
const hands = [...office, 'unit-head', 'liaison', 'handler'] as const

export const powers = {
  register: { posts: office, why: 'GN-34, ZK-09: whoever is told writes it down, however small (首问负责)' },
  dispatch: { posts: office, why: 'whoever wrote it down gives it to whoever can do it' },
  handle: { posts: hands, why: 'the one it was given to' },
  'hand-over': { posts: hands, why: 'GN-34: the holder hands over and owns until the next has signed' },
  'take-over': { posts: hands, why: 'ZK-05: what has found its own desk goes on there, on record' },
  arbitrate: { posts: ['secretary-general', 'arbiter'], why: 'the second refusal is decided by the secretary-general or a deputy' },
  'approve-extension': { posts: ['secretary-general', 'arbiter'], why: 'R-S13: more time needs a reason and a second person' },
  review: { posts: office, why: 'HA-45: whoever answers reads the result first and may return it' },
  answer: { posts: office, why: 'ZK-57: whoever gave the order hears the result' },
  'approve-void': { posts: ['secretary-general', 'arbiter'], why: 'nothing is deleted; void needs a second person' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure», R-C05: done by somebody above whoever wrote it' },
  sign: { posts: ['secretary-general', 'arbiter', 'division-head', 'unit-head', 'leader'], why: 'invariant 11: opinions come from those asked' },
  record: { posts: ['secretary', 'division-head'], why: 'ZK-49, 代录: what a leader read, wrote or said is entered by his secretary' },
  mark: { posts: ['secretary-general', 'arbiter', 'secretary', 'division-head'], why: 'R-C04: who may say that a matter is 工作秘密' },
  contact: { posts: ['duty-officer', 'letters-head', 'letters-division', 'call-centre'], why: 'R-C18: need-to-know; the reception, never the unit complained about' },
  import: { posts: ['secretary-general', 'arbiter'], why: 'what was in hand before comes over under the name of somebody who sees all of it (补录)' },
  recurring: { posts: ['secretary-general', 'arbiter', 'division-head', 'letters-head'], why: 'ZK-08, GN-07: whoever answers for a field says what comes round in it' },
  'see-all': { posts: ['secretary-general', 'arbiter'], why: 'ZK-09: somebody sees that nothing is lost' },
  'see-closed': { posts: ['archivist'], why: 'R-A01: whoever keeps the archive sees what is closed and to be archived' },
} as const satisfies Readonly<Record<string, PowerDef>>
