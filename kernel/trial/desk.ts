/** The trial desk: one of everything a life cycle can say, for tests of the kernel. Not a desk of the office. */
import { z } from 'zod'
import { after, at, defineClocks, due, share, workdays } from '../clock/define.ts'
import type { MatterFacts } from '../decide/facts.ts'
import { defineDesk } from '../desk.ts'
import { afterRefusals, defineLifecycle, give, post } from '../lifecycle/define.ts'
import { trialPowers } from './people.ts'

export const trialDetail = z.object({ marked: z.string().nullable() })
export type TrialDetail = z.infer<typeof trialDetail>
type Input = Readonly<Record<string, unknown>>

const finals = (f: MatterFacts<TrialDetail>) => f.answers.filter((a) => a.kind === 'final' && a.round === f.matter.round)
const called = (f: MatterFacts<TrialDetail>) => finals(f).filter((a) => a.to_contact !== null && a.via !== 'none')
/** Everybody outside was called: well → close, badly → again; somebody left → nothing yet. */
function afterCall(f: MatterFacts<TrialDetail>): { move: string; input: Input } | null {
  const on = { matter: f.matter.id, piece: null }
  const asked = called(f)
  if (asked.some((a) => a.rated_at !== null && (a.solved === 'no' || a.satisfied === 'no'))) return { move: 'reopen', input: { ...on, reason: '回访不满意' } }
  return asked.every((a) => a.rated_at !== null) && finals(f).every((a) => a.settled_at !== null) ? { move: 'close', input: on } : null
}

export const trialLifecycle = defineLifecycle<TrialDetail>()({
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
    rated: (f) => called(f).every((a) => a.rated_at !== null) || 'trial.not-called-back',
    sent: (_, input) => input === null || input.via !== 'none' || 'trial.none-has-its-own-move',
    unsent: (_, input) => input === null || input.via === 'none' || 'trial.only-none',
  },
  moves: {
    assign: { from: ['registered'], to: 'assigned', power: 'dispatch' },
    accept: { from: ['assigned', 'working'], to: 'working', power: 'handle' },
    refuse: { from: ['assigned', 'working'], to: { assigned: 'registered', working: 'working' }, power: 'handle', said: 'ground', consent: afterRefusals(1, 'arbitrate') },
    handOver: { from: ['working'], to: 'same', power: 'hand-over' },
    returnWhole: { from: ['working'], to: 'same', word: 'sendBack', power: 'handle', said: 'reason' },
    extend: { from: ['assigned', 'working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    pause: { from: ['working'], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    resume: { from: ['working'], to: 'same', power: 'handle' },
    report: {
      from: ['working'],
      to: 'reported',
      power: 'handle',
      judges: 'version',
      effects: [give({ kind: 'do', role: 'reply', to: post('letters-clerk'), blocks: true })],
    },
    answerAtOnce: {
      from: ['registered'],
      to: 'reported',
      word: 'report',
      power: 'register',
      effects: [give({ kind: 'do', role: 'reply', to: post('letters-clerk'), blocks: true })],
    },
    sendBack: { from: ['reported'], to: 'working', power: 'review', said: 'reason' },
    submit: { from: ['reported'], to: 'same', power: 'answer', judges: 'draft', effects: [give({ kind: 'say', role: 'review', to: post('letters-head'), blocks: true })] },
    /** 验收: somebody who neither reported nor owns it looks at what was done. */
    verify: { from: ['reported'], to: 'same', power: 'answer', counted: true, effects: [give({ kind: 'say', role: 'acceptance', to: post('office-head'), blocks: true })] },
    /** Fired by the last step of the trial route. */
    issue: { from: ['registered', 'working', 'reported'], to: 'same', power: 'review', counted: true, effects: [{ effect: 'number', series: '试发〔{year}〕{seq}号' }] },
    inform: { from: ['working', 'reported'], to: 'same', word: 'reply', power: 'answer', needs: ['sent'], final: true },
    reply: {
      from: ['reported'],
      to: 'answered',
      power: 'answer',
      needs: ['sent'],
      judges: 'draft',
      final: true,
      effects: [give({ kind: 'do', role: 'callBack', to: post('letters-clerk'), blocks: true })],
    },
    unanswerable: {
      from: ['reported'],
      to: 'answered',
      word: 'reply',
      power: 'answer',
      needs: ['unsent'],
      consent: { power: 'approve-unanswered' },
      final: true,
      effects: [give({ kind: 'do', role: 'callBack', to: post('letters-clerk'), blocks: true })],
    },
    rate: {
      from: ['answered'],
      to: 'same',
      word: 'settle',
      power: 'call-back',
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: afterCall,
    },
    close: { from: ['answered'], to: 'closed', power: 'close', needs: ['rated'] },
    reopen: { from: ['answered', 'closed'], to: 'working', power: 'reopen', said: 'reason' },
    merge: { from: ['registered', 'assigned', 'working'], to: { assigned: 'registered' }, power: 'dispatch' },
    unmerge: { from: ['registered', 'working'], to: 'same', power: 'dispatch', said: 'reason' },
    answerThrough: { from: ['registered', 'working'], to: 'closed', power: 'answer' },
    void: { from: ['registered', 'assigned', 'working'], to: 'void', power: 'dispatch', said: 'reason', consent: { power: 'approve-void' } },
    erase: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'erase', said: 'reason', counted: true },
    closeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    openList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
    changeList: { from: ['registered', 'assigned', 'working', 'reported', 'answered', 'closed', 'void'], to: 'same', power: 'mark', said: 'reason', counted: true },
  },
})

export const trialClocks = defineClocks({
  dispatch: {
    anchor: 'register',
    runs: workdays(1),
    governs: 'matter',
    stops: ['assign', 'report', 'void'],
    alarms: [at(due, 'escalate')],
    basis: 'trial: dispatched within a working day',
  },
  signFor: {
    anchor: 'assign',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'trial: signed for within a working day',
  },
  handling: {
    anchor: 'assign',
    runs: workdays(5),
    governs: 'matter',
    stops: ['report', 'void', 'answerThrough'],
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(2)), 'escalate')],
    basis: 'trial: five working days; inner due HA-91',
    override: 'due',
  },
  rehandling: { anchor: 'reopen', runs: workdays(5), governs: 'matter', stops: ['report', 'void'], alarms: [at(due, 'urge')], basis: 'trial: as the first time' },
  replying: {
    anchor: 'report',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['reply', 'sendBack'],
    alarms: [at(due, 'urge')],
    basis: 'trial: answered within two working days',
  },
  callBack: {
    anchor: 'reply',
    runs: workdays(3),
    governs: 'assignments',
    stops: ['close', 'reopen'],
    alarms: [at(due, 'remind')],
    basis: 'trial: called within three working days',
  },
})

export const trialDesk = defineDesk<TrialDetail>({
  key: 'trial',
  series: '试〔{year}〕{seq}号',
  fields: trialDetail,
  lifecycle: trialLifecycle,
  clocks: trialClocks,
  powers: Object.fromEntries(Object.entries(trialPowers).map(([key, posts]) => [key, { posts, why: 'trial' }])),
  answers: {
    reply: { kind: 'final', to: 'contact', settled: 'delivered', rated: ['responded', 'solved', 'satisfied'] },
    inform: { kind: 'interim', to: 'contact', settled: 'delivered', rated: [] },
  },
  results: ['solved', 'partly', 'explained', 'unfounded'],
  duty: 'letters-clerk',
  quiet: 60,
  texts: { marked: (d) => (d.marked === null ? null : { ...d, marked: null }) },
})
