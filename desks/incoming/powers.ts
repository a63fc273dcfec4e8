/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const office = ['secretary-general', 'arbiter', 'secretary', 'division-head', 'duty-officer'] as const
const unit = ['unit-head', 'liaison', 'handler'] as const
const hands = [...office, 'letters-head', 'letters-division', ...unit] as const

export const powers = {
  register: { posts: [...office, ...unit], why: '条例 art. 24: whoever receives a paper counts, checks, signs and registers it' },
  examine: { posts: [...office, ...unit], why: '条例 art. 24: the receiving office examines, and returns with its reason' },
  propose: { posts: [...office, ...unit], why: '条例 art. 24: the office proposes how a paper is handled (拟办)' },
  dispatch: { posts: [...office, 'unit-head', 'liaison'], why: '条例 art. 24: the office hands over to the department that leads' },
  handle: { posts: hands, why: 'the one it was given to' },
  'hand-over': { posts: hands, why: 'GN-34: the holder hands over and owns until the next has signed' },
  arbitrate: { posts: ['secretary-general', 'arbiter'], why: 'the second refusal is decided by the secretary-general or a deputy' },
  sign: { posts: ['leader', 'secretary-general', 'arbiter', 'division-head', 'unit-head', 'liaison'], why: 'R-D24: opinion, name and date of whoever is asked' },
  record: { posts: ['secretary', 'division-head'], why: 'ZK-49, 代录: what a leader read, wrote or said is entered by his secretary or the papers section' },
  review: { posts: [...office, 'unit-head'], why: 'HA-45: whoever answers reads the result first and may return it' },
  answer: { posts: [...office, ...unit], why: '条例 art. 24: the sender is told the result' },
  'approve-no-answer': { posts: ['secretary-general', 'arbiter', 'division-head', 'unit-head'], why: 'promise 2: that nobody is answered needs a second person' },
  'approve-extension': { posts: ['secretary-general', 'arbiter', 'unit-head'], why: 'R-S13: more time needs a reason and a second person' },
  'approve-void': { posts: ['secretary-general', 'arbiter', 'unit-head'], why: 'nothing is deleted; void needs a second person' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure», R-C05: done by somebody above whoever wrote it' },
  mark: { posts: ['secretary-general', 'arbiter', 'secretary', 'division-head'], why: 'R-C04: who may say that a matter is 工作秘密' },
  copies: { posts: office, why: 'R-D50, 条例 arts. 28, 36: the registry knows who holds each copy and takes it back' },
  destroy: { posts: ['secretary-general', 'arbiter', 'division-head'], why: '条例 art. 34: destroyed with leave, before two witnesses' },
  'see-all': { posts: ['secretary-general', 'arbiter'], why: 'ZK-09: somebody sees that nothing is lost' },
  'see-closed': { posts: ['archivist'], why: 'R-A01: whoever keeps the archive sees what is closed and to be archived' },
} as const satisfies Readonly<Record<string, PowerDef>>
