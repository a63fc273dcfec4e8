import { describe, expect, test } from 'vitest'
import { ofdPaper } from '../../../journeys/bench/papers/ofd.ts'
import { place } from '../../../journeys/bench/papers/place.ts'
import { readInside } from './read.ts'
import { docxOf, headerOf, ofdOf, pdfOf, xlsxOf, zipOf } from './samples.ts'

const lines = ['关于北苑小区供水管道的情况说明', '阀门井 3 号已于 2026 年 11 月更换。']
const gb = Buffer.from([0xb0, 0xec, 0xc0, 0xed, 0xc7, 0xe9, 0xbf, 0xf6])
const read = async (bytes: Uint8Array, name = '附件') => readInside(bytes, name)
const textOf = async (bytes: Uint8Array) => {
  const says = await read(bytes)
  return says.read ? says.text : null
}

describe('附件文字 what a file says', () => {
  test('DOCX, XLSX, PDF, OFD, TXT in UTF-8 and GB 18030, and archives of them', async () => {
    for (const bytes of [
      docxOf(lines),
      xlsxOf(lines),
      pdfOf(lines),
      ofdOf(lines),
      Buffer.from(lines.join('\n')),
      zipOf({ 'a/说明.docx': docxOf(lines), 'b.pdf': pdfOf(['别的']) }),
    ]) {
      const said = (await textOf(bytes))?.replace(/\s/g, '') ?? ''
      for (const line of lines) expect(said).toContain(line.replace(/\s/g, ''))
    }
    expect(await textOf(gb)).toBe('办理情况')
  }, 60_000)

  test('of a document also head, foot and notes; field codes are no text', async () => {
    const bytes = docxOf(['正文'], { 'word/header1.xml': headerOf('页眉里的字'), 'word/footnotes.xml': headerOf('脚注里的字') })
    expect(await textOf(bytes)).toBe('正文\n脚注里的字\n页眉里的字')
  })

  test('what is too long is cut, and says so', async () => {
    const says = await read(Buffer.from('办理情况。'.repeat(70_000)))
    expect(says).toMatchObject({ read: true, cut: true })
    expect(says.read && says.text.length).toBe(300_000)
  })

  test('broken, locked, bottomless: no text, and nobody waits for it', async () => {
    expect(await read(Buffer.from('%PDF-1.7\nbroken'))).toEqual({ read: false })
    expect(await read(docxOf(lines).subarray(0, 200))).toEqual({ read: false })
    let bomb: Buffer = zipOf({ 'a.txt': Buffer.alloc(30 * 1_048_576, 0x61) })
    expect(await read(bomb)).toEqual({ read: false })
    bomb = zipOf({ 'a.txt': 'a' })
    for (let n = 0; n < 6; n++) bomb = zipOf({ 'a.zip': bomb })
    expect(await read(bomb)).toEqual({ read: false })
  }, 60_000)
})

describe('文件里的密级标志 marks inside (R-C02)', () => {
  const marked: [string, Buffer][] = [
    ['a line of a document', docxOf(['机密', '关于某事的报告'])],
    ['the head of a page', docxOf(['报告'], { 'word/header2.xml': headerOf('秘密★1年') })],
    ['a cell', xlsxOf(['序号', '机密★5年'])],
    ['a PDF', pdfOf(['绝密★长期', '报告'])],
    ['an OFD', ofdOf(['机密★10年', '正文'])],
    ['an OFD, each letter an object of its own', ofdPaper(place([{ text: '机密★10年', size: 16, align: 'left', role: 'line' }]), 3)],
    ['an OFD, the mark alone', ofdOf(['绝密', '正文'])],
    ['a text', Buffer.from('密级：机密\n正文')],
    ['a document in an archive in an archive', zipOf({ 'x/y.zip': zipOf({ '报告.docx': docxOf(['秘密★1年']) }) })],
    ['the name of a file in an archive', zipOf({ '机密.docx': docxOf(['正文']) })],
    ['a sheet inside a document', docxOf(['正文'], { 'word/embeddings/表1.xlsx': xlsxOf(['机密★5年']) })],
    ['an attachment inside an OFD', zipOf({ 'OFD.xml': '<OFD/>', 'Doc_0/Attachs/附件.docx': docxOf(['秘密★3年']) })],
  ]
  test.each(marked)('%s', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ read: true, marked: true })
  })
  test('talk about secrets is none, inside a file as outside', async () => {
    for (const bytes of [docxOf(['请注意保守国家秘密，做好保密工作。']), pdfOf(['商业秘密保护条例']), xlsxOf(['机密性', '完整性']), ofdOf(['保密承诺书'])])
      expect(await read(bytes)).toMatchObject({ read: true, marked: false })
  }, 60_000)
})
