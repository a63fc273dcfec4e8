/** 回录托盘: contracts of the tray of scanned papers. Rule: issue C «回录托盘» */
import { z } from 'zod'
import { act, assignmentId, line, matterId, officeDateText, reading, text } from '../contract.ts'
import { named } from '../view.ts'

const scanId = z.uuid()
/** 1 同意 · 2 圈阅 · 3 批示 · 4 不同意 · 5 退回. */
export const entered = z.enum(['agree', 'mark', 'write', 'disagree', 'return'])
export type Entered = z.output<typeof entered>
/** Why a page waits: no code on it · a code that cannot be read · a code of another make · several of ours · the same paper once more in this pile · nothing there he may see · closed · void · no power to enter there. */
export const waits = ['no-code', 'damaged', 'foreign', 'several', 'twice', 'unknown', 'closed', 'void', 'no-power'] as const
export type Waits = (typeof waits)[number]
/** Why a whole file was refused. */
export const refusedFiles = ['not-a-pdf', 'locked', 'too-many-pages', 'too-slow'] as const

const matter = z.object({ id: matterId, desk: z.string(), number: z.string().nullable(), title: z.string().nullable() })
export const scanPage = z.object({
  id: scanId,
  batch: scanId,
  no: z.int(),
  state: z.enum(['waiting', 'attached', 'entered', 'aside']),
  /** A code of `waits` while it waits; the person's own words when set aside. */
  reason: z.string().nullable(),
  matter: matter.nullable(),
  form: z.string().nullable(),
  /** Somebody is to decide there for whom he may enter it. */
  ready: z.boolean(),
  backs: z.array(scanId),
  entered: z.object({ what: entered, leader: named, at: z.string() }).nullable(),
})
export type ScanPage = z.output<typeof scanPage>
export const scanBatch = z.object({
  id: scanId,
  name: z.string(),
  at: z.string(),
  twoSided: z.boolean(),
  pages: z.int().nullable(),
  done: z.int(),
  state: z.enum(['arrived', 'split', 'refused']),
  reason: z.string().nullable(),
})
export const trayViews = ['ready', 'waiting', 'entered', 'aside'] as const
export type TrayView = (typeof trayViews)[number]
/** One person's tray: the papers of one view in the order they were scanned, how many lie in each, and the piles of late. */
export const tray = reading('scans.tray', {
  input: z.object({ view: z.enum(trayViews).default('ready') }),
  output: z.object({
    counts: z.object({ ready: z.int(), waiting: z.int(), entered: z.int(), aside: z.int() }),
    batches: z.array(scanBatch),
    pages: z.array(scanPage),
  }),
})
export const decider = z.object({
  piece: assignmentId,
  kind: z.enum(['say', 'read']),
  role: z.string(),
  person: named,
  post: z.string().nullable(),
  /** 退回 is his to do here. */
  mayReturn: z.boolean(),
})
export type Decider = z.output<typeof decider>
/** One paper under the hand: whose decision it can be, and what was judged. */
export const paper = reading('scans.paper', {
  input: z.object({ page: scanId }),
  output: z.object({
    page: scanPage,
    deciders: z.array(decider),
    /** Someone is to decide, but not for this hand to enter. */
    others: z.array(named),
    version: z.int().nullable(),
    draft: z.int().nullable(),
    /** Not before the matter's last entry. */
    from: officeDateText.nullable(),
    /** Written on this day or later, it is not late. */
    notLateFrom: officeDateText,
    today: officeDateText,
  }),
})
/** 代录 of one paper: the desk's own move in the leader's name, with the page as its evidence. */
export const enterPaper = act('scans.enter', {
  input: z.object({
    page: scanId,
    piece: assignmentId,
    what: entered,
    words: text(2000).nullable().default(null),
    day: officeDateText,
    late: line(200).nullable().default(null),
    version: z.int().optional(),
    draft: z.int().optional(),
  }),
  output: scanPage,
})
/** 撤销: the entry is taken back in the leader's name; the page lies in the tray again. */
export const undoPaper = act('scans.undo', { input: z.object({ page: scanId }), output: scanPage })
/** A number typed by a person, for a page whose code cannot be read. */
export const attachPage = act('scans.attach', { input: z.object({ page: scanId, number: line(60) }), output: scanPage })
export const setAsidePages = act('scans.setAside', { input: z.object({ pages: z.array(scanId).min(1).max(200), reason: line(200) }), output: z.object({ n: z.int() }) })
export const takeUpPage = act('scans.takeUp', { input: z.object({ page: scanId }), output: scanPage })
/** 双面, said afterwards. */
export const setTwoSided = act('scans.setTwoSided', { input: z.object({ batch: scanId }), output: z.object({ n: z.int() }) })
/** What dropping a pile answers. */
export const dropped = z.object({ batch: scanId })
