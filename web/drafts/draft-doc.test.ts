import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import { anyDraft } from '../../typeset/draft/sample-drafts.ts'
import { docToDraft, draftToDoc } from './draft-doc.ts'
import { draftNodes } from './draft-schema.ts'

const ids = () => {
  let n = 0
  return () => `n${++n}`
}
const schema = getSchema(draftNodes)
/** What the editor cannot hold otherwise: a list is a line, an empty paragraph alone is no body, an empty run-on is none. */
const held = (draft: Draft): Draft => {
  const list = (all: readonly string[]) =>
    all
      .flatMap((one) => one.split('，'))
      .map((one) => one.trim().replace(/[：:]\s*$/u, ''))
      .filter(Boolean)
  const block = (one: DraftBlock): DraftBlock => {
    if (one.kind !== 'heading' || one.runOn !== '') return one
    const { runOn: _, ...rest } = one
    return rest
  }
  const body = (all: readonly DraftBlock[]) => (all.length === 1 && all[0]?.kind === 'paragraph' && all[0].text === '' ? [] : all.map(block))
  return {
    ...draft,
    addressees: list(draft.addressees),
    copyTo: list(draft.copyTo),
    remark: draft.remark || null,
    body: body(draft.body),
    attachments: draft.attachments.map((one) => ({ ...one, body: body(one.body) })),
  }
}

describe('稿在编辑器里进出不走样', () => {
  test('任何一份稿放进编辑器再取出来，还是那一份', () => {
    fc.assert(
      fc.property(anyDraft, (any) => {
        const draft = held(any)
        expect(docToDraft(draftToDoc(draft, ids()), ids())).toEqual(draft)
      }),
      { numRuns: 200 },
    )
  })
  test('编辑器的结构装得下每一份稿，多一样、少一样都不收', () => {
    fc.assert(
      fc.property(anyDraft, (any) => schema.nodeFromJSON(draftToDoc(held(any), ids())).check()),
      { numRuns: 50 },
    )
    const twice = draftToDoc({ title: '甲', addressees: [], body: [], attachments: [], remark: null, copyTo: [] }, ids())
    expect(() => schema.nodeFromJSON({ ...twice, content: [...(twice.content ?? []), ...(twice.content ?? [])] }).check()).toThrow()
  })
  test('写在标题后面、同一行接着的话仍在同一行；主送的冒号不算名称', () => {
    const draft: Draft = {
      title: '关于防汛的通知',
      addressees: ['各县（区）人民政府', '市政府各部门'],
      body: [{ id: 'a', kind: 'heading', level: 2, text: '加强值守。', runOn: '二十四小时在岗。' }],
      attachments: [],
      remark: null,
      copyTo: [],
    }
    const doc = draftToDoc(draft, ids())
    expect(docToDraft(doc, ids())).toEqual(draft)
    const withColon = {
      ...doc,
      content: (doc.content ?? []).map((one) => (one.type === 'addressees' ? { ...one, content: [{ type: 'text', text: '各县（区）人民政府，市政府各部门：' }] } : one)),
    }
    expect(docToDraft(withColon, ids()).addressees).toEqual(draft.addressees)
  })
})
