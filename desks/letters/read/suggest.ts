/** 类别和单位建议: by what closed letters taught, with the words that spoke for it; silent where it is not sure enough. */
import { run, type Tx } from '../../../kernel/write/tx.ts'
import type { Taught } from '../do/learn-nightly.ts'
import { unpackModel } from '../learn/kept.ts'
import { guess, type Model, strongest } from '../learn/model.ts'
import type { Told } from '../learn/pieces.ts'

export interface Suggested {
  readonly is: string
  readonly words: readonly string[]
}
interface Used {
  readonly what: Taught
  readonly digest: string
  readonly silent_below: number
}
/** Unpacked once per process; a digest never means another model. */
const unpacked = new Map<string, Model>()
const AT_MOST = 6

async function modelOf(tx: Tx, { what, digest }: Used): Promise<Model | null> {
  const known = unpacked.get(digest)
  if (known) return known
  const [row] = await run<{ body: Buffer }>(tx, 'select o.body from letters_model o where o.what = $1 and o.digest = $2 and o.body is not null limit 1', [what, digest])
  if (!row) return null
  const model = unpackModel(row.body)
  if (unpacked.size >= AT_MOST) unpacked.delete(unpacked.keys().next().value as string)
  unpacked.set(digest, model)
  return model
}
/** Only what is surer than the threshold the model was given with. */
export async function suggested(tx: Tx, told: Told): Promise<Partial<Record<Taught, Suggested>>> {
  const used = await run<Used>(
    tx,
    'select distinct on (o.what) o.what, o.digest, o.silent_below from letters_model o where o.body is not null and o.silent_below is not null order by o.what, o.id desc',
    [],
  )
  const found: Partial<Record<Taught, Suggested>> = {}
  for (const one of used) {
    const model = await modelOf(tx, one)
    const best = model && guess(model, told)
    if (model && best && best.ahead >= one.silent_below) found[one.what] = { is: best.is, words: strongest(model, told, best.is) }
  }
  return found
}
