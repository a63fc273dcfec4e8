/** 审计记录 as a workbook: the same lines, page by page; who took it away stands among them. Rule: R-C15 */
import type { FastifyInstance } from 'fastify'
import type { Who } from '../../kernel/decide/facts.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { type AuditAsked, readAudit } from '../../kernel/reading/audit.ts'
import { type AuditRow, auditFile } from '../../kernel/reading/audit-shape.ts'
import { chineseDate, officeDate, officeTime } from '../../kernel/time.ts'
import { kernelWords, type Language } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { sendDownload } from '../http/download.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { type Cell, type Pages, type Sheet, xlsxStream } from './sheet.ts'

const PAGE = 500
const gate = { power: 'office.audit' } as const
const path = '/api/audit/list.xlsx'
const headers: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['时间', '人员', '类别', '事项', '对象', '编号', '结果', '详情'],
  en: ['Time', 'Person', 'Kind', 'Act', 'About', 'Number', 'Result', 'Details'],
}
const titles: Readonly<Record<Language, string>> = { 'zh-CN': '审计记录', en: 'Audit' }

function cells(row: AuditRow, language: Language): Cell[] {
  const words = kernelWords[language].audit
  const acts: Readonly<Record<string, string>> = words.acts
  const day = officeDate(row.at as never)
  return [
    `${language === 'en' ? day : chineseDate(day)} ${officeTime(row.at as never)}`,
    row.actor?.name ?? words.nobody,
    words.kinds[row.kind],
    acts[row.what] ?? row.what,
    row.about,
    row.number,
    row.ok ? words.done : words.failed,
    Object.entries(row.facts)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]
}
async function* pagesOf(serving: Serving, who: Who, asked: AuditAsked, language: Language, first: Awaited<ReturnType<typeof readAudit>>): Pages {
  for (let page = first; ; ) {
    yield page.rows.map((row) => cells(row, language))
    const { next } = page
    if (next === null) return
    page = await withReading(serving, who, gate, (ctx) => readAudit(ctx.tx, ctx.office, asked, next, PAGE))
  }
}

export function auditFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  app.get(path, { config: { gate } }, async (request, reply) => {
    const asked = mustParse(auditFile, request.query)
    const who = whoOf(request)
    const language = languageOf(request)
    const first = await withReading(serving, who, gate, (ctx) => readAudit(ctx.tx, ctx.office, asked, undefined, PAGE))
    await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, 'audit.xlsx'))
    const sheet: Sheet = { name: titles[language], header: headers[language], widths: [20, 14, 14, 24, 24, 20, 10, 30] }
    const name = `${titles[language]}-${officeDate(serving.clock.now())}.xlsx`
    return sendDownload(reply, {
      name,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: xlsxStream(sheet, pagesOf(serving, who, asked, language, first)),
    })
  })
  mounted.push({ method: 'GET', path, gate, contract: null, carries: 'file', keyed: false })
}
