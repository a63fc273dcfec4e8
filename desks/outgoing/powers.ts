/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const office = ['secretary-general', 'arbiter', 'secretary', 'division-head', 'duty-officer', 'letters-head'] as const
const unit = ['unit-head', 'liaison', 'handler'] as const
const registry = ['secretary-general', 'arbiter', 'division-head'] as const

export const powers = {
  register: { posts: [...office, ...unit], why: '条例 art. 18: whoever is in charge of the matter drafts; a department drafts in our name (代拟稿)' },
  draft: { posts: [...office, ...unit], why: '条例 arts. 18, 19: the drafting unit writes and hears others before it is reviewed' },
  handle: { posts: [...office, ...unit, 'letters-division'], why: 'the one it was given to' },
  review: { posts: office, why: 'R-D21, 条例 art. 20: the office reviews before it is signed' },
  sign: { posts: ['leader', ...office, ...unit], why: 'R-D24: opinion, name and date of whoever is asked' },
  record: { posts: ['secretary', 'division-head'], why: 'ZK-49, 代录: what a leader wrote on paper or said is entered by his secretary or the papers section' },
  number: { posts: registry, why: 'R-D40: one registry gives the numbers' },
  'void-number': { posts: registry, why: 'R-D40: a number given up stays in the register with its reason' },
  reserve: { posts: registry, why: 'R-D40: numbers kept for somebody expire and are on record' },
  seal: { posts: registry, why: '用印: with the signed original, by the keeper of the seal, on record' },
  'approve-seal': { posts: ['secretary-general', 'arbiter'], why: '用印: what is not an issued paper needs the leave of a leader of the office' },
  issue: { posts: registry, why: '条例 art. 25: registered, printed, checked and sent by the registry' },
  publish: { posts: [...registry, 'secretary'], why: 'R-D60: published within twenty working days' },
  'withdraw-paper': { posts: registry, why: '条例 art. 33: revoked or repealed on record, and told' },
  'approve-over': { posts: ['secretary-general', 'arbiter'], why: 'HB-29: where the office says so, a paper over the limit of the year needs the leave of a leader of the office' },
  'approve-extension': { posts: ['secretary-general', 'arbiter', 'unit-head'], why: 'R-S13: more time needs a reason and a second person' },
  'approve-void': { posts: ['secretary-general', 'arbiter', 'unit-head'], why: 'nothing is deleted; void needs a second person' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure», R-C05: done by somebody above whoever wrote it' },
  mark: { posts: ['secretary-general', 'arbiter', 'secretary', 'division-head'], why: 'R-C04: who may say that a matter is 工作秘密' },
  'see-all': { posts: ['secretary-general', 'arbiter'], why: 'ZK-09: somebody sees that nothing is lost' },
  'see-closed': { posts: ['archivist'], why: 'R-A01: whoever keeps the archive sees what is closed and to be archived' },
} as const satisfies Readonly<Record<string, PowerDef>>
