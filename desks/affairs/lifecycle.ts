/**
 * What an affair is: an order of a leader, a request of a colleague, something a visitor came for, whatever has no desk of its own yet.
 * Rule: ZK-05, ZK-09, ZK-57 有结果、有回声; GN-31, GN-33, GN-35
 */
import { afterRefusals, defineLifecycle, give, registrar } from '../../kernel/lifecycle/define.ts'
import { allSettled, finishedByAnswer, mustReadFirst } from './answer-rules.ts'
import type { AffairDetail } from './shape.ts'

export const lifecycle = defineLifecycle<AffairDetail>()({
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
    atOnce: ({ detail }) => detail.atOnce || 'affairs.not-at-once',
    /** «Taken over» is stated by the move of that name, which names the successor. */
    ownResult: (_, input) => input === null || input.result !== 'takenOver' || 'affairs.name-successor',
    successor: (_, input) => input === null || typeof input.by === 'string' || 'affairs.name-successor',
    takenOver: ({ reports }) => reports.at(-1)?.result === 'takenOver' || 'affairs.name-successor',
    /** Somebody is answered: there is always an asker. */
    sent: (_, input) => input === null || input.via !== 'none' || 'affairs.always-answered',
    /** Said by the cut-over alone, in memory; no address and no form can say it. */
    brought: (_, input) => input?.brought === true || 'affairs.not-brought',
    notByAnswer: (facts, input) => !finishedByAnswer(facts, input) || 'affairs.finished-by-answer',
    read: (facts) => allSettled(facts) || 'affairs.not-read-yet',
  },
  moves: {
    /** 交办. Whoever wrote it down owns it until the taker signs. */
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch', anyone: true },
    accept: { from: ['assigned', 'working', 'reported', 'answered'], to: { assigned: 'working', working: 'working', reported: 'reported', answered: 'answered' }, power: 'handle' },
    refuse: { from: ['assigned', 'working'], to: { assigned: 'registered', working: 'working' }, power: 'handle', said: 'ground', consent: afterRefusals(1, 'arbitrate') },
    handOver: { from: ['working'], to: 'same', power: 'hand-over' },
    extend: { from: ['registered', 'assigned', 'working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    /** 年中启用: put off before it came here. R-S13 */
    extendBrought: { from: ['registered', 'assigned', 'working'], to: 'same', word: 'extend', power: 'handle', needs: ['brought'] },
    pause: { from: ['working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    resume: { from: ['working'], to: 'same', power: 'handle' },
    done: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', power: 'handle', needs: ['notByAnswer'] },
    sign: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', power: 'sign' },
    /** 关联: another matter about the same thing. */
    relate: { from: ['registered', 'assigned', 'working', 'reported', 'answered'], to: 'same', power: 'handle', effects: [{ effect: 'link', kind: 'about', to: 'to' }] },
    /** 报结. Whoever wrote it down may have done it himself. */
    report: {
      from: ['registered', 'working'],
      to: 'reported',
      power: 'handle',
      needs: ['ownResult'],
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: registrar, clock: 'answering', blocks: true })],
    },
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason' },
    /** 回告: the result goes to whoever gave the order; it is closed when he has read it. */
    reply: {
      from: ['reported'],
      to: 'answered',
      power: 'answer',
      needs: ['sent'],
      final: true,
      effects: [give({ kind: 'do', role: 'closing', to: registrar, clock: 'closing', blocks: true })],
    },
    /** 当场答复 of a visitor or caller: reported, answered and closed in one act. GN-35 */
    answerAtOnce: {
      from: ['registered'],
      to: 'reported',
      word: 'report',
      power: 'register',
      needs: ['atOnce'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (_, input) => ({ move: 'replyAtOnce', input: { answers: null, body: input.text, via: input.via, ground: null, delivered: true } }),
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
    /** 由他处接办: a matter of another desk arises from it and has it from now on; whoever asked is told where it went. */
    takeOver: {
      from: ['registered', 'working'],
      to: 'reported',
      word: 'report',
      power: 'take-over',
      needs: ['successor'],
      effects: [{ effect: 'link', kind: 'arises', to: 'by' }],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (facts, input) => ({
        move: mustReadFirst(facts) ? 'tellWhere' : 'tellWhereAndClose',
        input: { answers: null, body: input.text, via: input.via, ground: null, delivered: true },
      }),
    },
    /** Told to somebody of the office: closed when he has read it. */
    tellWhere: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'take-over',
      needs: ['takenOver'],
      final: true,
      effects: [give({ kind: 'do', role: 'closing', to: registrar, clock: 'closing', blocks: true })],
    },
    /** Told to a citizen, with the number under which it goes on. */
    tellWhereAndClose: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'take-over',
      needs: ['takenOver'],
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** A letter of ours that came back unread is delivered later. */
    settle: { from: ['answered'], to: 'same', power: 'answer' },
    /** 销号: read by whoever gave the order. */
    close: { from: ['answered'], to: 'closed', power: 'answer', needs: ['read'] },
    reopen: { from: ['answered', 'closed'], to: 'working', power: 'review', said: 'reason' },
    void: { from: ['registered', 'assigned', 'working'], to: 'void', power: 'dispatch', said: 'reason', consent: { power: 'approve-void' } },
    /** 依法删除 of one text, and 误入清理 (R-C05), whatever became of the affair. */
    erase: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'erase', said: 'reason', counted: true },
    /** 工作秘密: closed to a list, opened again, the list changed, whatever became of it. R-C04, HB-55 */
    closeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    openList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    changeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
  },
})
