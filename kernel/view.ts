/** The answer of every act and of the matter page: what one person may know of one matter, and what he may do with it. */
import { z } from 'zod'

const id = z.string()
const when = z.string()
/** A light is computed, never typed (R-S10): late 超期 · soon 临期 · on 在期 · paused 暂停 · done 办结. */
export const light = z.enum(['late', 'soon', 'on', 'paused', 'done'])
export const named = z.object({ id, name: z.string() })
export const pieceView = z.object({
  id,
  stage: id,
  kind: z.enum(['do', 'say', 'read']),
  role: z.string(),
  lead: z.boolean(),
  unit: named,
  person: named.nullable(),
  post: z.string().nullable(),
  state: z.enum(['waiting', 'open', 'ended']),
  ask: z.string().nullable(),
  due: when.nullable(),
  light: light.nullable(),
  givenBy: named,
  givenAt: when,
  seenAt: when.nullable(),
  acceptedAt: when.nullable(),
  endedAt: when.nullable(),
  ending: z.string().nullable(),
  opinion: z.string().nullable(),
  /** How it came: typed, dictated, handwritten, recorded by another hand; null where nothing was said, or before this was kept. */
  via: z.enum(['typed', 'dictated', 'handwritten', 'recorded']).nullable(),
  /** 手写原迹, as `kernel/ink.ts` keeps it. */
  ink: z.string().nullable(),
  actedBy: named.nullable(),
  bound: z.boolean(),
  /** Given by a rule or a route, not by a person from his own: nobody signs for it, nobody drops it. */
  byRule: z.boolean(),
  /** May the reader act on it (own, by post, by unit, or as agent). */
  mine: z.boolean(),
})
export const stageView = z.object({
  id,
  no: z.int(),
  kind: z.enum(['do', 'say', 'read']),
  role: z.string(),
  pace: z.string(),
  need: z.int().nullable(),
  blocks: z.boolean(),
  openedAt: when,
  endedAt: when.nullable(),
  outcome: z.string().nullable(),
  /** Consent stages: what runs when agreed. */
  asks: z.object({ move: z.string(), said: z.record(z.string(), z.unknown()) }).nullable(),
  pieces: z.array(pieceView),
})
export const clockView = z.object({
  key: z.string(),
  whole: z.boolean(),
  startedAt: when,
  firstDueAt: when,
  dueAt: when,
  /** Inner due at two thirds (HA-91). */
  innerDueAt: when,
  stoppedAt: when.nullable(),
  provisional: z.boolean(),
  light,
  /** Share of the span used, 0 to 1 and above. */
  used: z.number(),
  basis: z.string(),
  /** Version of the office's rule it runs by; 0: as shipped. */
  version: z.int(),
})
export const answerView = z.object({
  id,
  no: z.int(),
  round: z.int(),
  kind: z.enum(['interim', 'final']),
  to: z.enum(['contact', 'inside']),
  toName: z.string().nullable(),
  body: z.string().nullable(),
  by: named.nullable(),
  sentAt: when.nullable(),
  via: z.string().nullable(),
  ground: z.string().nullable(),
  settledAt: when.nullable(),
  responded: z.boolean().nullable(),
  solved: z.string().nullable(),
  satisfied: z.string().nullable(),
  ratedAt: when.nullable(),
})
export const reportView = z.object({ id, round: z.int(), no: z.int(), at: when, by: named, result: z.string(), text: z.string().nullable(), returnedAt: when.nullable() })
export const fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
/** `may`: allowed on which piece and with whose consent (post and name of whoever would be asked), or the refusal: code, facts. The screen draws it and never decides. */
export const mayView = z.union([
  z.object({ allowed: z.literal(true), piece: id.nullable(), consent: z.object({ power: z.string(), by: z.string().nullable() }).nullable() }),
  z.object({ allowed: z.literal(false), code: z.string(), facts: z.record(z.string(), fact) }),
])
export const linkView = z.object({
  matter: id,
  desk: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  kind: z.string(),
  outgoing: z.boolean(),
  phase: z.string(),
})
export const fileView = z.object({ id, name: z.string().nullable(), kind: z.string(), size: z.int(), at: when.nullable() })

