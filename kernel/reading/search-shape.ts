/** 查询: by number, by words of the title, by name. Contract, and what may be meant by a typed number. */
import { z } from 'zod'
import { reading } from '../contract.ts'
import { named, workRow } from '../view.ts'

export const search = reading('matters.search', {
  input: z.object({ q: z.string().trim().min(1).max(60), size: z.coerce.number().int().min(1).max(50).default(20) }),
  output: z.object({
    /** The one matter whose number this is. */
    exact: z.object({ id: z.string(), desk: z.string() }).nullable(),
    numbers: z.array(workRow),
    titles: z.array(workRow),
    /** There are more than are listed. */
    more: z.object({ numbers: z.boolean(), titles: z.boolean(), people: z.boolean() }),
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        posts: z.array(z.object({ title: z.string(), unit: named })),
        /** Telephones of his main unit's office. */
        phones: z.array(z.object({ kind: z.enum(['office', 'duty', 'liaison']), value: z.string() })),
      }),
    ),
    units: z.array(z.object({ id: z.string(), name: z.string(), phones: z.array(z.object({ kind: z.enum(['office', 'duty', 'liaison']), value: z.string() })) })),
  }),
})

/** 信[2026]12号, 信（2026）12, 信2026-12, 2026-12, 12: brackets as the office writes them, without spaces. */
const written = (q: string): string =>
  q
    .replace(/\s+/g, '')
    .replace(/[[【（(〔]/g, '〔')
    .replace(/[\]】）)〕]/g, '〕')
/**
 * Numbers a text may mean, in the series of these desks; a number without a year is of this year, 号 may be left out.
 * @param series `信〔{year}〕{seq}号`
 */
export function numbersMeant(q: string, series: readonly string[], year: number): string[] {
  const text = written(q)
  const [, head = '', bracketed, dashed, seq = ''] = /^([^\d〔]*)(?:〔(\d{4})〕|(\d{4})[-—年])?(\d{1,9})号?$/.exec(text) ?? []
  const meant =
    seq === '' ? [] : series.map((one) => one.replace('{year}', bracketed ?? dashed ?? String(year)).replace('{seq}', String(Number(seq)))).filter((one) => one.startsWith(head))
  return [...new Set([text, ...meant])]
}
