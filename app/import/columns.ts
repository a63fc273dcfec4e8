/** Which column of an office's own sheet is which field: proposed from the headings, said on the command line, saved under a name. */

import type { Ctx } from '../../kernel/ctx.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import type { What } from '../../kernel/reading/import-shape.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { PlainStop } from '../../platform/plain-stop.ts'

export type { What }
/** Heading → field. */
export type Columns = Readonly<Record<string, string>>

const letter = {
  title: ['标题', '主题', '事由', '信件标题', '来信标题'],
  body: ['内容', '来信内容', '诉求内容', '反映内容', '主要内容', '摘要'],
  name: ['姓名', '来信人', '来信人姓名', '反映人', '联系人'],
  phone: ['电话', '联系电话', '手机', '来电号码'],
  place: ['地点', '发生地点', '问题属地'],
}
const old = {
  ...letter,
  id: ['id', 'ID', '序号', '信件id', '流水号'],
  number: ['编号', '信件编号', '来信编号', '登记编号'],
  receivedAt: ['来文日期', '来信日期', '收信日期', '登记日期', '受理时间', '来信时间'],
  repliedAt: ['答复日期', '回复日期', '办结日期', '答复时间', '回复时间', '办结时间'],
  reply: ['答复', '答复内容', '回复内容', '办理结果', '办理情况'],
  author: ['账号', '用户编号', '留言用户'],
  unit: ['承办单位', '办理单位', '责任单位', '主办单位'],
}
/** Fields of each kind of sheet, with what offices call them. */
export const fields: Readonly<Record<What, Readonly<Record<string, readonly string[]>>>> = {
  letters: old,
  register: { ...old, scan: ['扫描件', '扫描文件', '文件名', '附件'] },
  'open-matters': {
    ...letter,
    number: ['编号', '信件编号', '来信编号', '登记编号', '来文编号'],
    registeredAt: ['登记日期', '来文日期', '来信日期', '收信日期', '登记时间', '受理时间', '来信时间'],
    address: ['地址', '联系地址', '通信地址'],
    asker: ['交办领导', '交办人', '批示领导', '交办单位'],
    relayedBy: ['转达人', '转办人'],
    way: ['交办方式', '方式'],
    channel: ['来源', '来信方式', '来信渠道'],
    kind: ['类别', '诉求类别', '信件类别', '诉求类型'],
    urgency: ['缓急', '紧急程度'],
    stage: ['阶段', '办理阶段', '状态', '办理状态', '当前环节'],
    holder: ['现承办人', '当前承办', '承办人', '责任人', '当前办理人', '在谁手里'],
    unit: ['承办单位', '主办单位', '责任单位', '办理单位'],
    registrar: ['登记人', '首问责任人'],
    helpers: ['协办单位', '协办'],
    ask: ['交办意见', '拟办意见', '批示意见'],
    firstDue: ['首办时限', '办理时限', '原定时限', '应办结日期', '限办日期'],
    due: ['现时限', '延期至', '现办理时限', '延期后时限'],
    assignedAt: ['交办日期', '交办时间', '转办日期'],
    acceptedAt: ['签收日期', '签收时间'],
    extendedAt: ['延期日期', '延期批准日期'],
    reportedAt: ['报结日期', '报结时间', '反馈日期'],
    result: ['办理结果', '结果类别'],
    resultText: ['办理情况', '反馈情况', '报结情况'],
    reply: ['答复内容', '答复', '回复内容'],
    repliedAt: ['答复日期', '回复日期', '答复时间'],
  },
  'opening-balance': {
    series: ['序列', '编号序列', '字号', '文种', '台账'],
    year: ['年度', '年份', '年'],
    last: ['已编至', '最后编号', '已用至', '期初编号', '末号'],
    why: ['依据', '说明', '备注'],
  },
}
const plain = (heading: string) => heading.replace(/[\s*＊:：]/g, '').replace(/[（(].*[)）]$/, '')

/** What the headings seem to say; a field is taken once, by the heading that names it best. */
export function proposed(what: What, headings: readonly string[]): Columns {
  const found: Record<string, string> = {}
  const taken = new Set<string>()
  const take = (heading: string, field: string | undefined) => {
    if (field === undefined || taken.has(field) || heading in found) return
    found[heading] = field
    taken.add(field)
  }
  for (const heading of headings) take(heading, heading in fields[what] ? heading : undefined)
  const known = Object.entries(fields[what])
  const most = Math.max(...known.map(([, names]) => names.length))
  for (let rank = 0; rank < most; rank++) for (const heading of headings) take(heading, known.find(([, names]) => names[rank] === plain(heading))?.[0])
  return Object.fromEntries(headings.flatMap((heading) => (found[heading] ? [[heading, found[heading]]] : [])))
}

/** `来文日期=receivedAt,序号=id`. @throws PlainStop for a field this kind of sheet does not have */
export function saidColumns(what: What, said: string): Columns {
  const pairs = said.split(/[,，]/).map((pair) => pair.split('=').map((part) => part.trim()))
  const wrong = pairs.find(([heading, field]) => !heading || !field || !(field in fields[what]))
  if (wrong)
    throw new PlainStop(
      `“${wrong.join('=')}”不对：写成 表头=字段，字段有 ${Object.keys(fields[what]).join('、')}。`,
      `"${wrong.join('=')}" is wrong: write HEADING=FIELD, of ${Object.keys(fields[what]).join(', ')}.`,
    )
  return Object.fromEntries(pairs) as Columns
}

export async function savedColumns(tx: Tx, what: What, name: string): Promise<Columns | null> {
  const [row] = await run<{ columns: Columns }>(tx, 'select m.columns from import_mapping m where m.what = $1 and m.name = $2', [what, name])
  return row?.columns ?? null
}
/** On record, like every act on the office itself. */
export async function saveColumns(ctx: Pick<Ctx, 'tx' | 'act' | 'now' | 'who'>, what: What, name: string, columns: Columns): Promise<void> {
  await run(
    ctx.tx,
    `insert into import_mapping (what, name, columns, by, at) values ($1, $2, $3::json, $4, $5)
     on conflict (what, name) do update set columns = excluded.columns, by = excluded.by, at = excluded.at`,
    [what, name, JSON.stringify(columns), ctx.who.person, ctx.now],
  )
  await recordOfficeAct(ctx, 'import.columns', { what, columns: Object.keys(columns).length })
}

/** The fields of one line; what no column feeds is not there. A cell under the field's own name needs no column. */
export function mapped(what: What, columns: Columns, cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const field of Object.keys(fields[what])) if (Object.hasOwn(cells, field)) out[field] = cells[field]
  for (const [heading, field] of Object.entries(columns)) if (Object.hasOwn(cells, heading)) out[field] = cells[heading]
  return out
}
