import { getSchema } from '@tiptap/core'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { draftToDoc } from './draft-doc.ts'
import { draftNodes } from './draft-schema.ts'
import { askedAt } from './offer-at.ts'

const schema = getSchema(draftNodes)
/** The cursor at the end of one paragraph that says this. */
function typed(text: string) {
  const doc = schema.nodeFromJSON(draftToDoc({ title: '', addressees: [], body: [{ id: 'a', kind: 'paragraph', text }], attachments: [], remark: null, copyTo: [] }, () => 'n'))
  const state = EditorState.create({ doc })
  let end = 0
  doc.descendants((node, at) => {
    if (node.type.name === 'paragraph') end = at + 1 + node.content.size
  })
  return { asked: askedAt(state.apply(state.tr.setSelection(TextSelection.create(doc, end)))), end }
}
describe('输入 @ (BZ-27)', () => {
  test('@ 后面的字就是要找的；选定以后连 @ 一起换掉', () => {
    const { asked, end } = typed('请@住建')
    expect(asked).toEqual({ from: end - 3, to: end, q: '住建' })
    expect(typed('＠云政办发〔2026〕1').asked?.q).toBe('云政办发〔2026〕1')
    expect(typed('@').asked?.q).toBe('')
  })
  test('邮箱地址里的 @、已经写过去的 @ 不算', () => {
    for (const text of ['yunxi@yunxi', '联系 a.b@c', '@住建，', '@住建 局', '没有']) expect(typed(text).asked, text).toBeNull()
  })
})
