/** A desk's acts and readings as addresses: `POST /api/<desk>/<name>`, `GET /api/<desk>/<name>?…`, and every office word it has no act of its own for. */
import type { Readable } from 'node:stream'
import { advance } from '../../kernel/advance.ts'
import { type ActContract, act, onPiece } from '../../kernel/contract.ts'
import type { Desk } from '../../kernel/desk.ts'
import { type MoveDef, openWords, type Word, wordNames } from '../../kernel/lifecycle/define.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { matterView } from '../../kernel/view.ts'
import type { HandledCopy, HandledLabels } from './copies.ts'
import type { Gate } from './gate.ts'
import { type Handled, handle } from './handle.ts'
import type { HandledLedger } from './ledgers.ts'
import type { HandledOfficial } from './officials.ts'
import type { HandledReading, ReadCtx } from './reading.ts'
import type { HandledReport, HandledSheet } from './reports.ts'
import type { HandledSlip } from './slips.ts'

/** What a hand-made GET answers: a file on its way out. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly body: Readable | Uint8Array | string
}
export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
}
export interface HandMade {
  readonly path: string
  readonly gate: Gate
  readonly fn: (ctx: ReadCtx, asked: Asked) => Promise<Download>
}
/** What a folder brings to be mounted; the platform's own folders use the same form. */
export interface Routes {
  readonly key: string
  readonly acts: readonly Handled[]
  readonly readings: readonly HandledReading[]
  readonly gets: readonly HandMade[]
  /** Printed forms: `GET /api/<desk>/slips/<key>.pdf?matter=…` */
  readonly slips?: readonly HandledSlip[]
  readonly ledgers?: readonly HandledLedger[]
  readonly reports?: readonly HandledReport[]
  readonly sheets?: readonly HandledSheet[]
  readonly copies?: readonly HandledCopy[]
  readonly labels?: readonly HandledLabels[]
  readonly officials?: readonly HandledOfficial[]
}

const wordOf = (name: string, move: MoveDef<string, string, never> | undefined): Word | null => move?.word ?? wordNames.find((word) => word === name) ?? null

/** The office words of a desk as acts: its life cycle's moves, and the words open on every desk. `advance` decides who may. */
function words(desk: Desk, own: ReadonlySet<string>): Handled[] {
  const moves = desk.lifecycle.moves as Readonly<Record<string, MoveDef<string, string, never>>>
  const names = [...new Set([...Object.keys(moves), ...openWords, 'startRoute'])].filter((name) => !own.has(`${desk.key}.${name}`))
  const output = matterView(desk.fields)
  return names.map((name) => {
    const word = wordOf(name, moves[name])
    const input = word !== null && word in wordInput ? wordInput[word as keyof typeof wordInput] : onPiece
    const contract: ActContract = act(`${desk.key}.${name}`, { input, output })
    return handle(contract, (ctx, said) => advance(ctx, desk, name, { input: said }))
  })
}

export interface DeskRoutes {
  readonly desk: Desk
  readonly mounted: Routes
  /** Acts of the desk's own, `handle(contract, fn)`. One named like an office word takes its place. */
  acts(...acts: readonly Handled[]): DeskRoutes
  readings(...readings: readonly HandledReading[]): DeskRoutes
  slips(...slips: readonly HandledSlip[]): DeskRoutes
  ledgers(...ledgers: readonly HandledLedger[]): DeskRoutes
  reports(...reports: readonly HandledReport[]): DeskRoutes
  sheets(...sheets: readonly HandledSheet[]): DeskRoutes
  copies(...copies: readonly HandledCopy[]): DeskRoutes
  labels(...labels: readonly HandledLabels[]): DeskRoutes
  officials(...officials: readonly HandledOfficial[]): DeskRoutes
  /** A download, under `/api`; runs as a reading does. */
  get(path: string, fn: HandMade['fn'], gate?: Gate): DeskRoutes
}

/** @example deskRoutes(letters).acts(handleRegisterLetter).readings(readLetter).get('/letters/:id/reply.pdf', …) */
export function deskRoutes<D>(declared: Desk<D>): DeskRoutes {
  const desk = declared as unknown as Desk
  const grow = (own: Routes): DeskRoutes => ({
    desk,
    mounted: { ...own, acts: [...own.acts, ...words(desk, new Set(own.acts.map((handled) => handled.contract.key)))] },
    acts: (...more) => grow({ ...own, acts: [...own.acts, ...more] }),
    readings: (...more) => grow({ ...own, readings: [...own.readings, ...more] }),
    ledgers: (...ledgers) => grow({ ...own, ledgers: [...(own.ledgers ?? []), ...ledgers] }),
    reports: (...reports) => grow({ ...own, reports: [...(own.reports ?? []), ...reports] }),
    sheets: (...sheets) => grow({ ...own, sheets: [...(own.sheets ?? []), ...sheets] }),
    copies: (...copies) => grow({ ...own, copies: [...(own.copies ?? []), ...copies] }),
    labels: (...labels) => grow({ ...own, labels: [...(own.labels ?? []), ...labels] }),
    officials: (...officials) => grow({ ...own, officials: [...(own.officials ?? []), ...officials] }),
    slips: (...slips) => grow({ ...own, slips: [...(own.slips ?? []), ...slips] }),
    get: (path, fn, gate = 'matter') => grow({ ...own, gets: [...own.gets, { path, gate, fn }] }),
  })
  return grow({ key: desk.key, acts: [], readings: [], gets: [] })
}
