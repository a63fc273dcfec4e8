/** HTML of a paste, or of a Word document, as plain lines and tables in their order. Nothing of its look is kept but what tells what a line is. */
import { Parser } from 'htmlparser2'

export interface HtmlLine {
  readonly kind: 'line'
  readonly text: string
  /** Numbered by the program it comes from: how deep; 0: not. */
  readonly counted: number
  /** A heading of the page (h1), or set in the middle. */
  readonly headed: boolean
  readonly part: string | null
  /** Stated level of a heading, and how much of the text it is (our own HTML). */
  readonly level: number
  readonly headLength: number
}
export interface HtmlTable {
  readonly kind: 'table'
  readonly rows: readonly (readonly string[])[]
  readonly columns: readonly number[] | null
  readonly lying: boolean
}
export type HtmlPiece = HtmlLine | HtmlTable

const blocks = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'blockquote',
  'pre',
  'center',
  'dd',
  'dt',
  'dl',
  'hr',
  'header',
  'footer',
  'figure',
  'figcaption',
  'form',
  'address',
  'main',
  'aside',
  'nav',
  'caption',
  'body',
  'html',
])
/** What is in them was never seen by anybody. */
const unseen = new Set(['script', 'style', 'head', 'title', 'xml', 'template', 'noscript', 'iframe', 'object', 'svg'])
const HAN = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f'
const brokenHan = new RegExp(`(?<=[${HAN}])[ \\t]*[\\r\\n]+[ \\t]*(?=[${HAN}])`, 'g')
/** Spaces as a reader sees them: a line of HTML broken within Chinese is no space; what leads and trails is indent. */
export const tidy = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(brokenHan, '')
    .replace(/[\t\r\n\f\v\u00a0\u2002\u2003\u2009 ]+/g, ' ')
    .replace(/[\p{Cc}\u200b-\u200f\u2028\u2029\ufeff]/gu, '')
    .replace(/^[ \u3000]+|[ \u3000]+$/g, '')

interface Cell {
  text: string
  readonly wide: number
}
interface OpenTable {
  readonly rows: string[][]
  row: string[] | null
  cell: Cell | null
  readonly columns: readonly number[] | null
  readonly lying: boolean
}
const numbers = (said: string | undefined): number[] | null => {
  const list = (said ?? '').split(' ').map(Number)
  return said && list.every((n) => n > 0 && n <= 1000) ? list : null
}

/** @returns lines that say something, and tables, in their order; a table within a table is read into its cell */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = []
  const tables: OpenTable[] = []
  let [text, part, level, headLength, headed, unseenDepth, pre] = ['', null as string | null, 0, 0, false, 0, 0]
  const lists: string[] = []
  let counted = 0
  const endLine = () => {
    const table = tables.at(-1)
    if (table) {
      if (table.cell) table.cell.text += ' '
      return
    }
    const head = level > 0 && headLength > 0 ? tidy(text.slice(0, headLength)) : ''
    const said = head === '' ? tidy(text) : `${head}${tidy(text.slice(headLength))}`
    if (said !== '') pieces.push({ kind: 'line', text: said, counted, headed, part, level, headLength: head.length })
    ;[text, part, level, headLength, headed, counted] = ['', null, 0, 0, false, 0]
  }
  const endTable = () => {
    const table = tables.pop()
    if (!table) return
    const rows = table.rows.filter((row) => row.length > 0)
    const wide = Math.max(0, ...rows.map((row) => row.length))
    const even = rows.map((row) => [...row, ...Array.from({ length: wide - row.length }, () => '')])
    const outer = tables.at(-1)
    if (outer?.cell) outer.cell.text += even.map((row) => row.join(' ')).join(' ')
    else if (even.some((row) => row.some((cell) => cell !== '')))
      pieces.push({ kind: 'table', rows: even, columns: table.columns?.length === wide ? table.columns : null, lying: table.lying })
  }
  const parser = new Parser(
    {
      onopentag(name, said) {
        if (unseen.has(name)) unseenDepth++
        if (unseenDepth > 0) return
        if (name === 'table') {
          endLine()
          tables.push({ rows: [], row: null, cell: null, columns: numbers(said['data-columns']), lying: said['data-lying'] === 'true' })
          return
        }
        const table = tables.at(-1)
        if (table && name === 'tr') {
          table.row = []
          table.rows.push(table.row)
        } else if (table && (name === 'td' || name === 'th')) {
          if (!table.row) {
            table.row = []
            table.rows.push(table.row)
          }
          table.cell = { text: '', wide: Math.min(30, Math.max(1, Number(said.colspan) || 1)) }
        } else if (name === 'br') endLine()
        else if (blocks.has(name)) {
          endLine()
          if (name === 'ul' || name === 'ol') lists.push(name)
          if (name === 'pre') pre++
          if (name === 'li' && lists.at(-1) === 'ol') counted = lists.filter((one) => one === 'ol').length
          part = said['data-part'] ?? null
          level = Number(said['data-level']) || 0
          headed = name === 'h1' || name === 'center' || said.align === 'center' || /text-align:\s*center/.test(said.style ?? '')
        }
      },
      ontext(said) {
        if (unseenDepth > 0) return
        const table = tables.at(-1)
        if (table) {
          // what stands in a table beside its cells is of no cell
          if (table.cell) table.cell.text += said
          return
        }
        if (pre === 0) text += said
        else
          for (const [n, line] of said.split(/\r?\n/).entries()) {
            if (n > 0) endLine()
            text += line
          }
      },
      onclosetag(name) {
        if (unseen.has(name)) unseenDepth = Math.max(0, unseenDepth - 1)
        if (unseenDepth > 0) return
        const table = tables.at(-1)
        if (name === 'table') endTable()
        else if (table && (name === 'td' || name === 'th') && table.cell && table.row) {
          table.row.push(tidy(table.cell.text), ...Array.from({ length: table.cell.wide - 1 }, () => ''))
          table.cell = null
        } else if (name === 'strong' && level > 0 && headLength === 0) headLength = text.length
        else if (blocks.has(name)) {
          endLine()
          if (name === 'ul' || name === 'ol') lists.pop()
          if (name === 'pre') pre = Math.max(0, pre - 1)
        }
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  while (tables.length > 0) endTable()
  endLine()
  return pieces
}
