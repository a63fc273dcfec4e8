/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const office = ['letters-head', 'letters-division'] as const
const unit = ['liaison', 'handler', 'unit-head'] as const
const list = ['integrity', 'secretary-general'] as const

export const powers = {
  register: { posts: [...office, 'call-centre', 'duty-officer'], why: 'art. 21: whatever the way, it is entered in one system; whoever takes it writes it down' },
  dispatch: { posts: office, why: 'art. 22: the petitions office transfers and hands over' },
  handle: { posts: [...unit, ...office, ...list], why: 'art. 23: the unit it was given to' },
  'hand-over': { posts: [...unit, ...office, ...list], why: 'GN-34: the holder hands over and owns until the next has signed' },
  accusations: { posts: list, why: 'ZK-50, art. 30: accusations for a closed list, never for the accused' },
  gifts: { posts: list, why: 'ZK-50: one register of what staff were offered or took; kept and confirmed by named persons' },
  'approve-return': { posts: ['letters-head'], why: 'art. 23: sent back only after the petitions office agrees' },
  'approve-extension': { posts: ['unit-head', 'letters-head'], why: 'art. 34: more time is approved by the head of the unit' },
  'approve-reply': { posts: ['unit-head', 'letters-head'], why: 'art. 32: the opinion leaves with the consent of somebody who did not write it' },
  review: { posts: [...office, ...list], why: 'HA-45: a result that does not meet the request is sent back' },
  again: { posts: office, why: 'arts. 35, 36: the petitions office takes the request for the next instance' },
  rate: { posts: [...office, 'call-centre'], why: 'art. 21: the petitioner rates; recorded by somebody who did not answer' },
  close: { posts: [...office, ...unit, ...list], why: 'HA-45' },
  'approve-void': { posts: ['letters-head'], why: 'nothing is deleted; void needs a second person' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure»: by somebody who did not handle it' },
  sign: { posts: ['letters-head', 'unit-head', 'liaison', ...list], why: 'invariant 11: opinions come from those asked' },
  contact: { posts: [...office, ...list], why: 'R-C18, art. 30: never the accused' },
  'see-all': { posts: office, why: 'one register of all that was asked; accusations stay with their list' },
  'see-closed': { posts: ['archivist'], why: 'R-A01: whoever keeps the archive sees what is closed and to be archived' },
} as const satisfies Readonly<Record<string, PowerDef>>
