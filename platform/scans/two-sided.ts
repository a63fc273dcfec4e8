/** 双面, said afterwards for a whole pile: pages without a code become the backs of the pages before them, as if it had been said when it was dropped. */
import { setTwoSided } from '../../kernel/reading/scan-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { mustRecord } from './tray-rows.ts'

interface Sheet {
  readonly id: string
  readonly no: number
  readonly state: string
  readonly reason: string | null
  readonly back_of: string | null
}
/** Backs by their front. A front already entered or set aside takes no back any more: what was done with it stays as it was done. */
export function backsAmong(sheets: readonly Sheet[]): ReadonlyMap<string, string> {
  const backs = new Map<string, string>()
  let front: Sheet | null = null
  for (const sheet of sheets) {
    const mayFollow = front !== null && front.no === sheet.no - 1 && (front.state === 'waiting' || front.state === 'attached')
    if (front && mayFollow && sheet.state === 'waiting' && sheet.reason === 'no-code') {
      backs.set(sheet.id, front.id)
      front = null
    } else front = sheet.back_of === null ? sheet : null
  }
  return backs
}

/** @throws RefusalError `scans.still-splitting` · `kernel.not-found` */
export const handleTwoSided = handle(
  setTwoSided,
  async (ctx, { batch }) => {
    mustRecord(ctx)
    const [pile] = await run<{ state: string }>(ctx.tx, 'select b.state from scan_batch b where b.id = $1 and b.by = $2 for update', [batch, ctx.who.person])
    if (!pile) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    if (pile.state === 'arrived') throw new RefusalError(refuse('scans.still-splitting', {}, 409))
    const sheets = await run<Sheet>(ctx.tx, 'select p.id, p.no, p.state, p.reason, p.back_of from scan_page p where p.batch = $1 order by p.no for update', [batch])
    const backs = backsAmong(sheets)
    for (const [back, front] of backs) await run(ctx.tx, 'update scan_page set back_of = $2, reason = null where id = $1', [back, front])
    await run(ctx.tx, 'update scan_batch set two_sided = true where id = $1', [batch])
    return { n: backs.size }
  },
  'signed-in',
)
