import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { RefusalError } from '../../kernel/refusal.ts'
import { readCodes } from './read-codes.ts'
import { samplePile } from './sample-scans.ts'

const paper = 'GB0626-2005^SZF20261130000012340001^省人民政府办公厅^通知^省政办发〔2026〕88号^^关于做好冬季供暖工作的通知^无^特急^20261128^公开^省人民政府办公厅^20261129^^|'
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
beforeAll(() => prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer }, fireImmediately: true }))

/** As offices print it: the bytes in GB 18030, without a word about it. TextEncoder knows UTF-8 alone, so the table is turned round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) table.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array([...text].flatMap((character) => (character.charCodeAt(0) < 128 ? [character.charCodeAt(0)] : (table.get(character) ?? []))))
}
/** A page at 200 dots an inch with the code in its corner. */
async function pageWith(said: string | Uint8Array, format: 'PDF417' | 'QRCode'): Promise<Buffer> {
  const { image } = await writeBarcode(said, { format, scale: 3 })
  const code = await loadImage(Buffer.from(await (image as Blob).arrayBuffer()))
  const canvas = createCanvas(1654, 2339)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#222'
  context.font = '40px sans-serif'
  for (let n = 0; n < 20; n++) context.fillText('as of the day of this paper', 200, 600 + n * 70)
  context.drawImage(code, 1654 - 120 - code.width, 120)
  return canvas.toBuffer('image/png')
}
const code = (bytes: Buffer) =>
  readCodes(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof RefusalError ? error.refusal.code : String(error)),
  )
describe('读扫描件上的码 the code off a scan', () => {
  test('PDF417 in GB 18030, as upper-level papers carry it, off a picture', async () => expect(await readCodes(await pageWith(gb18030(paper), 'PDF417'))).toEqual([paper]))
  test('a square code in UTF-8', async () => expect(await readCodes(await pageWith(paper, 'QRCode'))).toEqual([paper]))
  test('off the pages of a PDF; a page without a code says nothing', async () => {
    const code = 'HY1O0123456789'
    expect(
      await readCodes(
        samplePile([
          { code: null, blank: true },
          { code, number: '收〔2026〕1号', title: '通知' },
        ] as never),
      ),
    ).toEqual([code])
    expect(await readCodes(samplePile([{ code: null, blank: true }] as never))).toEqual([])
  })
  test.each([
    ['no picture at all', Buffer.from('hello, this is text')],
    ['a PDF that is broken', Buffer.from('%PDF-1.7\nnothing of the kind')],
  ])('%s is refused in words', async (_, bytes) => expect(await code(bytes)).toBe('scans.only-pictures'))
})
