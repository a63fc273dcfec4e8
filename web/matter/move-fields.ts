/** The kernel's open words as forms: which fields each asks for, in which order. Validation is the contract's own schema. */
import type { Word } from '../../kernel/lifecycle/define.ts'
import type { PieceView } from '../../kernel/view.ts'
import type { zh } from '../words/zh-CN.ts'

type FormWord = keyof typeof zh.form
interface Base {
  readonly name: string
  readonly label: FormWord
  /** Shown only when another field has this value. */
  readonly when?: { readonly field: string; readonly is: unknown }
}
export type MoveField = Base &
  (
    | { readonly kind: 'text'; readonly rows?: number; readonly phrases?: boolean; readonly optional?: boolean }
    | { readonly kind: 'line'; readonly optional?: boolean }
    | { readonly kind: 'holder' }
    | { readonly kind: 'holders' }
    | { readonly kind: 'wall'; readonly optional?: boolean }
    | { readonly kind: 'check' }
    | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly word: FormWord }[] }
    | { readonly kind: 'agree' }
    | { readonly kind: 'maybe' }
    | { readonly kind: 'kernel'; readonly tree: 'solved' | 'satisfied' | 'vias' | 'recusals'; readonly only?: readonly string[] }
    | { readonly kind: 'piece'; readonly which: (piece: PieceView, mine: PieceView | null) => boolean; readonly optional?: boolean }
    | { readonly kind: 'stage' }
    | { readonly kind: 'answer' }
    | { readonly kind: 'result' }
    | { readonly kind: 'helpers' }
    | { readonly kind: 'files' }
    | { readonly kind: 'ink' }
    | { readonly kind: 'dictated' }
    | { readonly kind: 'phone' }
    | { readonly kind: 'matter' }
    | { readonly kind: 'told' }
    | { readonly kind: 'persons' }
    | { readonly kind: 'known'; readonly choose: boolean }
  )

const ask: MoveField = { name: 'ask', label: 'ask', kind: 'text', rows: 3 }
const to: MoveField = { name: 'to', label: 'to', kind: 'holder' }
const reason: MoveField = { name: 'reason', label: 'reason', kind: 'text', rows: 3 }
const opinion: MoveField = { name: 'opinion', label: 'opinion', kind: 'text', rows: 4, phrases: true, optional: true }
/** Spoken and taken down; by one's own hand. */
const said: readonly MoveField[] = [
  { name: 'dictated', label: 'dictated', kind: 'dictated' },
  { name: 'ink', label: 'ink', kind: 'ink' },
]
const files: MoveField = { name: 'files', label: 'files', kind: 'files' }
const text: MoveField = { name: 'text', label: 'text', kind: 'text', rows: 5 }
/** What the kernel lets me drop: what I gave, or as lead what stands beside mine. */
const droppable = (p: PieceView, mine: PieceView | null) =>
  p.state !== 'ended' && !p.lead && !p.byRule && p.id !== mine?.id && (p.givenBy.id === mine?.person?.id || (mine?.lead === true && p.stage === mine.stage))

