/** What a matter of 交办事项 is. Who has it, and at which step, is the open stage, never a state. Rule: HA-45 */
import { defineLifecycle, give, registrar } from '../../kernel/lifecycle/define.ts'
import type { AffairsDetail } from './shape.ts'

export const lifecycle = defineLifecycle<AffairsDetail>()({
  initial: 'registered',
  states: {
    registered: { phase: 'registered', waits: 'hands' },
    assigned: { phase: 'assigned', waits: 'hands' },
    working: { phase: 'working', waits: 'hands' },
    reported: { phase: 'reported', waits: 'hands' },
    answered: { phase: 'reported', waits: 'hands' },
    closed: { phase: 'closed' },
  },
  needs: {},
  moves: {
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch' },
    accept: { from: ['assigned', 'working'], to: 'working', power: 'handle' },
    refuse: { from: ['assigned', 'working'], to: { assigned: 'registered', working: 'working' }, power: 'handle', said: 'ground' },
    handOver: { from: ['working'], to: 'same', power: 'dispatch' },
    /** The result is stated; whoever registered it answers. */
    report: {
      from: ['working'],
      to: 'reported',
      power: 'handle',
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: registrar, clock: 'answering', blocks: true })],
    },
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason' },
    reply: { from: ['reported'], to: 'answered', power: 'answer', final: true, effects: [give({ kind: 'do', role: 'closing', to: registrar, clock: 'closing', blocks: true })] },
    close: { from: ['answered'], to: 'closed', power: 'answer' },
    reopen: { from: ['answered', 'closed'], to: 'working', power: 'review', said: 'reason' },
  },
})
