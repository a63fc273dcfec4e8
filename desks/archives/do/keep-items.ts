/** 归档: the papers get their 档号, and everything proposed is frozen with it. Rule: R-A01, R-A02, R-A05 */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { lacksOf, type Part } from '../propose.ts'
import { type Drafted, drafted } from '../read/draft-rows.ts'
import { type Group, handOverYear, lastYear, referenceOf } from '../reference.ts'
import { keepItems } from '../shape.ts'
import { type InForceTable, type Term, tableAt } from '../terms.ts'
import { mustBeDrafts } from './items.ts'
import { takeNumbers } from './take-numbers.ts'

type Said = z.output<typeof keepItems.input>['items'][number]
interface Ready extends Drafted {
  readonly said: Said
  readonly group: Group
  readonly all: readonly Part[]
}
const lacking = (one: Drafted, lacks: readonly string[]) => new RefusalError(refuse('archives.lacking', { number: one.own, lacks: [...lacks], unit: String(one.paper.unit) }, 409))

/** @throws RefusalError `archives.lacking`: what, and of which paper · `archives.no-organ` · `archives.not-its-file` */
function ready(said: Said, one: Drafted, { table }: InForceTable, owners: ReadonlyMap<string, { readonly matter: MatterId }>): Ready {
  const all: readonly Part[] = said.parts?.map((part) => ({ ...part, paper: part.file === null && part.slip === null })) ?? one.proposed.parts
  if (all.some((part) => part.file !== null && owners.get(part.file)?.matter !== one.matter)) throw new RefusalError(refuse('archives.not-its-file', { number: one.own }, 409))
  const term: Term | null = said.term ?? one.proposed.term
  const organ = said.organ ?? one.proposed.organ
  const lacks = lacksOf(all, one.paper.needed, term, organ)
  if (!term || !organ || lacks.length > 0) throw lacking(one, lacks)
  if (!table.organs.some(({ code }) => code === organ)) throw new RefusalError(refuse('archives.no-organ', { organ }))
  return { ...one, said, all, group: { fonds: table.fonds, year: said.year ?? one.year, term, organ } }
}
interface Numbered extends Ready {
  readonly no: number
  readonly reference: string
}
/** The whole pile in one statement a table. */
async function write({ tx, now, who }: Ctx, pile: readonly Numbered[], { version, table }: InForceTable): Promise<void> {
  const items = pile.map(({ item, no, group, paper, proposed, all, said }) => ({
    id: item,
    ...group,
    no,
    number: paper.number,
    author: paper.author,
    paper_on: paper.on,
    pages: all.reduce((sum, part) => sum + (part.pages ?? 0), 0),
    remark: said.remark,
    sensitive: said.sensitive,
    table_row: proposed.row?.key ?? null,
    hand_over: handOverYear(group.year, group.term, table.handOver),
    last_year: lastYear(group.year, group.term),
  }))
  await run(
    tx,
    `update archives_item i set state = 'kept', fonds = r.fonds, year = r.year, term = r.term, organ = r.organ, no = r.no, number = r.number, author = r.author, paper_on = r.paper_on,
       pages = r.pages, remark = r.remark, sensitive = r.sensitive, table_row = r.table_row, table_version = $2, hand_over = r.hand_over, last_year = r.last_year,
       archived_at = $3, archived_by = $4, left_why = null, left_at = null, left_by = null
     from json_populate_recordset(null::archives_item, $1::json) r where i.id = r.id`,
    [JSON.stringify(items), version, now, who.person],
  )
  const parts = pile.flatMap(({ item, matter, all }) =>
    all.map((part, n) => ({ item, matter_id: matter, no: n + 1, role: part.role, file: part.file, slip: part.slip, pages: part.pages })),
  )
  await run(tx, 'insert into archives_part select r.* from json_populate_recordset(null::archives_part, $1::json) r', [JSON.stringify(parts)])
}

/**
 * 归档, one 件 or a whole pile: everything is there, the term and 机构 are of the office's own table, the 件号 is the next of its run. All or none.
 * @throws RefusalError `archives.no-table` · `archives.lacking` · `archives.kept-already` · `archives.open-again` · `archives.no-organ` · `archives.not-its-file` · `kernel.not-found`
 * Rule: R-A01, R-A02
 */
export const handleKeepItems = handle(
  keepItems,
  async (ctx, { items }) => {
    const inForce = tableAt(ctx.rules, ctx.now)
    if (!inForce) throw new RefusalError(refuse('archives.no-table', {}, 409))
    const found = await mustBeDrafts(
      ctx,
      items.map((one) => one.item),
    )
    const { all: drafts, files } = await drafted(ctx, found, inForce.table)
    const papers = new Map(drafts.map((one) => [one.item, one]))
    const all = items.map((said) => {
      const one = papers.get(said.item)
      if (!one) throw new RefusalError(refuse('archives.not-kept-here', {}, 409))
      return ready(said, one, inForce, files)
    })
    const numbers = await takeNumbers(
      ctx.tx,
      all.map((one) => one.group),
    )
    const pile = all.map((one, n): Numbered => {
      const no = numbers[n] as number
      return { ...one, no, reference: referenceOf(one.group, no) }
    })
    await write(ctx, pile, inForce)
    for (const { item, matter, reference, all: parts } of pile)
      await recordOfficeAct(ctx, 'archives.keep', { item, matter, reference, parts: parts.length, table: inForce.version })
    return { kept: pile.map(({ item, reference }) => ({ item, reference })) }
  },
  { power: 'archives.keep' },
)
