/**
 * 借阅: what a borrowing is. Asked for, lent by the archivist (of what is 控制使用 with the consent of the head), given back; and 归档 itself is no matter and no phase but a record of
 * the archive (decision 0027). Rule: 档案法 art. 28; R-D50
 */
import { defineLifecycle, end, give } from '../../kernel/lifecycle/define.ts'
import type { LoanDetail } from './shape.ts'

/** The asker hears the result in the act that states it, and nothing more is owed. */
const answered = (_: unknown, input: Readonly<Record<string, unknown>>) => ({
  move: 'reply',
  input: { answers: null, body: input.text, via: 'in_app', ground: null, delivered: true },
})

export const lifecycle = defineLifecycle<LoanDetail>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    asked: { phase: 'assigned', waits: 'hands' },
    weighed: { phase: 'working', waits: 'hands' },
    lent: { phase: 'working', waits: 'hands' },
    ended: { phase: 'reported', waits: 'hands' },
    answered: { phase: 'reported', waits: 'hands' },
    closed: { phase: 'closed' },
  },
  needs: {
    chosen: ({ detail }, input) => input === null || (detail.item !== null && detail.until !== null) || 'archives.nothing-chosen',
  },
  moves: {
    ask: { from: ['registered'], to: 'asked', word: 'assign', power: 'borrow' },
    accept: { from: ['asked'], to: 'weighed', power: 'keep' },
    /** 借出: to the borrower until a day; his is the piece that is reminded, urged and told to his head. */
    lend: {
      from: ['weighed'],
      to: 'lent',
      power: 'keep',
      needs: ['chosen'],
      consent: { power: 'approve-sensitive', when: ({ detail }) => (detail as LoanDetail).sensitive },
      anyone: true,
      effects: [give({ kind: 'do', role: 'borrower', to: { input: 'to' }, clock: 'loan', blocks: false })],
    },
    /** 归还; of a digital reading also when its time is over. */
    giveBack: {
      from: ['lent'],
      to: 'ended',
      word: 'report',
      power: 'keep',
      anyone: true,
      effects: [end({ role: 'borrower', ending: 'done' })],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: answered,
    },
    /** 不予借阅, with a reason. */
    decline: {
      from: ['weighed'],
      to: 'ended',
      word: 'report',
      power: 'keep',
      anyone: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: answered,
    },
    reply: {
      from: ['ended'],
      to: 'answered',
      power: 'keep',
      anyone: true,
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: () => ({ move: 'close', input: {} }),
    },
    close: { from: ['answered'], to: 'closed', power: 'keep', anyone: true },
    sign: { from: ['weighed', 'lent'], to: 'same', power: 'approve-sensitive' },
    /** What is lent ends at the archive, never by the borrower's own word. */
    done: { from: ['weighed'], to: 'same', power: 'keep' },
    erase: { from: ['registered', 'asked', 'weighed', 'lent', 'ended', 'answered', 'closed'], to: 'same', power: 'erase', said: 'reason', counted: true },
  },
})
