/** Who may. Posts are keys of posts in the office; an office gives a power to another post by a row, not by code. */
import type { PowerDef } from '../../kernel/desk.ts'

const centre = ['call-centre', 'letters-division', 'letters-head'] as const
const unit = ['liaison', 'handler', 'unit-head'] as const

export const powers = {
  register: { posts: [...centre, 'duty-officer'], why: 'R-H01: whoever takes the call or opens the letter writes it down (首问负责)' },
  dispatch: { posts: centre, why: 'R-H02: by the dispatch list, at once' },
  handle: { posts: [...unit, ...centre, 'duty-officer'], why: 'R-H07: the unit it was given to, and the centre where it answers itself' },
  'hand-over': { posts: [...unit, ...centre, 'duty-officer'], why: 'GN-34: the holder hands over and owns until the next has signed' },
  arbitrate: { posts: ['arbiter'], why: 'R-H05: objection to a dispatch has its own review; the second refusal is decided by the arbiter' },
  'approve-extension': { posts: ['letters-head'], why: 'R-H08: more time needs a reason and a second person' },
  review: { posts: ['letters-head'], why: 'HA-45: the division head reads the reply before it leaves' },
  answer: { posts: centre, why: 'HA-45: the letters division answers in the name of the office' },
  'approve-unanswered': { posts: ['letters-head'], why: 'invariant 5: no answer only on a ground and with a second person' },
  'call-back': { posts: centre, why: 'R-H09: the centre calls back, never the unit that handled it' },
  close: { posts: centre, why: 'HA-45' },
  reopen: { posts: centre, why: 'promise 2: a dissatisfied answer reopens it' },
  'approve-void': { posts: ['letters-head'], why: 'nothing is deleted; void needs a second person' },
  erase: { posts: ['arbiter', 'secretary-general'], why: 'architecture §2 «Erasure»: asked for by the division, done by somebody who neither took, handled nor answered it' },
  sign: { posts: ['letters-head', 'arbiter', 'unit-head', 'liaison', 'leader'], why: 'invariant 11: opinions come from those asked, never from who made the draft' },
  record: { posts: ['letters-head', 'secretary', 'letters-division'], why: '代录: what a leader wrote on paper or said is entered by his secretary or the division' },
  mark: { posts: ['letters-head', 'letters-division', 'arbiter'], why: 'R-C04: who may say that a letter is 工作秘密' },
  contact: { posts: centre, why: 'R-C18, R-H05: need-to-know; the accused unit never sees who wrote' },
  import: { posts: ['letters-head'], why: 'old registers enter under the name of the division head (补录)' },
  'draw-weekly': { posts: ['letters-head', 'letters-division'], why: 'HA-41: the division writes the weekly report' },
  'issue-weekly': { posts: ['secretary-general', 'arbiter'], why: 'HA-41: a report bears a number when whoever signs for the office issues it' },
  'read-weekly': {
    posts: ['letters-head', 'letters-division', 'secretary-general', 'arbiter', 'leader', 'secretary'],
    why: 'HA-41, GN-04: it is written for the leaders',
  },
  knowledge: { posts: ['letters-head', 'letters-division'], why: 'R-H02: what is answered on the line is written down once, with its source' },
  'see-all': { posts: [...centre, 'arbiter'], why: 'duplicates and figures need the whole register' },
  'see-closed': { posts: ['archivist'], why: 'R-A01: whoever keeps the archive sees what is closed and to be archived' },
} as const satisfies Readonly<Record<string, PowerDef>>
