import { buffer } from 'node:stream/consumers'
import { read, utils } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { csvStream, type Pages, type Sheet, xlsxStream } from './sheet.ts'

const sheet: Sheet = {
  name: '台账/一',
  header: ['编号', '标题'],
  widths: [18, 50],
  titles: ['云溪市人民政府办公室'],
  above: { left: '填报单位', right: '2026年1月5日' },
  below: ['审核：'],
}
async function* pagesOf(rows: number, size: number): Pages {
  for (let at = 0; at < rows; at += size) yield Array.from({ length: Math.min(size, rows - at) }, (_, n) => [at + n + 1, `第${at + n + 1}件`])
}
const rowsOf = (book: ReturnType<typeof read>, name: string) => utils.sheet_to_json<(string | number)[]>(book.Sheets[name] ?? {}, { header: 1 })

describe('导出的表 a ledger as a file', () => {
  test('what is more than a sheet holds goes on on the next, under the same heading; nothing is lost or twice', async () => {
    for (const rows of [0, 9, 10, 11, 35]) {
      const book = read(await buffer(xlsxStream(sheet, pagesOf(rows, 7), 10)))
      expect(book.SheetNames).toHaveLength(Math.max(1, Math.ceil(rows / 10)))
      expect(book.SheetNames[0]).toBe('台账 一')
      const found = book.SheetNames.flatMap((name) => {
        const all = rowsOf(book, name)
        expect(all.slice(0, 3)).toEqual([['云溪市人民政府办公室'], ['填报单位　　2026年1月5日'], ['编号', '标题']])
        expect(all.at(-1)).toEqual(['审核：'])
        return all.slice(3, -1).map((row) => row[0])
      })
      expect(found).toEqual(Array.from({ length: rows }, (_, n) => n + 1))
    }
  })
  test('only what is taken is fetched: whoever stops reading stops the database, in either form', async () => {
    for (const make of [xlsxStream, csvStream]) {
      let fetched = 0
      async function* counted(): Pages {
        for await (const page of pagesOf(1_000_000, 500)) {
          fetched++
          yield page
        }
      }
      const stream = make(sheet, counted())
      for await (const _ of stream) if (fetched > 0) break
      await new Promise((done) => setTimeout(done, 50))
      expect(fetched).toBeLessThan(60)
    }
  })
})
