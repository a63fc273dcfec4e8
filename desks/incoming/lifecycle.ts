/**
 * What an incoming paper is. 签收、登记 → 初审 → 拟办、批办、承办 → 传阅 → 催办 → 答复 → 办结; who has it, and at which step, is the open stage, never a state.
 * Rule: R-D30, R-D31, R-D24, R-D03; 党政机关公文处理工作条例 art. 24; BZ-47
 */
import { afterRefusals, defineLifecycle, give, post, registrar } from '../../kernel/lifecycle/define.ts'
import { afterOpinion, bindingTask, isRequest } from './opinions.ts'
import type { PaperDetail } from './shape.ts'

const open = ['registered', 'examined', 'assigned', 'working', 'reported', 'replied'] as const
const whole = [...open, 'closed', 'void'] as const
const before = ['registered', 'examined', 'assigned', 'working'] as const
const toAll = (input: Readonly<Record<string, unknown>>, via: string) => ({ answers: null, body: input.letter ?? input.text, via, ground: null, delivered: true })

export const lifecycle = defineLifecycle<PaperDetail>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    examined: { phase: 'registered', waits: 'hands' },
    assigned: { phase: 'assigned', waits: 'hands' },
    working: { phase: 'working', waits: 'hands' },
    reported: { phase: 'reported', waits: 'hands' },
    replied: { phase: 'reported', waits: 'hands' },
    closed: { phase: 'closed' },
    void: { phase: 'void' },
  },
  needs: {
    /** An urgent paper without a due time cannot leave 承办. R-D31 */
    timed: ({ detail, clocks }, input) =>
      detail.urgency === 'normal' ||
      input === null ||
      typeof input.due === 'string' ||
      clocks.some((c) => c.whole && c.key !== 'proposing' && c.key !== 'promised') ||
      'incoming.urgent-needs-time',
    agreed: (facts) => bindingTask(facts) !== null || 'incoming.not-agreed',
    /** Stated by moves of their own. */
    ownResult: (_, input) => input === null || (input.result !== 'returned' && input.result !== 'read') || 'incoming.own-result',
    returned: ({ reports }) => reports.at(-1)?.result === 'returned' || 'incoming.not-returned',
    readThrough: ({ reports }) => reports.at(-1)?.result === 'read' || 'incoming.not-to-read',
    toRead: ({ detail }) => (detail.handling === 'read' && !isRequest(detail)) || 'incoming.not-to-read',
    /** A second person has read it: that is who stands for the ground. */
    wasRead: ({ assignments, matter }) =>
      assignments.some((a) => (a.ending === 'read' || a.ending === 'agreed') && a.acted_by !== matter.owner_person && a.person !== matter.owner_person) || 'incoming.nobody-read',
    circulated: ({ stages }) => !stages.some((s) => s.role === 'circulate' && s.ended_at === null) || 'incoming.still-circulating',
    /** R-D03 */
    maySkip: ({ detail }) => !isRequest(detail) || 'incoming.request-is-answered',
    report: ({ detail }) => (detail.paperType === 'report' && !detail.asRequest) || 'incoming.not-a-report',
    sent: (_, input) => input === null || input.via !== 'none' || 'incoming.say-ground',
    disagree: (facts) => afterOpinion(facts) === 'showConflict' || 'incoming.no-conflict',
  },
  moves: {
    /** 初审 passed: five answers by name. Art. 24 */
    examine: { from: ['registered'], to: 'examined', word: 'note', power: 'examine' },
    /** 初审 not passed: returned with all its reasons at once (一次性告知), told to the sender and closed in one act. BZ-47 */
    returnPaper: {
      from: ['registered'],
      to: 'reported',
      word: 'report',
      power: 'examine',
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (_, input) => ({ move: 'tellReturned', input: toAll(input, String(input.via)) }),
    },
    tellReturned: {
      from: ['reported'],
      to: 'replied',
      word: 'reply',
      power: 'examine',
      needs: ['returned'],
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 拟办, put before those who shall write on it (批办). ZK-39 */
    propose: { from: ['examined', 'working'], to: 'same', word: 'circulate', power: 'propose' },
    /** 承办: handed to the department that leads. */
    assign: { from: ['examined'], to: 'assigned', power: 'dispatch', anyone: true, needs: ['timed'] },
    /** 同意拟办意见: the proposed task is given in the act that agrees. R-D24 */
    bind: {
      from: ['examined'],
      to: 'assigned',
      word: 'assign',
      power: 'dispatch',
      needs: ['agreed'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (facts) => (afterOpinion(facts) === 'showConflict' ? { move: 'showConflict', input: {} } : null),
    },
    accept: { from: ['assigned', 'working', 'reported', 'replied'], to: { assigned: 'working', working: 'working', reported: 'reported', replied: 'replied' }, power: 'handle' },
    refuse: { from: ['assigned', 'working'], to: { assigned: 'examined', working: 'working' }, power: 'handle', said: 'ground', consent: afterRefusals(1, 'arbitrate') },
    handOver: { from: ['working'], to: 'same', power: 'hand-over' },
    extend: { from: ['examined', 'assigned', 'working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    pause: { from: ['working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    resume: { from: ['working'], to: 'same', power: 'handle' },
    done: { from: open, to: 'same', power: 'handle' },
    /** 批示、圈阅. What follows in the same act: the task becomes binding, or a conflict is shown. */
    sign: {
      from: open,
      to: 'same',
      power: 'sign',
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (facts) => {
        const next = afterOpinion(facts)
        const task = next === 'bind' ? bindingTask(facts) : null
        return next && { move: next, input: task ? { piece: null, ...task, bound: true } : {} }
      },
    },
    /** Of several leaders one who ranks lower says otherwise: shown to the secretary-general. */
    showConflict: {
      from: open,
      to: 'same',
      power: 'sign',
      needs: ['disagree'],
      effects: [give({ kind: 'read', role: 'conflict', to: post('secretary-general'), blocks: true })],
    },
    /** 关联. */
    relate: { from: open, to: 'same', power: 'handle', effects: [{ effect: 'link', kind: 'about', to: 'to' }] },
    /** 转出: an outgoing paper, an instruction, a supervision item, a topic of a meeting arises from it. F18 */
    turnInto: { from: open, to: 'same', word: 'note', power: 'handle' },
    /** 更正登记, with what was and why. */
    amend: { from: before, to: 'same', word: 'note', power: 'register' },
    /** 按请示办理: a report that hides a request; its promised days begin. R-D03 */
    asRequest: { from: before, to: 'same', word: 'note', power: 'examine', needs: ['report'], effects: [{ effect: 'clock', key: 'promised', start: true }] },
    /** 报结: whoever registered it may have done it himself. */
    report: {
      from: ['examined', 'working'],
      to: 'reported',
      power: 'handle',
      needs: ['ownResult', 'timed'],
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: registrar, clock: 'answering', blocks: true })],
    },
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason' },
    /** 答复: the sender is told. */
    reply: {
      from: ['reported'],
      to: 'replied',
      power: 'answer',
      needs: ['sent'],
      final: true,
      effects: [give({ kind: 'do', role: 'closing', to: registrar, clock: 'closing', blocks: true })],
    },
    /** 无须答复: on a ground, and a second person agrees; never of a 请示. R-D03 */
    noAnswer: {
      from: ['reported'],
      to: 'replied',
      word: 'reply',
      power: 'answer',
      needs: ['maySkip'],
      said: 'ground',
      consent: { power: 'approve-no-answer' },
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 阅件 read by whom it was for: closed on that ground, in one act. */
    closeRead: {
      from: ['examined'],
      to: 'reported',
      word: 'report',
      power: 'answer',
      needs: ['toRead', 'circulated', 'wasRead'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (_, input) => ({ move: 'tellRead', input: { answers: null, body: null, via: 'none', ground: input.text, delivered: true } }),
    },
    tellRead: {
      from: ['reported'],
      to: 'replied',
      word: 'reply',
      power: 'answer',
      needs: ['readThrough'],
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    settle: { from: ['replied'], to: 'same', power: 'answer' },
    /** 办结. */
    close: { from: ['replied'], to: 'closed', power: 'answer' },
    reopen: { from: ['replied', 'closed'], to: 'working', power: 'review', said: 'reason' },
    void: { from: before, to: 'void', power: 'dispatch', said: 'reason', consent: { power: 'approve-void' } },
    erase: { from: whole, to: 'same', power: 'erase', said: 'reason', counted: true },
    closeList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
    openList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
    changeList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
  },
})
