/** 字体检查: which font stands for each of the office's faces, and what it cannot write. Contracts, shared with the browser. Rule: standards §1.1 */
import { z } from 'zod'
import { act, reading } from '../contract.ts'

export const fontFaces = ['title', 'fang', 'kai', 'hei', 'song'] as const
const face = z.enum(fontFaces)
export const fontsPage = reading('office.fonts', {
  /** Characters to be looked for: a name. */
  input: z.object({ text: z.string().trim().max(200).default('') }),
  output: z.object({
    digest: z.string(),
    used: z.array(z.object({ face, family: z.string(), file: z.string(), from: z.enum(['office', 'machine', 'program']), proper: z.boolean(), sha256: z.string() })),
    /** Of the text asked for. `missing`: no font has them; `borrowed`: another face lends them. */
    lacks: z.array(z.object({ face, missing: z.string(), borrowed: z.string() })),
    /** Files in the office's own folder. */
    own: z.array(z.object({ file: z.string(), size: z.int() })),
    may: z.object({ change: z.boolean() }),
  }),
})
export type FontsPage = z.output<typeof fontsPage.output>
export const removeFont = act('office.removeFont', { input: z.object({ file: z.string().min(1).max(120) }), output: z.object({}) })
