/** Lines of a plain text; where they stand is told by the spaces before them. */
import type { FileLine } from '../../../../kernel/reading/lines-shape.ts'

const MOST = 4_000
const wide = (text: string): number => [...text].reduce((n, c) => n + (c.charCodeAt(0) < 0x2e80 ? 1 : 2), 0)

export function linesOfText(text: string): FileLine[] {
  const rows = text.split(/\r\n?|\n|\f/).map((row) => row.replaceAll('\t', '    ').trimEnd())
  return rows
    .filter((row) => row.trim() !== '')
    .slice(0, MOST)
    .map((row, n) => {
      const before = wide(row.slice(0, row.length - row.trimStart().length))
      return { page: 1, no: n + 1, text: row.trim().slice(0, 2_000), size: null, stands: before > 24 ? 'right' : before > 4 ? 'center' : before > 0 ? null : 'left', box: null }
    })
}
