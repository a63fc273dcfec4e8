/**
 * 稿: what an outgoing paper says while it is written. Levels are stated, their numbers are counted (numbering.ts); a reference is plain text, 《题名》（文号）.
 * Pure: the desks, the browser and the typesetter read the same thing. Rule: GB/T 9704-2012 7; standards §1.2–§1.5
 */
import { z } from 'zod'

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string /** What goes on in the same line. */; readonly runOn?: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly number[]; readonly rows: readonly (readonly string[])[]; readonly lying?: boolean }
  /** 出席、请假、列席 of minutes. */
  | { readonly kind: 'present'; readonly head: string; readonly names: string }
/** `id` is what a comment holds on to; once in a draft, and kept while the block lives. */
export type DraftBlock = { readonly id: string } & Block
export interface DraftAttachment {
  readonly title: string
  readonly body: readonly DraftBlock[]
}
export interface Draft {
  readonly title: string
  /** 主送 */
  readonly addressees: readonly string[]
  readonly body: readonly DraftBlock[]
  readonly attachments: readonly DraftAttachment[]
  /** 附注 */
  readonly remark: string | null
  /** 抄送 */
  readonly copyTo: readonly string[]
}

/** Most characters of a whole draft: a hundred pages. */
export const DRAFT_MOST = 100_000
/** As it is typed: spaces stay where they were put, an empty line is an empty line. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((s) => !/[\p{Cc}\p{Cs}]/u.test(s), { error: 'control-characters' })
const PARAGRAPH = 20_000
const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const block = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('heading'), level, text: words(2000), runOn: words(PARAGRAPH).exactOptional() }),
  z.object({ id, kind: z.literal('paragraph'), text: words(PARAGRAPH) }),
  z
    .object({
      id,
      kind: z.literal('table'),
      columns: z.array(z.number().positive().max(1000)).min(1).max(30),
      rows: z
        .array(z.array(words(4000)).min(1).max(30))
        .min(1)
        .max(1000),
      lying: z.boolean().exactOptional(),
    })
    .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), { error: 'uneven-rows' }),
  z.object({ id, kind: z.literal('present'), head: words(20), names: words(PARAGRAPH) }),
])
const body = z.array(block).max(3000)

/** Every block of a draft, the attachments' too, in order. */
export const blocksOf = ({ body, attachments }: Pick<Draft, 'body' | 'attachments'>): DraftBlock[] => [...body, ...attachments.flatMap((one) => one.body)]
/** Everything a block says, piece by piece. A comment counts its place in them, put together as `blockText` does. */
export function wordsOf(one: Block): string[] {
  if (one.kind === 'heading') return [one.text, one.runOn ?? '']
  if (one.kind === 'paragraph') return [one.text]
  return one.kind === 'table' ? one.rows.flat() : [one.head, one.names]
}
export const blockText = (one: Block): string => wordsOf(one).join(one.kind === 'table' || one.kind === 'present' ? '\n' : '')
const size = (draft: Draft): number =>
  [draft.title, ...draft.addressees, ...blocksOf(draft).flatMap(wordsOf), ...draft.attachments.map((a) => a.title), draft.remark ?? '', ...draft.copyTo].reduce(
    (n, s) => n + s.length,
    0,
  )

export const draftSchema = z
  .object({
    title: words(500),
    addressees: z.array(words(200)).max(100),
    body,
    attachments: z.array(z.object({ title: words(200), body })).max(50),
    remark: words(1000).nullable(),
    copyTo: z.array(words(200)).max(100),
  })
  .refine((draft) => new Set(blocksOf(draft).map((one) => one.id)).size === blocksOf(draft).length, { error: 'same-block-twice' })
  .refine((draft) => size(draft) <= DRAFT_MOST, { error: 'draft-too-long' }) satisfies z.ZodType<Draft>

export const emptyDraft: Draft = { title: '', addressees: [], body: [], attachments: [], remark: null, copyTo: [] }
