/** 每周专报 on paper: its sentences with the numbers as they were frozen. */
import { hasPower } from '../../../kernel/decide/office.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addDays, chineseDate, officeDate } from '../../../kernel/time.ts'
import type { HandledReport } from '../../../platform/ctx/reports.ts'
import { headOf, weeklyById } from '../read/weekly-rows.ts'
import { namedNumbers, onPaper, plainText, titles } from '../weekly-words.ts'

const numerals = '一二三四五六七八九十'
export const weeklyPaper: HandledReport = {
  key: 'weekly-paper',
  power: 'letters.read-weekly',
  async write(ctx, id) {
    const row = await weeklyById(ctx, id)
    const mayDraft = ['letters.draw-weekly', 'letters.issue-weekly'].some((power) => hasPower(ctx.office, ctx.who.person, power, ctx.now))
    if (!row || (row.issued_at === null && !mayDraft)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const { number } = headOf(ctx, row)
    const named = namedNumbers(row.numbers)
    const linesOf = (text: string) => plainText(text, row.numbers, named).split('\n')
    const sections = row.blocks.filter((block) => block.text.trim() !== '')
    return {
      title: titles[row.kind],
      issue: number ?? onPaper.notIssued,
      office: onPaper.office,
      date: chineseDate(row.issued_at === null ? row.week : officeDate(row.issued_at)),
      span: `${chineseDate(addDays(row.week, -7))}至${chineseDate(addDays(row.week, -1))}`,
      sections: sections.map((block, at) => ({ heading: `${numerals[at]}、${block.heading}`, lines: linesOf(block.text).filter((line) => line.trim() !== '') })),
      signed: row.issued_by === null ? '' : `${onPaper.signedBy}　${ctx.office.persons.get(row.issued_by)?.name ?? ''}`,
    }
  },
}
