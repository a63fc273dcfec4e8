/** Test support: drafts of every shape, made at random, and one of every form. Nothing here is about anybody. */
import fc from 'fast-check'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'

const han = '各级部门要坚持问题导向逐件登记交办答复做到有着落供水防汛改造老旧小区资金安排任务分解责任单位'
/** Says something, begins and ends with no space, is no number of a level. */
export const words = (most = 30) =>
  fc
    .string({ unit: fc.constantFrom(...han, '，', '、', '2', '0', '%', 'A', '㎡', '𠮷', '（', '）', '：', '<', '&', '"'), minLength: 1, maxLength: most })
    .map((text) => `对${text}的`)
const sentence = words().map((text) => `${text}。`)
const heading = fc
  .record({ level: fc.constantFrom(1, 2, 3, 4), text: words(12), runOn: fc.option(sentence, { nil: undefined }) })
  .map(({ level, text, runOn }) => ({ kind: 'heading', level, ...(runOn === undefined ? { text } : { text: `${text}。`, runOn }) }) as const)
const table = fc
  .record({ wide: fc.integer({ min: 1, max: 4 }), rows: fc.array(fc.array(words(6), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }), lying: fc.boolean() })
  .map(
    ({ wide, rows, lying }) =>
      ({ kind: 'table', columns: Array.from({ length: wide }, (_, n) => n + 1), rows: rows.map((row) => row.slice(0, wide)), ...(lying ? { lying } : {}) }) as const,
  )
const block = fc.oneof(
  sentence.map((text) => ({ kind: 'paragraph', text }) as const),
  heading,
  table,
  words(20).map((names) => ({ kind: 'present', head: '出席', names }) as const),
)
const body = fc.array(block, { maxLength: 8 })
const attachment = fc.record({ title: words(12).map((text) => `${text}方案`), body })
/** Every block is named in the order of the paper, as `normalise` names it. */
export function numbered(draft: Draft): Draft {
  let id = 0
  const named = (list: readonly DraftBlock[]): DraftBlock[] => list.map((one) => ({ ...one, id: `b${++id}` }))
  return { ...draft, body: named(draft.body), attachments: draft.attachments.map((one) => ({ ...one, body: named(one.body) })) }
}
export const anyDraft = fc
  .record({
    title: words(20).map((text) => `关于${text}通知`),
    addressees: fc.uniqueArray(
      words(8).map((text) => text.replace(/[，：（）]/g, '局')),
      { minLength: 1, maxLength: 3 },
    ),
    body: body.filter((list) => list.length > 0),
    attachments: fc.array(attachment, { maxLength: 3 }),
    remark: fc.option(words(15), { nil: null }),
    copyTo: fc.array(
      words(8).map((text) => text.replace(/[，：（）]/g, '局')),
      { maxLength: 3 },
    ),
  })
  .map((draft) => numbered(draft as unknown as Draft))

export const sample: Draft = numbered({
  title: '云溪市人民政府办公室关于做好城镇老旧小区改造工作的通知',
  addressees: ['各县（市、区）人民政府', '市政府各部门、各直属机构'],
  body: [
    { id: 'x', kind: 'paragraph', text: '为做好城镇老旧小区改造工作，现就有关事项通知如下。' },
    { id: 'x', kind: 'heading', level: 1, text: '总体要求' },
    { id: 'x', kind: 'paragraph', text: '坚持问题导向，逐件登记、逐件交办、逐件答复。全年投入3.5亿元。' },
    { id: 'x', kind: 'heading', level: 2, text: '目标任务' },
    { id: 'x', kind: 'heading', level: 3, text: '年内完成改造小区。', runOn: '全年改造老旧小区42个，惠及居民1.8万户。' },
    { id: 'x', kind: 'heading', level: 4, text: '摸清底数。', runOn: '3月底前完成调查。' },
    { id: 'x', kind: 'heading', level: 1, text: '保障措施' },
    { id: 'x', kind: 'paragraph', text: '各县（市、区）要落实资金，按月报送进度。' },
  ],
  attachments: [
    {
      title: '任务分解表',
      body: [
        {
          id: 'x',
          kind: 'table',
          columns: [1, 1],
          rows: [
            ['任务', '牵头单位'],
            ['摸底', '市住房和城乡建设局'],
          ],
        },
      ],
    },
    { title: '资金安排', body: [{ id: 'x', kind: 'paragraph', text: '资金由市、县两级共同安排。' }] },
  ],
  remark: '联系人：何雨桐，电话：0500-80001234',
  copyTo: ['市委各部门', '市人大常委会办公室'],
} as Draft)
