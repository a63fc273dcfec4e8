/** The files of closed matters as parts of a 件: the first that came is the 正本, the others are attachments. Rule: R-A01, DA/T 22-2015 */
import { type KeptPart, partRoles } from '../archive.ts'
import type { FileId, MatterId } from '../ids.ts'
import { run, type Tx } from '../write/tx.ts'

export async function filesKept(tx: Tx, matters: readonly MatterId[]): Promise<ReadonlyMap<MatterId, readonly KeptPart[]>> {
  const rows = await run<{ id: FileId; matter: MatterId }>(tx, 'select f.id, f.matter_id as matter from file f where f.matter_id = any ($1::uuid[]) order by f.id', [matters])
  const of = Map.groupBy(rows, (row) => row.matter)
  return new Map([...of].map(([matter, files]) => [matter, files.map(({ id }, n): KeptPart => ({ role: n === 0 ? 'original' : 'attachment', file: id, slip: null }))]))
}
export const slipKept = (role: KeptPart['role'], slip: string): KeptPart => ({ role, file: null, slip })
/** In the order they lie: 正本, 定稿, 处理笺, 附件. */
export function inOrder(parts: readonly KeptPart[]): readonly KeptPart[] {
  return [...parts].sort((a, b) => partRoles.indexOf(a.role) - partRoles.indexOf(b.role))
}
