/** Every text of a matter that can be searched, by kind: the kernel's own, its draft, each desk's personal texts, and what was taken out of its files. */
import type { DeskRegistry } from '../ctx.ts'
import type { MatterId } from '../ids.ts'
import { type TextKind, textKinds } from '../reading/find-shape.ts'
import { run, type Tx } from '../write/tx.ts'

export interface SearchText {
  readonly matter: MatterId
  readonly kind: TextKind
  readonly text: string
}
/** By matters `$1`; whoever asks has asked `visible()` for them first. */
const kernels: Readonly<Record<TextKind, readonly string[]>> = {
  body: ['select t.matter_id as matter, t.said as text from draft_text t where t.matter_id = any ($1::uuid[])'],
  title: ['select m.id as matter, m.title as text from matter m where m.id = any ($1::uuid[])'],
  report: ['select r.matter_id as matter, r.result_text as text from report r where r.matter_id = any ($1::uuid[])'],
  answer: ['select a.matter_id as matter, a.body as text from answer a where a.matter_id = any ($1::uuid[])'],
  opinion: [
    'select p.matter_id as matter, p.ask as text from assignment p where p.matter_id = any ($1::uuid[])',
    'select p.matter_id as matter, p.opinion as text from assignment p where p.matter_id = any ($1::uuid[])',
  ],
  note: [
    'select n.matter_id as matter, n.text as text from note n where n.matter_id = any ($1::uuid[])',
    'select p.matter_id as matter, p.reason as text from pause p where p.matter_id = any ($1::uuid[])',
    'select c.matter_id as matter, c.text as text from draft_comment c where c.matter_id = any ($1::uuid[])',
  ],
  attachment: [
    'select f.matter_id as matter, f.name as text from file f where f.matter_id = any ($1::uuid[])',
    'select t.matter_id as matter, t.text as text from file_text t where t.matter_id = any ($1::uuid[])',
  ],
}
const isText = (text: unknown): text is string => typeof text === 'string' && text !== ''

/** The desk's own texts, by the names it declares for 依法删除. */
async function bodies(tx: Tx, desks: DeskRegistry, of: ReadonlyMap<string, readonly MatterId[]>): Promise<SearchText[]> {
  const found: SearchText[] = []
  for (const [key, matters] of of) {
    const entry = desks.get(key)
    const names = Object.keys(entry?.desk.texts ?? {})
    if (!entry || names.length === 0) continue
    for (const [matter, detail] of await entry.load(tx, matters))
      for (const name of names) {
        const text = (detail as Readonly<Record<string, unknown>>)[name]
        if (isText(text)) found.push({ matter, kind: 'body', text })
      }
  }
  return found
}

/** @param matters with their desks; the same rule serves the index and the look afterwards, so what is indexed is what is found */
export async function textsOf(
  tx: Tx,
  desks: DeskRegistry,
  matters: readonly { readonly id: MatterId; readonly desk: string }[],
  kinds: readonly TextKind[] = textKinds,
): Promise<ReadonlyMap<MatterId, readonly SearchText[]>> {
  const ids = matters.map((m) => m.id)
  const parts = kinds.flatMap((kind) => kernels[kind].map((text) => `select '${kind}' as kind, x.* from (${text}) x where x.text <> ''`))
  const rows = parts.length > 0 && ids.length > 0 ? await run<SearchText>(tx, parts.join(' union all '), [ids]) : []
  const groups = Map.groupBy(matters, (m) => m.desk)
  const own = kinds.includes('body') ? await bodies(tx, desks, new Map([...groups].map(([desk, list]) => [desk, list.map((m) => m.id)]))) : []
  const order = (one: SearchText) => textKinds.indexOf(one.kind)
  return Map.groupBy(
    [...rows, ...own].sort((a, b) => order(a) - order(b)),
    (one) => one.matter,
  )
}
