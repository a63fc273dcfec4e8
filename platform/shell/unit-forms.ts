/** 空白表: what a unit fills in on paper or in Excel and hands in with its matter, downloaded on its own page instead of fetched. Rule: BZ-46 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { unitId } from '../../kernel/contract.ts'
import { homeUnits } from '../../kernel/decide/office.ts'
import { unitForms } from '../../kernel/reading/unit-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { sendDownload } from '../http/download.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { type Pages, xlsxStream } from './sheet.ts'

type Form = (typeof unitForms)[number]
interface Blank {
  readonly title: string
  readonly lines: readonly string[]
}
const head = { 'zh-CN': ['编号', '标题', '承办单位', '承办人', '联系电话'], en: ['Number', 'Title', 'Unit', 'Holder', 'Telephone'] } as const
const foot = { 'zh-CN': ['附件', '单位负责人签字', '日期'], en: ['Attachments', 'Signed by the head of the unit', 'Date'] } as const
const blanks: { readonly [F in Form]: { readonly [L in Language]: Blank } } = {
  report: {
    'zh-CN': { title: '办理情况反馈表', lines: ['调查情况', '处理意见', '办理结果', '与诉求人联系情况'] },
    en: { title: 'Report of what was done', lines: ['What was found', 'What is proposed', 'Result', 'Contact with the asker'] },
  },
  extension: {
    'zh-CN': { title: '延期申请表', lines: ['原定时限', '申请延至', '延期理由', '已经办到哪一步'] },
    en: { title: 'Request for more time', lines: ['First due', 'More time until', 'Reason', 'What has been done so far'] },
  },
  refusal: {
    'zh-CN': { title: '退单说明', lines: ['退单依据', '退单理由', '建议承办单位'] },
    en: { title: 'Why it is not ours', lines: ['Ground', 'Reason', 'Unit it should go to'] },
  },
}
async function* pagesOf(lines: readonly string[], unit: string, language: Language): Pages {
  yield lines.map((line) => [line, line === head[language][2] ? unit : ''])
}

export function unitFormFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const path = '/api/matters/unit-form.xlsx'
  app.get(path, { config: { gate: 'signed-in' } }, async (request, reply) => {
    const { form, unit } = mustParse(z.object({ form: z.enum(unitForms), unit: unitId }), request.query)
    const language = languageOf(request)
    const name = await withReading(serving, whoOf(request), 'signed-in', async ({ office, who, now }) => {
      if (!homeUnits(office, who.person, now).includes(unit)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      return office.units.get(unit)?.name ?? ''
    })
    const { title, lines } = blanks[form][language]
    const sheet = { name: title, header: language === 'en' ? ['Item', 'Content'] : ['项目', '内容'], widths: [24, 64], titles: [title] }
    return sendDownload(reply, {
      name: `${title}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: xlsxStream(sheet, pagesOf([...head[language], ...lines, ...foot[language]], name, language)),
    })
  })
  mounted.push({ method: 'GET', path, gate: 'signed-in', contract: null, carries: 'file', keyed: false })
}
