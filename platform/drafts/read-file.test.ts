import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import type { DraftFileRead } from '../../kernel/drafts/shape.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../ctx/transaction.ts'
import { zipOf } from '../files/inside/samples.ts'
import { faults } from '../http/test-server.ts'
import { type DraftsOffice, openDraftsOffice } from './drafts-office.ts'
import { readDocx } from './read-file.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const run_ = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (inside: string, how = '') => `<w:p>${how ? `<w:pPr>${how}</w:pPr>` : ''}${inside}</w:p>`
/** As Word writes it: parts, their kinds, what points at what. */
const docx = (body: string, more: Readonly<Record<string, string>> = {}) =>
  zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>任务</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>牵头单位</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
const paper = docx(
  [
    p(run_('关于做好供水工作的通知'), '<w:jc w:val="center"/>'),
    p(run_('各县（市、区）人民政府：')),
    p(run_('一、总体要求')),
    p(`${run_('年内改造')}<w:del w:id="1" w:author="甲"><w:r><w:delText>40</w:delText></w:r></w:del><w:ins w:id="2" w:author="甲">${run_('42')}</w:ins>${run_('个小区。')}`),
    table,
    p(run_('（联系人：何雨桐）')),
  ].join(''),
  { 'word/comments.xml': `<w:comments ${W}><w:comment w:id="1" w:author="乙"><w:p>${run_('再核')}</w:p></w:comment></w:comments>` },
)
let o: DraftsOffice
beforeAll(async () => {
  o = await openDraftsOffice(inject('cluster'), 'drafts-file', desks)
}, 120_000)
afterAll(async () => {
  await o.server.close()
  expect(faults).toEqual([])
})
const upload = async (bytes: Uint8Array<ArrayBufferLike>, name: string) => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await o.who.writer.send('POST', '/api/files', form)
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { id: string }).id
}

describe('读入 Word 文档', () => {
  test('读成一稿：层次、表格、附注各归其位；修订按接受读入，批注略去，都说明白、记在案', async () => {
    const [matter, file] = [await o.letter(), await upload(paper, '通知.docx')]
    const answer = await o.get('writer', 'read-file', { matter, file })
    expect(answer.status, answer.text).toBe(200)
    const { draft, ...said } = answer.json as unknown as DraftFileRead
    expect(draft.title).toBe('关于做好供水工作的通知')
    expect(draft.addressees).toEqual(['各县（市、区）人民政府'])
    expect(draft.body.map(({ id: _, ...one }) => one)).toEqual([
      { kind: 'heading', level: 1, text: '总体要求' },
      { kind: 'paragraph', text: '年内改造42个小区。' },
      { kind: 'table', columns: [1, 1], rows: [['任务', '牵头单位']] },
    ])
    expect(draft.remark).toBe('联系人：何雨桐')
    expect(said).toEqual({ tracked: 2, comments: 1, pictures: 0, aside: [] })
    const [last] = await inAct(o.server.serving.pools.act, (tx) =>
      run<{ said: unknown }>(tx, `select e.said from event e where e.move = 'drafts.readFile' order by e.id desc limit 1`, []),
    )
    expect(last?.said).toEqual({ matter, file, tracked: 2, comments: 1, pictures: 0 })
  })

  test('不是 Word 的、坏的、打不开的、解开太大的，都说明白，别的照常', async () => {
    const matter = await o.letter()
    expect(await o.get('writer', 'read-file', { matter, file: await upload(Buffer.from('正文'), '正文.txt') })).toMatchObject({ status: 415, json: { code: 'drafts.not-word' } })
    for (const bytes of [zipOf({ 'word/document.xml': '<w:document' }), docx('').subarray(0, 400), zipOf({ 'word/document.xml': '甲'.repeat(30_000_000) })])
      await expect(readDocx(bytes)).rejects.toMatchObject({ refusal: { code: 'drafts.file-unread' } })
    await expect(readDocx(docx(p(run_('字'.repeat(19_000))).repeat(6)))).rejects.toMatchObject({ refusal: { code: 'drafts.file-too-long' } })
  })

  test('看不见这一件的、不写这一稿的、别人传的文件，都读不到 (invariant 14)', async () => {
    const [matter, file] = [await o.letter(), await upload(paper, '通知.docx')]
    expect((await o.get('stranger', 'read-file', { matter, file })).status).toBe(404)
    expect(await o.get('housing', 'read-file', { matter, file })).toMatchObject({ status: 403, json: { code: 'drafts.may-not-write' } })
    expect((await o.get('second', 'read-file', { matter, file })).status).toBe(404)
  })
})
