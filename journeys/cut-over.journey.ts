/** 年中切换: an office begins to work here in the middle of the year, with three hundred letters in hand; the next morning each is where it was. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Report } from '../app/import/report.ts'
import { chineseDate, instant, type OfficeDate, officeDate, officeYear } from '../kernel/time.ts'
import { huiyin } from './command.ts'
import { enterBy, type JourneyOffice, journey, phone } from './journey.ts'
import { agreeAndReply, callBack, draft, openLetter, registered, report, signFor, stands, text } from './letter-steps.ts'
import { makeOfficeFolder } from './office-folder.ts'
import { openSheet, type SheetRow, sheetCsv } from './open-sheet.ts'
import { startProgram } from './server.ts'

const OPENING = 500

/** As the administrator types it, beside the running program. */
async function bring(data: string, ...args: string[]): Promise<{ readonly code: number; readonly report: Report }> {
  const { code, out, complaint } = await huiyin(['import', ...args, '--data', data, '--json'])
  assert.notEqual(out, '', complaint)
  return { code, report: JSON.parse(out) as Report }
}
/** Somebody of this office, through its own door. */
async function enter(office: JourneyOffice, url: string, name: string, how = {}): Promise<Page> {
  const page = await office.another(how)
  await page.goto(url)
  await enterBy(page, name)
  return page
}
/** Where a letter lies, by its number. */
async function pathOf(page: Page, number: string): Promise<string> {
  const found = await page.evaluate(async (number: string) => {
    const answer = await fetch(`/api/letters/ledger?text=${encodeURIComponent(number)}&size=10`, { headers: { 'x-huiyin': '1' } })
    const { rows } = (await answer.json()) as { rows: { matter: string; number: string }[] }
    return rows.find((row) => row.number === number)?.matter ?? ''
  }, number)
  assert.ok(found, `${number} is not in the ledger`)
  return `/letters/${found}`
}
const numberOf = (row: SheetRow) => row.信件编号.replace('[', '〔').replace(']', '〕')
/** As a page says a day: without its year where that is this one. */
const said = (day: string) => chineseDate(day as OfficeDate).replace(/^\d+年/, '')

journey(
  '年中切换：期初编号、三百件在办件移入，次日经办人见到自己的件和首办时限，办到销号，编号接着期初往下走 (R-S13)',
  async ({ office }) => {
    const page = await office.another()
    const now = instant(new Date())
    const year = officeYear(now)
    const made = await makeOfficeFolder()
    await made.close()
    const program = await startProgram([], made.data)
    try {
      const put = (name: string, content: string) => {
        const path = join(made.base, name)
        writeFileSync(path, content)
        return path
      }
      const rows = openSheet(300, OPENING, now, 7)
      const balance = put('编号期初.csv', `序列,年度,已编至\n函,${year},9\n信,${year},${OPENING}\n交,${year},40\n`)
      const sheet = put('在办件.csv', sheetCsv(rows))
      const opened = await bring(made.data, 'opening-balance', balance)
      assert.deepEqual(
        [opened.code, opened.report.written, opened.report.byReason, opened.report.withoutBalance],
        [3, 2, { 'unknown-series': 1 }, ['petitions', 'incoming', 'archives', 'outgoing']],
      )
      const look = await bring(made.data, 'open-matters', sheet, '--dry-run')
      assert.deepEqual([look.code, look.report.written, look.report.faults], [0, 300, []])
      const brought = await bring(made.data, 'open-matters', sheet)
      assert.deepEqual([brought.code, brought.report.written, brought.report.byStage], [0, 300, look.report.byStage])

      // 许文涛 finds what was his yesterday, and nothing else
      const his = rows.filter((row) => row.当前承办 === '市住建局 许文涛' || row.当前承办 === '市住建局')
      const xu = await enter(office, program.url, '许文涛')
      await xu.getByRole('row').filter({ hasText: '信〔' }).first().waitFor()
      const listed = new Set([...(await text(xu.getByRole('main'))).matchAll(/信〔\d{4}〕\d+号/g)].map(([number]) => number))
      for (const row of his) assert.ok(listed.has(numberOf(row)), `${numberOf(row)} is his and not on his desk`)
      const known = new Map(rows.map((row) => [numberOf(row), row]))
      assert.deepEqual(
        [...listed].filter((number) => !his.some((row) => numberOf(row) === number)).map((number) => known.get(number) ?? number),
        [],
      )
      await office.axe(xu, 'the desk on the morning after')
      await office.shot(xu, '次日工作台')

      // one that was put off: due now on the later day, the first one kept
      const later = his.find((row) => row.延期至 && row.延期至 > officeDate(now))
      assert.ok(later, 'the sheet holds a letter that was put off')
      await openLetter(xu, await pathOf(xu, numberOf(later)))
      const head = await text(xu.locator('.matter-page'))
      assert.ok(head.includes(said(later.延期至)), `${later.延期至} is not on the page`)
      assert.ok(head.includes(said(later.办理时限)), `the first due day ${later.办理时限} is not on the page`)
      assert.ok(head.includes('启用时移入'), 'the page says where it came from')
      await office.axe(xu, 'a letter brought over')
      await office.shot(xu, '移入的件')

      // one that is late is late
      const late = his.find((row) => row.办理阶段 === '办理中' && (row.延期至 || row.办理时限) < officeDate(now))
      assert.ok(late, 'the sheet holds a late letter')
      const path = await pathOf(xu, numberOf(late))
      await openLetter(xu, path)
      assert.ok((await text(xu.locator('.matter-page'))).includes('超期'), 'its light is red')

      // and is carried to the end like any other
      await stands(xu, 'working')
      await report(xu, '已派人现场修复，当日恢复。')
      const he = await enter(office, program.url, '何雨桐')
      await draft(he, path, '您好，您反映的问题已派人现场修复，当日恢复。')
      const gao = await enter(office, program.url, '高敏')
      await agreeAndReply(gao, path)
      await callBack(he, path, { solved: '已解决', satisfied: '满意' })
      await stands(he, 'closed')

      // one that lay unsigned is signed for
      const unsigned = his.find((row) => row.办理阶段 === '待签收')
      assert.ok(unsigned, 'the sheet holds a letter not signed for')
      await signFor(xu, await pathOf(xu, numberOf(unsigned)))

      // numbers go on where the old register ended
      const first = await registered(he, { title: '启用后第一件：路灯不亮', body: '启用后登记的第一件，团结路路灯不亮。' })
      const second = await registered(he, { title: '启用后第二件：停水', body: '启用后登记的第二件，幸福里停水。' })
      assert.deepEqual([first.number, second.number], [`信〔${year}〕${OPENING + 1}号`, `信〔${year}〕${OPENING + 2}号`])

      // and once more brings nothing new
      const again = await bring(made.data, 'open-matters', sheet)
      assert.deepEqual([again.code, again.report.written, again.report.before], [0, 0, 300])

      const small = await enter(office, program.url, '许文涛', phone)
      await openLetter(small, await pathOf(small, numberOf(later)))
      await office.axe(small, 'a letter brought over, on the phone')
      await office.shot(small, '手机上的移入件')
      for (const one of [page, xu, he, gao, small]) await one.close()
    } finally {
      await program.stop()
    }
  },
  { within: 300_000 },
)
