/**
 * What a letter is. Who has it, and at which step, is the open stage, never a state.
 * Rule: HA-45 件件有回音; standards §6.2 R-H01 … R-H09; architecture §5
 */
import { afterRefusals, clock, defineLifecycle, end, give, post } from '../../kernel/lifecycle/define.ts'
import { callAgain, currentDraft, finalAnswers, finishedByAnswer, reviewedOn, TRIES, underReview } from './reply-rules.ts'
import type { LetterDetail } from './shape.ts'

export const lifecycle = defineLifecycle<LetterDetail>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    assigned: { phase: 'assigned', waits: 'hands' },
    working: { phase: 'working', waits: 'hands' },
    reported: { phase: 'reported', waits: 'hands' },
    answered: { phase: 'reported', waits: 'asker' },
    closed: { phase: 'closed' },
    void: { phase: 'void' },
  },
  needs: {
    /** A visit was asked for: the report names the day and brings a picture or a sheet. */
    siteEvidence: ({ detail }, input) =>
      !detail.visit || input === null || (Array.isArray(input.files) && input.files.length > 0 && Boolean(input.visitedOn ?? detail.visitedOn)) || 'letters.no-site-evidence',
    /** An enquiry and a word of praise can be answered while the caller is on the line, and whatever leaves by an exit at intake. R-H02, R-H03 */
    enquiry: ({ detail }) => detail.kind === 'enquiry' || detail.kind === 'praise' || (detail.exit !== null && detail.exit !== 'emergency') || 'letters.not-an-enquiry',
    atOnce: ({ detail }) => detail.atOnce || 'letters.not-at-once',
    drafted: ({ drafts }) => drafts.length > 0 || 'letters.no-draft',
    notUnderReview: (facts) => !underReview(facts) || 'letters.under-review',
    /** The reply that leaves the house was agreed, in exactly these words, by somebody who did not write them. */
    reviewed: (facts) => reviewedOn(facts) || (currentDraft(facts) === null ? 'letters.no-draft' : 'letters.not-reviewed'),
    /** Sent to somebody: «none» has its own move, with a second person. */
    reachable: (_, input) => input === null || input.via !== 'none' || 'letters.none-needs-consent',
    unreachable: (_, input) => input === null || (input.via === 'none' && typeof input.ground === 'string') || 'letters.not-none',
    /** Everybody owed an answer of this round was asked how it was. Not asked, and none invented: answered on the line, imported, or three calls in vain. */
    rated: (facts) =>
      finalAnswers(facts).every(
        (a) => a.rated_at !== null || a.via === 'none' || (a.settled_at !== null && (facts.detail.imported || facts.detail.atOnce || facts.detail.attempts >= TRIES)),
      ) || 'letters.not-called-back',
    tried: ({ detail }) => detail.attempts >= TRIES || 'letters.not-tried',
    imported: ({ detail }) => detail.imported || 'letters.not-imported',
    /** Said by the cut-over alone, in memory; no address and no form can say it. */
    brought: (_, input) => input?.brought === true || 'letters.not-brought',
    /** 拟复 and 回访 end by the answer and the rating, never by «done». */
    notByAnswer: (facts, input) => !finishedByAnswer(facts, input) || 'letters.finished-by-answer',
  },
  moves: {
    /** 交办, by whoever took it or by the head of the division in his stead. The registrar owns until the unit signs. */
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch', anyone: true },
    /** 归类: what it is about, said later or said better. HB-44 */
    classify: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', word: 'note', power: 'dispatch', anyone: true },
    /** 签收; a helper's signature, and taking up a reply or a call-back, leave the state alone. */
    accept: { from: ['assigned', 'working', 'reported', 'answered'], to: { assigned: 'working', working: 'working', reported: 'reported', answered: 'answered' }, power: 'handle' },
    /** 退单, with a written ground; the second one goes to the arbiter. R-H05 */
    refuse: { from: ['assigned', 'working'], to: { assigned: 'registered', working: 'working' }, power: 'handle', said: 'ground', consent: afterRefusals(1, 'arbitrate') },
    /** 转办: who holds it owns it until the next signs. */
    handOver: { from: ['working'], to: 'same', power: 'hand-over' },
    /** 延期, told with its reason; the first due date stays. R-H08, R-S13 */
    extend: {
      from: ['assigned', 'working'],
      to: 'same',
      power: 'handle',
      said: 'reason',
      consent: { power: 'approve-extension' },
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: ({ detail }) => ((detail as LetterDetail).reachable ? { move: 'askToTell', input: {} } : null),
    },
    /** 一次性告知: what the writer must still bring, all of it. A second time needs a reason and stays on record as a slip. BZ-47 */
    tellOnce: { from: ['working'], to: 'same', word: 'reply', power: 'handle', final: true },
    /** 告知延期: agreed, the centre tells the citizen why and until when; before that the letter is not closed. R-H08 */
    askToTell: { from: ['assigned', 'working'], to: 'same', power: 'handle', effects: [give({ kind: 'do', role: 'tellExtended', to: post('call-centre'), blocks: false })] },
    tellExtended: {
      from: ['assigned', 'working', 'reported'],
      to: 'same',
      word: 'reply',
      power: 'answer',
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'toldExtended', input: {} }),
    },
    toldExtended: { from: ['assigned', 'working', 'reported'], to: 'same', power: 'answer', effects: [end({ role: 'tellExtended', ending: 'done' })] },
    /** 挂起 has an end, and a second person. R-T05 */
    pause: { from: ['working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    resume: { from: ['working'], to: 'same', power: 'handle' },
    done: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', power: 'handle', needs: ['notByAnswer'] },
    /** An opinion: the head on a draft, an approver on what is asked, a signer where 会签 was asked. */
    sign: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', power: 'sign' },
    /** 报结: the result is stated; the reply is still to be drafted and reviewed. */
    report: {
      from: ['working'],
      to: 'reported',
      power: 'handle',
      needs: ['siteEvidence'],
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: post('letters-division'), clock: 'replying', blocks: true })],
    },
    /** 退回承办单位: the report stays on record as returned. */
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason' },
    /** 拟稿、改稿: a new draft of the reply. */
    renew: { from: ['reported'], to: 'same', power: 'answer' },
    /** 送核稿. */
    submit: {
      from: ['reported'],
      to: 'same',
      power: 'answer',
      needs: ['drafted', 'notUnderReview'],
      judges: 'draft',
      effects: [give({ kind: 'say', role: 'review', to: post('letters-head'), clock: 'reviewing', blocks: true })],
    },
    /** 答复 leaves the house; then the centre calls back. */
    reply: {
      from: ['reported'],
      to: 'answered',
      power: 'answer',
      needs: ['reviewed', 'reachable'],
      judges: 'draft',
      final: true,
      effects: [give({ kind: 'do', role: 'callBack', to: post('call-centre'), clock: 'callBack', blocks: true })],
    },
    /** 无法答复 (no name, no way to reach): a ground and a second person. */
    unanswerable: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'answer',
      needs: ['unreachable'],
      said: 'ground',
      consent: { power: 'approve-unanswered' },
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 当场答复: an enquiry answered by whoever took the call; reported, answered and closed in one act. R-H02 */
    answerAtOnce: {
      from: ['registered'],
      to: 'reported',
      word: 'report',
      power: 'register',
      needs: ['enquiry', 'atOnce'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (_, input) => ({ move: 'replyAtOnce', input: { answers: null, body: input.text, via: 'phone', ground: null, delivered: true } }),
    },
    replyAtOnce: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'register',
      needs: ['atOnce'],
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 补录 of old letters: reported and answered long ago, on another system. */
    reportImported: { from: ['registered', 'working'], to: 'reported', word: 'report', power: 'import', needs: ['imported'] },
    replyImported: { from: ['reported'], to: 'answered', word: 'reply', power: 'import', needs: ['imported'], final: true },
    /** 年中启用: a letter still in hand comes over with its first and present due time, and with the answer it was given. R-S13 */
    dueBrought: { from: ['registered'], to: 'same', power: 'register', needs: ['brought'], effects: [clock({ key: 'handling', start: true })] },
    extendBrought: { from: ['registered', 'assigned', 'working'], to: 'same', word: 'extend', power: 'handle', needs: ['brought'] },
    replyBrought: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'import',
      needs: ['brought'],
      final: true,
      effects: [give({ kind: 'do', role: 'callBack', to: post('call-centre'), clock: 'callBack', blocks: true })],
    },
    /** 回访: responded, solved, satisfied, apart. Well → closed; dissatisfied or unsolved → handled again. Promise 2, R-H09 */
    rate: {
      from: ['answered'],
      to: 'same',
      word: 'settle',
      power: 'call-back',
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (facts, input) => callAgain(facts, input),
    },
    /** 三次未接通: three calls on record, nobody reached; closed as not asked. */
    unreached: {
      from: ['answered'],
      to: 'same',
      power: 'call-back',
      needs: ['tried'],
      effects: [end({ role: 'callBack', ending: 'done' })],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 销号; the kernel itself demands the result and the answer. */
    close: { from: ['answered'], to: 'closed', power: 'close', needs: ['rated'] },
    /** 重办: a new round, a new clock. */
    reopen: { from: ['answered', 'closed'], to: 'working', power: 'reopen', said: 'reason' },
    merge: { from: ['registered', 'assigned', 'working'], to: { assigned: 'registered' }, power: 'dispatch' },
    unmerge: { from: ['registered', 'assigned', 'working'], to: 'same', power: 'dispatch', said: 'reason' },
    answerThrough: { from: ['registered', 'assigned', 'working'], to: 'closed', power: 'answer' },
    /** 作废: the asker is told why, or cannot be; a second person agrees. */
    void: { from: ['registered', 'assigned', 'working'], to: 'void', power: 'dispatch', said: 'reason', consent: { power: 'approve-void' } },
    /** 依法删除 of one text, whatever became of the letter. Nothing may be asked of anybody on a closed one, so the second person is who holds the power: outside the division. */
    erase: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'erase', said: 'reason', counted: true },
    /** 工作秘密: closed to a list, opened again, the list changed, whatever became of it. R-C04, HB-55 */
    closeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    openList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    changeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
  },
})