/** @param detail the desk's own fields */
export const matterView = <D extends z.ZodType>(detail: D) =>
  z.object({
    id,
    desk: z.string(),
    number: z.string().nullable(),
    title: z.string().nullable(),
    state: z.string(),
    phase: z.enum(['registered', 'assigned', 'working', 'reported', 'closed', 'void']),
    origin: z.string(),
    readers: z.string(),
    urgency: z.string(),
    round: z.int(),
    version: z.int(),
    draft: z.int().nullable(),
    registeredAt: when,
    owner: z.object({ unit: named, person: named, heldSince: when.nullable() }),
    /** 知悉名单: persons who know of it by name; of a 工作秘密 nobody else does. */
    known: z.array(named),
    /** 办理路线 it last went by: every step of that version, and where it stands. */
    route: z
      .object({
        key: z.string(),
        name: z.string().nullable(),
        version: z.int(),
        running: z.boolean(),
        steps: z.array(z.object({ role: z.string(), kind: z.enum(['do', 'say', 'read']), state: z.enum(['done', 'here', 'stopped', 'next', 'skipped']) })),
      })
      .nullable(),
    light,
    partOf: id.nullable(),
    openParts: z.int(),
    paused: z.object({ until: when, reason: z.string().nullable() }).nullable(),
    /** Times that did not count, oldest first; `to` null: it still stands. */
    pauses: z.array(z.object({ from: when, until: when, to: when.nullable(), reason: z.string().nullable() })),
    stages: z.array(stageView),
    clocks: z.array(clockView),
    answers: z.array(answerView),
    reports: z.array(reportView),
    links: z.array(linkView),
    files: z.array(fileView),
    detail,
    may: z.record(z.string(), mayView),
  })
export type MatterView<D = unknown> = Omit<z.output<ReturnType<typeof matterView>>, 'detail'> & { detail: D }
export type May = z.output<typeof mayView>
export type PieceView = z.output<typeof pieceView>

/** One line of the custody trail (经手记录): who did what, when, to whom, how long it was held. */
export const trailLine = z.object({
  event: z.int(),
  at: when,
  loggedAt: when,
  move: z.string(),
  actor: named,
  recordedBy: named.nullable(),
  post: z.string().nullable(),
  to: z.array(z.object({ unit: z.string(), person: z.string().nullable(), lead: z.boolean() })),
  text: z.string().nullable(),
  /** The piece on which an opinion was given in it; the piece tells how, and holds the hand's own trace. */
  opinionOn: id.nullable(),
  /** Notes written in it that still hold their words. */
  notes: z.array(id),
  undone: z.boolean(),
  heldMinutes: z.number().nullable(),
  said: z.record(z.string(), z.unknown()),
})
export const trailView = z.object({ lines: z.array(trailLine) })
export type TrailLine = z.output<typeof trailLine>

/** One row of 工作台 and 总台账. */
export const workRow = z.object({
  matter: id,
  desk: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  phase: z.string(),
  state: z.string(),
  urgency: z.string(),
  light,
  due: when.nullable(),
  piece: id.nullable(),
  kind: z.enum(['do', 'say', 'read']).nullable(),
  role: z.string().nullable(),
  pieceState: z.string().nullable(),
  accepted: z.boolean(),
  /** Work a person gave, not signed for; what a rule gave needs no signature. */
  toSign: z.boolean(),
  holder: z.string(),
  /** 承办单位: the unit whose turn it is as lead, also before it has signed; else the owner's. */
  ownerUnit: z.string(),
  registeredAt: when,
  closedAt: when.nullable(),
  round: z.int(),
})
export type WorkRow = z.output<typeof workRow>
