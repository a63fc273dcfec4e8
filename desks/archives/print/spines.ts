/** 盒脊 of one run: 全宗号, 年度, 保管期限, 机构（问题）, 起止件号, 盒号, as DA/T 22-2015 asks of the back of a box. */
import { sql } from 'kysely'
import { sheetPaper } from '../../../platform/ctx/reports.ts'
import { boxesOf, pagesIn } from '../boxes.ts'
import { gone, seen } from '../read/archive-sight.ts'
import { spinesAsked } from '../shape.ts'
import { tableAt } from '../terms.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const four = (no: number) => String(no).padStart(4, '0')
/** @throws RefusalError `kernel.not-found`: nothing of that run is archived */
export const spines = sheetPaper({
  key: 'spines',
  power: 'archives.keep',
  asks: spinesAsked,
  write: async (ctx, { year, term, organ, thickness, pages, first, from, to }, language) => {
    const { rows } = await sql<{ no: number; pages: number; fonds: string }>`select i.no, i.pages, i.fonds from archives_item i join matter m on m.id = i.matter_id
      where i.state = 'kept' and i.year = ${year} and i.term = ${term} and i.organ = ${organ} and ${seen(ctx)}
        and i.no between ${from ?? 1} and ${to ?? 9_999_999} order by i.no`.execute(ctx.tx)
    const [one] = rows
    if (!one) throw gone()
    const w = (language === 'en' ? en : zh).spine
    const name = tableAt(ctx.rules, ctx.now)?.table.organs.find((each) => each.code === organ)?.name ?? organ
    // whoever says which items lie in the box has filled it by hand
    const whole = from !== undefined || to !== undefined ? Number.MAX_SAFE_INTEGER : (pages ?? pagesIn(thickness))
    return {
      template: 'spine',
      name: `${w.title} ${year} ${organ}`,
      width: thickness,
      spines: boxesOf(rows, whole, first).map((box) => ({
        cells: [
          { head: w.fonds, lines: [one.fonds], high: 28 },
          { head: w.year, lines: [String(year)], high: 28 },
          { head: w.term, lines: [(language === 'en' ? en : zh).terms[term]], high: 34 },
          { head: w.organ, lines: [name], high: 82 },
          { head: w.span, lines: box.from === box.to ? [four(box.from)] : [four(box.from), '—', four(box.to)], high: 50 },
          { head: w.box, lines: [String(box.no)], high: 38 },
        ],
      })),
    }
  },
})
