/** 成品检查: what setting a paper would come to, before it is set. Contract, shared with the browser. Rule: R-M20, R-F21, R-E01 */
import { z } from 'zod'
import { matterId, reading } from '../contract.ts'
import { draftSchema } from '../drafts/draft.ts'

const refusal = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])) })
const characters = z.object({ face: z.string(), characters: z.string() })
export const officialCheck = (desk: string, key: string) =>
  reading(`${desk}.${key}Check`, {
    input: z.object({ matter: matterId }),
    output: z.object({
      /** Why it cannot be set as it is; the rest is empty then. */
      refusal: refusal.nullable(),
      sides: z.int(),
      /** How full the last side of the text is. */
      lastLines: z.int(),
      /** No font has them: they would not be seen on paper. */
      missing: z.array(characters),
      /** Another font lends them: 生僻字 in a shape of its own. */
      borrowed: z.array(characters),
      fonts: z.object({ digest: z.string(), used: z.array(z.object({ face: z.string(), family: z.string(), file: z.string(), from: z.string(), proper: z.boolean() })) }),
    }),
  })
/** What a draft does not say of its paper (`DraftFrame`): with it the browser lays out what is being written, by the rules the server sets it by. Rule: R-E02, R-M20 */
export const officialFrame = (desk: string, key: string) =>
  reading(`${desk}.${key}Frame`, {
    input: z.object({ matter: matterId }),
    output: z.object({
      form: z.enum(['paper', 'upward', 'letter', 'order', 'minutes']),
      organs: z.array(z.string()),
      copyNumber: z.string().nullable(),
      urgency: z.enum(['特急', '加急']).nullable(),
      number: z.string().nullable(),
      signers: z.array(z.string()),
      names: z.array(z.string()),
      signature: z.object({
        organs: z.array(z.string()),
        date: z.string(),
        sealed: z.boolean(),
        by: z.object({ post: z.string(), name: z.string() }).nullable(),
      }),
      printed: z.object({ by: z.string(), on: z.string() }).nullable(),
    }),
  })
/** 边写边看: one side of the text as it is written, not as it was saved; nothing is kept of it. Rule: R-E02 */
export const drawnSide = z.object({ matter: matterId, draft: draftSchema, side: z.int().min(1).max(1000) })
/** Addresses of one paper's files, for screens. */
export const officialPaths = (desk: string, key: string, matter: string) => ({
  pdf: (copy: 'screen' | 'print' | 'record') => `/api/${desk}/${key}.pdf?matter=${matter}&copy=${copy}`,
  docx: `/api/${desk}/${key}.docx?matter=${matter}`,
  drawn: `/api/${desk}/${key}.svg`,
  side: (no: number) => `/api/${desk}/${key}.png?matter=${matter}&side=${no}`,
  redline: (from: number, to: number | null) => `/api/${desk}/${key}/redline.pdf?matter=${matter}&from=${from}${to === null ? '' : `&to=${to}`}`,
})