export const moveFields: Readonly<Partial<Record<Word, readonly MoveField[]>>> = {
  assign: [
    { name: 'lead', label: 'lead', kind: 'holder' },
    { name: 'helpers', label: 'helpers', kind: 'holders' },
    ask,
    { name: 'due', label: 'due', kind: 'wall', optional: true },
    { name: 'bound', label: 'bound', kind: 'check' },
  ],
  accept: [],
  refuse: [{ name: 'ground', label: 'ground', kind: 'text', rows: 4 }],
  handOver: [to, ask],
  errand: [
    to,
    ask,
    {
      name: 'kind',
      label: 'kind',
      kind: 'choice',
      options: [
        { value: 'do', word: 'kindDo' },
        { value: 'say', word: 'kindSay' },
      ],
    },
  ],
  addSign: [
    to,
    ask,
    {
      name: 'mode',
      label: 'mode',
      kind: 'choice',
      options: [
        { value: 'before', word: 'before' },
        { value: 'beside', word: 'beside' },
        { value: 'after', word: 'after' },
      ],
    },
  ],
  dropSign: [{ name: 'target', label: 'target', kind: 'piece', which: droppable }, reason],
  sendBackBranch: [{ name: 'to', label: 'returnTo', kind: 'piece', which: (p, mine) => p.state === 'ended' && p.kind !== 'read' && p.person?.id !== mine?.person?.id }, reason],
  sendBack: [
    { name: 'to', label: 'returnTo', kind: 'piece', which: (p) => p.kind === 'do' && p.acceptedAt !== null, optional: true },
    reason,
    {
      name: 'resume',
      label: 'resume',
      kind: 'choice',
      options: [
        { value: 'there', word: 'resumeThere' },
        { value: 'here', word: 'resumeHere' },
      ],
    },
  ],
  sign: [{ name: 'agree', label: 'decision', kind: 'agree' }, opinion, ...said],
  read: [opinion, ...said],
  circulate: [
    { name: 'to', label: 'toMany', kind: 'holders' },
    ask,
    {
      name: 'kind',
      label: 'kind',
      kind: 'choice',
      options: [
        { value: 'read', word: 'kindRead' },
        { value: 'say', word: 'kindSay' },
      ],
    },
    {
      name: 'pace',
      label: 'pace',
      kind: 'choice',
      options: [
        { value: 'together', word: 'together' },
        { value: 'in_turn', word: 'inTurn' },
      ],
    },
    { name: 'blocks', label: 'blocks', kind: 'check' },
  ],
  withdraw: [{ name: 'stage', label: 'stage', kind: 'stage' }, reason],
  urge: [
    { name: 'target', label: 'target', kind: 'piece', which: (p, mine) => p.state === 'open' && p.id !== mine?.id, optional: true },
    { ...text, rows: 3 },
    { name: 'phone', label: 'byPhone', kind: 'phone' },
  ],
  note: [text, files],
  takeBack: [],
  extend: [{ name: 'until', label: 'until', kind: 'wall' }, reason],
  pause: [{ name: 'until', label: 'pauseUntil', kind: 'wall' }, reason],
  resume: [],
  report: [
    { name: 'result', label: 'result', kind: 'result' },
    { name: 'text', label: 'resultText', kind: 'text', rows: 6 },
    { name: 'withoutHelpers', label: 'helperWhy', kind: 'helpers' },
    files,
  ],
  done: [opinion, files],
  reply: [
    { name: 'body', label: 'body', kind: 'text', rows: 8 },
    { name: 'via', label: 'via', kind: 'kernel', tree: 'vias', only: ['letter', 'phone', 'in_person', 'portal', 'in_app'] },
    { name: 'delivered', label: 'deliveredNow', kind: 'check' },
  ],
  settle: [
    { name: 'answer', label: 'forAnswer', kind: 'answer' },
    { name: 'responded', label: 'responded', kind: 'maybe' },
    { name: 'solved', label: 'solved', kind: 'kernel', tree: 'solved' },
    { name: 'satisfied', label: 'satisfied', kind: 'kernel', tree: 'satisfied' },
    { name: 'text', label: 'rateText', kind: 'text', rows: 3, optional: true },
  ],
  close: [],
  reopen: [reason],
  merge: [{ name: 'into', label: 'into', kind: 'matter' }],
  unmerge: [reason],
  void: [reason, { name: 'told', label: 'told', kind: 'told' }],
  recuse: [
    { name: 'whom', label: 'whom', kind: 'holder' },
    { name: 'ground', label: 'recusalGround', kind: 'kernel', tree: 'recusals' },
  ],
  closeList: [{ name: 'known', label: 'knownStay', kind: 'known', choose: false }, { name: 'add', label: 'knownAdd', kind: 'persons' }, reason],
  openList: [{ name: 'known', label: 'knownOpens', kind: 'known', choose: false }, reason],
  changeList: [{ name: 'remove', label: 'knownRemove', kind: 'known', choose: true }, { name: 'add', label: 'knownAdd', kind: 'persons' }, reason],
}
/** What a form starts from, so that an untouched field is a lawful one. */
export const startValues: Readonly<Partial<Record<Word, Readonly<Record<string, unknown>>>>> = {
  errand: { kind: 'do' },
  addSign: { mode: 'beside' },
  sendBack: { resume: 'there' },
  sign: { agree: true },
  circulate: { kind: 'read', pace: 'together', blocks: false },
  reply: { delivered: true, via: 'letter' },
}
/** Done with one press: nothing to say, nothing that cannot be taken back or is not plain. */
export const atOnce: ReadonlySet<string> = new Set<Word>(['accept', 'resume'])
