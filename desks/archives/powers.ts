/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const archive = ['archivist'] as const
const everybody = [
  'leader',
  'secretary',
  'secretary-general',
  'arbiter',
  'integrity',
  'division-head',
  'letters-head',
  'letters-division',
  'call-centre',
  'duty-officer',
  'unit-head',
  'liaison',
  'handler',
  'archivist',
] as const

export const powers = {
  register: { posts: everybody, why: '档案法 art. 28: whoever needs a record for his work may ask for it' },
  borrow: { posts: everybody, why: '档案法 art. 28' },
  keep: { posts: archive, why: '档案法 art. 14: every paper that should be kept is handed to the archivist; nobody may keep it' },
  renumber: { posts: archive, why: 'R-A02: 档号 changes only by a recorded renumbering' },
  'approve-sensitive': { posts: ['secretary-general', 'arbiter'], why: '控制使用: lent with the consent of the head' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure»: by somebody who did not handle it' },
  'see-all': { posts: archive, why: 'one register of all borrowings' },
} as const satisfies Readonly<Record<string, PowerDef>>
