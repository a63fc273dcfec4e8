/** A thin writer of XLSX and CSV, row by row, so that a register of any length leaves without filling memory. */
import { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate } from 'fflate'

export type Cell = string | number | null
/** Cells a spreadsheet would take for a formula begin with an apostrophe. Rule: OWASP CSV injection; stack.md «XLSX» */
export const guarded = (text: string): string => (/^[=+\-@\t\r]|^[\s\u3000]*[=+@＝＋－＠]/u.test(text) ? `'${text}` : text)

const controls = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu
const xml = (text: string) =>
  text
    .toWellFormed()
    .replace(controls, '')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
const columnName = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26))
/** Excel holds 32,767 characters in a cell. */
const CELL = 32_000
function cellText(value: Cell, ref: string, style: number): string {
  const dressed = style > 0 ? ` s="${style}"` : ''
  if (value === null || value === '') return style === 3 ? `<c r="${ref}"${dressed}/>` : ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${ref}"${dressed}><v>${value}</v></c>` : ''
  return `<c r="${ref}"${dressed} t="inlineStr"><is><t xml:space="preserve">${xml(guarded(value).slice(0, CELL))}</t></is></c>`
}
const rowText = (cells: readonly Cell[], no: number, style = 0): string =>
  `<row r="${no}">${cells.map((cell, at) => cellText(cell, `${columnName(at)}${no}`, style)).join('')}</row>`

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageParts = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** 0 plain, 1 a title line, 2 the head of the table, 3 its cells. */
const styles = `${head}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf><xf xfId="0" fontId="2" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" wrapText="1"/></xf><xf xfId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>`
/** What lies beside so many sheets. */
function partsOf(name: string, sheets: number): Readonly<Record<string, string>> {
  const each = Array.from({ length: sheets }, (_, n) => n + 1)
  const title = xml(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 26))
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packageParts}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${each.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packageParts}/relationships"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packageParts}/relationships">${each.map((n) => `<Relationship Id="rId${n}" Type="${relationship}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets + 1}" Type="${relationship}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    'xl/workbook.xml': `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationship}"><sheets>${each.map((n) => `<sheet name="${title}${n > 1 ? ` ${n}` : ''}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
  }
}
const sheetHead = (widths: readonly number[], above: number) =>
  `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${above + 1}" topLeftCell="A${above + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`

export interface Sheet {
  readonly name: string
  readonly header: readonly string[]
  readonly widths: readonly number[]
  /** Lines over the head, each across the whole width, centred. */
  readonly titles?: readonly string[]
  /** 填报单位 on the left, the day on the right; in a workbook one line. */
  readonly above?: { readonly left: string; readonly right: string }
  /** Lines under the last row. */
  readonly below?: readonly string[]
}
/** Rows in pages, as they come from the database. */
export type Pages = AsyncIterable<readonly (readonly Cell[])[]>

/** Excel has 1,048,576 lines on a sheet; what is more goes on on the next. */
const SHEET_ROWS = 1_000_000

export function xlsxStream(sheet: Sheet, pages: Pages, most = SHEET_ROWS): Readable {
  return Readable.from(xlsxChunks(sheet, pages, most))
}
/** One sheet being written: its head, then rows, then what stands under them. */
function writeSheet(zip: Zip, sheet: Sheet, no: number) {
  const body = new ZipDeflate(`xl/worksheets/sheet${no}.xml`, { level: 6 })
  zip.add(body)
  const { titles = [], below = [] } = sheet
  const above = [[sheet.above?.left, sheet.above?.right].filter(Boolean).join('　　')].filter(Boolean)
  const framed = titles.length > 0
  const lines = [...titles.map((line) => ({ line, style: 1 })), ...above.map((line) => ({ line, style: 0 }))]
  const heads = lines.map(({ line, style }, at) => rowText([line], at + 1, style)).join('')
  let row = lines.length + 1
  body.push(strToU8(sheetHead(sheet.widths, lines.length) + heads + rowText(sheet.header, row, framed ? 2 : 0)))
  return {
    write(rows: readonly (readonly Cell[])[]) {
      body.push(strToU8(rows.map((cells) => rowText(cells, ++row, framed ? 3 : 0)).join('')))
    },
    end() {
      const under = below.map((line, at) => rowText([line], row + at + 1)).join('')
      const last = columnName(sheet.header.length - 1)
      const across = [...lines.keys(), ...below.map((_, at) => row + at)].map((at) => `<mergeCell ref="A${at + 1}:${last}${at + 1}"/>`)
      const merged = across.length > 0 && sheet.header.length > 1 ? `<mergeCells count="${across.length}">${across.join('')}</mergeCells>` : ''
      body.push(strToU8(`${under}</sheetData>${merged}</worksheet>`), true)
    },
  }
}
async function* xlsxChunks(sheet: Sheet, pages: Pages, most: number): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  let sheets = 1
  let written = 0
  let open = writeSheet(zip, sheet, sheets)
  for await (const page of pages) {
    for (let from = 0; from < page.length; ) {
      const part = page.slice(from, from + most - written)
      open.write(part)
      from += part.length
      written += part.length
      if (written === most && from < page.length) {
        open.end()
        open = writeSheet(zip, sheet, ++sheets)
        written = 0
      }
    }
    const chunks = ready
    ready = []
    yield* chunks
  }
  open.end()
  for (const [path, text] of Object.entries(partsOf(sheet.name, sheets))) {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    file.push(strToU8(text), true)
  }
  zip.end()
  yield* ready
}

const csvCell = (value: Cell): string => {
  if (value === null) return ''
  const text = typeof value === 'number' ? String(value) : guarded(value.toWellFormed().replace(controls, ''))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
/** With a byte order mark, or Excel reads the Chinese wrong. */
export function csvStream(sheet: Sheet, pages: Pages): Readable {
  return Readable.from(csvChunks(sheet, pages))
}
async function* csvChunks(sheet: Sheet, pages: Pages): AsyncGenerator<string> {
  const lines = (rows: readonly (readonly Cell[])[]) => rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
  yield `\ufeff${lines([sheet.header])}`
  for await (const page of pages) yield lines(page)
}
