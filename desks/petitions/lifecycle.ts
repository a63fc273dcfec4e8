/**
 * What a petition is. Handled, reviewed and rechecked are rounds: the third is the last, and then it is locked. Who has it is the open stage, never a state.
 * Rule: R-X01 … R-X04; 信访工作条例 (2022) arts. 19–36
 */

import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { clock, defineLifecycle, give, owner } from '../../kernel/lifecycle/define.ts'
import type { PetitionDetail } from './shape.ts'

/** 处理 复查 复核. */
export const LAST_ROUND = 3
/** The next instance's body gets it in the act that asks for it. */
const passUp = ({ assignments }: MatterFacts<unknown>, input: Readonly<Record<string, unknown>>) => ({
  move: 'passUp',
  input: { to: input.to, ask: input.reason, piece: assignments.filter((a) => a.lead && a.state !== 'ended').at(-1)?.id },
})
const noAnswerBody = { answers: null, ground: null, delivered: true } as const

export const lifecycle = defineLifecycle<PetitionDetail>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    assigned: { phase: 'assigned', waits: 'hands' },
    received: { phase: 'working', waits: 'hands' },
    working: { phase: 'working', waits: 'hands' },
    reported: { phase: 'reported', waits: 'hands' },
    replied: { phase: 'reported', waits: 'asker' },
    closed: { phase: 'closed' },
    void: { phase: 'void' },
  },
  needs: {
    open: ({ detail }) => detail.kind !== 'accusation' || 'petitions.closed-list',
    accusation: ({ detail }) => detail.kind === 'accusation' || 'petitions.not-accusation',
    reachable: ({ detail }) => detail.reachable || 'petitions.cannot-be-told',
    unreachable: ({ detail }) => !detail.reachable || 'petitions.must-be-told',
    first: ({ matter }) => matter.round === 1 || 'petitions.not-first',
    second: ({ matter }) => matter.round === 2 || (matter.round >= LAST_ROUND ? 'petitions.final' : 'petitions.review-first'),
    rechecked: ({ matter }) => matter.round === LAST_ROUND || 'petitions.no-hearing',
    /** Once, and only while it is first handled. R-X03 */
    once: ({ clocks }) => !clocks.some((c) => c.key === 'decide' && c.due_at !== c.first_due_at) || 'petitions.extended-already',
  },
  moves: {
    /** 转送、交办 within 15 days. */
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch', needs: ['open'], anyone: true },
    /** 检举控告: straight to somebody on the closed list, by whoever wrote it down. */
    entrust: { from: ['registered'], to: 'assigned', word: 'assign', power: 'register', needs: ['accusation'] },
    accept: { from: ['assigned', 'received', 'working'], to: { assigned: 'received', received: 'received', working: 'working' }, power: 'handle' },
    /** 异议: with reasons, within five working days; back only when the petitions office agrees. */
    refuse: {
      from: ['assigned'],
      to: 'registered',
      power: 'handle',
      said: 'ground',
      consent: { power: 'approve-return', when: ({ detail }) => (detail as PetitionDetail).kind !== 'accusation' },
    },
    handOver: { from: ['received', 'working'], to: 'same', power: 'hand-over' },
    /** 受理, told to the petitioner in writing; the sixty days begin. */
    admit: { from: ['received'], to: 'working', word: 'reply', power: 'handle', needs: ['reachable'], final: true },
    /** Name or address unclear: nobody can be told. */
    admitUntold: { from: ['received'], to: 'working', word: 'note', power: 'handle', needs: ['unreachable'], effects: [clock({ key: 'decide', start: true })] },
    /** 延期 by at most thirty days: approved, with its reason, and told to the petitioner in the same act. */
    extend: {
      from: ['working'],
      to: 'same',
      power: 'handle',
      said: 'reason',
      needs: ['first', 'once'],
      consent: { power: 'approve-extension' },
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: ({ detail }, input) => ((detail as PetitionDetail).reachable ? { move: 'tellExtended', input: { ...noAnswerBody, body: input.letter, via: 'letter' } } : null),
    },
    tellExtended: { from: ['working'], to: 'same', word: 'reply', power: 'handle' },
    /** 听证: its time is not counted. */
    hear: { from: ['working'], to: 'same', word: 'pause', power: 'handle', said: 'reason', needs: ['rechecked'] },
    resume: { from: ['working'], to: 'same', power: 'handle' },
    done: { from: ['received', 'working'], to: 'same', power: 'handle' },
    sign: { from: ['registered', 'assigned', 'received', 'working', 'reported', 'replied'], to: 'same', power: 'sign' },
    /** The opinion is stated; the letter is still to be written. */
    report: {
      from: ['working'],
      to: 'reported',
      power: 'handle',
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: owner, clock: 'answering', blocks: true })],
    },
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason', needs: ['open'] },
    /** 处理意见书, 复查意见书, 复核意见书: by who decided, with the consent of his head; then the petitioner has thirty days. */
    reply: {
      from: ['reported'],
      to: 'replied',
      power: 'handle',
      needs: ['reachable'],
      final: true,
      consent: { power: 'approve-reply', when: ({ detail }) => (detail as PetitionDetail).kind !== 'accusation' },
      effects: [give({ kind: 'do', role: 'closing', to: owner, clock: 'mayAsk', blocks: true })],
    },
    /** 评价, by the petitioner or as he said it; art. 21. Who is not content has review and recheck. */
    rate: { from: ['replied'], to: 'same', word: 'settle', power: 'rate', needs: ['open'] },
    /** Name or address unclear: on a ground, and a second person agrees. */
    unanswerable: {
      from: ['reported'],
      to: 'replied',
      word: 'reply',
      power: 'handle',
      needs: ['unreachable', 'open'],
      said: 'ground',
      consent: { power: 'approve-reply' },
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** An accusation without a name: a second person of the list agrees that nobody can be told. */
    unanswerableClosed: {
      from: ['reported'],
      to: 'replied',
      word: 'reply',
      power: 'handle',
      needs: ['unreachable', 'accusation'],
      said: 'ground',
      consent: { power: 'accusations' },
      final: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    /** 复查 within thirty days of the reply, by another body than the one that decided; a round of its own. */
    askReview: {
      from: ['replied', 'closed'],
      to: 'working',
      word: 'reopen',
      power: 'again',
      said: 'reason',
      needs: ['open', 'first'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: passUp,
    },
    /** 复核: the last. */
    askRecheck: {
      from: ['replied', 'closed'],
      to: 'working',
      word: 'reopen',
      power: 'again',
      said: 'reason',
      needs: ['open', 'second'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: passUp,
    },
    passUp: { from: ['working'], to: 'same', word: 'handOver', power: 'hand-over' },
    close: { from: ['replied'], to: 'closed', power: 'close' },
    void: { from: ['registered', 'assigned'], to: 'void', power: 'dispatch', said: 'reason', needs: ['open'], consent: { power: 'approve-void' } },
    erase: { from: ['registered', 'assigned', 'received', 'working', 'reported', 'replied', 'closed', 'void'], to: 'same', power: 'erase', said: 'reason', counted: true },
  },
})
