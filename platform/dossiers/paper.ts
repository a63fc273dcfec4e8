/** 专题卷 on paper: a cover, then what lies in it in the order of time, as far as whoever prints it may see. Rule: GN-12 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readDossier } from '../../kernel/dossiers/read.ts'
import type { DossierPage } from '../../kernel/dossiers/shape.ts'
import { maskedFor } from '../../kernel/people/masked.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type Language, languages } from '../../kernel/words.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { withReading } from '../ctx/reading.ts'
import { dayOn } from '../ctx/said-on-paper.ts'
import type { SlipSheet } from '../ctx/slips.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { inFrame, officeName, printedBy, sendPdf } from '../print/frame.ts'

const words = {
  'zh-CN': {
    name: '专题卷',
    field: '领域',
    unit: '立卷单位',
    owner: '立卷人',
    opened: '立卷日期',
    ended: '封卷日期',
    items: '件数',
    files: '附件',
    note: '说明',
    list: '卷内目录',
    none: '无',
  },
  en: {
    name: 'Topic file',
    field: 'Field',
    unit: 'Unit',
    owner: 'Owner',
    opened: 'Opened',
    ended: 'Closed',
    items: 'Matters',
    files: 'Attachments',
    note: 'Note',
    list: 'Contents',
    none: 'None',
  },
} as const
const query = z.object({ id: z.uuid(), language: z.enum(languages).default('zh-CN'), download: z.stringbool().default(false) })

function sheets(page: DossierPage, language: Language, field: string): SlipSheet[] {
  const w = words[language]
  const pair = (head: string, text: string) => ({ head, text })
  const cover: SlipSheet = {
    left: page.title,
    right: '',
    lines: [
      { kind: 'pairs', cells: [pair(w.unit, page.unit.name), pair(w.owner, page.owner.name)] },
      { kind: 'pairs', cells: [pair(w.opened, dayOn(page.openedAt, language)), pair(w.ended, page.endedAt ? dayOn(page.endedAt, language) : '')] },
      { kind: 'pairs', cells: [pair(w.field, field), pair(w.items, String(page.rows.length))] },
      { kind: 'text', head: w.note, text: page.note ?? '', room: 40 },
    ],
    foot: '',
  }
  const list: SlipSheet = {
    left: w.list,
    right: '',
    lines: page.rows.map((row, n) => {
      const names = page.files.filter((file) => file.matter === row.matter).flatMap((file) => file.name ?? [])
      const told = [dayOn(row.registeredAt, language), row.title ?? '', row.holder, names.length > 0 ? `${w.files}：${names.join('；')}` : ''].filter(Boolean).join('　')
      return { kind: 'text', head: `${n + 1}　${row.number ?? ''}`, text: told, room: 0 }
    }),
    foot: '',
  }
  return page.rows.length === 0 ? [cover] : [cover, list]
}

export function dossierFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const path = '/api/dossiers/dossier.pdf'
  app.get(path, { config: { gate: 'matter' } }, async (request, reply) => {
    inFrame(reply)
    const { id, language, download } = mustParse(query, request.query)
    const who = whoOf(request)
    const paper = await withReading(serving, who, 'matter', async (ctx) => {
      const page = maskedFor(ctx, await readDossier(ctx, id, true))
      if (!page) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      const { printed, mark } = printedBy(ctx.office, who.person, ctx.now, language)
      const field = ctx.office.fields.find((one) => one.key === page.field)?.name ?? words[language].none
      const pages = 3 + Math.ceil(page.rows.length / 4)
      return {
        pages,
        set: {
          template: 'slip' as const,
          language,
          name: page.title,
          title: words[language].name,
          office: officeName(ctx.office, ctx.now),
          printed,
          mark,
          code: null,
          sheets: sheets(page, language, field),
          annex: null,
        },
      }
    })
    const { pdf } = await serving.typesetter.set(paper.set, paper.pages)
    await inAct(serving.pools.act, (tx) => recordLook(tx, who.person, null, 'dossier.pdf'))
    return sendPdf(reply, `${paper.set.name}.pdf`, pdf, download)
  })
  mounted.push({ method: 'GET', path, gate: 'matter', contract: null, carries: 'file', keyed: false })
}
