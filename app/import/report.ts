/** What a run of an import tells: how many came in or would, by stage and by holder, what was refused and why, how the columns were read. */
import type { Words } from '../cli/command.ts'
import { desks } from '../desks.ts'
import type { Carried, LineFault } from './carry.ts'
import type { Columns, What } from './columns.ts'
import { faultWords } from './fault-sheet.ts'

export interface Report extends Carried {
  readonly what: What
  /** Whose stages are told. */
  readonly desk: string
  readonly source: string
  readonly dryRun: boolean
  readonly columns: Columns
  /** Headings nobody reads. */
  readonly notUsed: readonly string[]
  readonly byStage: Readonly<Record<string, number>>
  readonly byHolder: Readonly<Record<string, number>>
  readonly byReason: Readonly<Record<string, number>>
  /** Numbers that clash with what is on record. */
  readonly clashes: readonly string[]
  readonly missingScans?: readonly string[]
  readonly unmatchedFiles?: readonly string[]
  readonly withoutBalance?: readonly string[]
  readonly faultSheet: string | null
  /** The most this process held, in MiB. */
  readonly peakMemoryMiB: number
}
/** How many of each, the most first. */
export function tally(keys: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a))
}
export const reasons = (faults: readonly LineFault[]): Record<string, number> => tally(faults.map((f) => f.code))
export const clashesOf = (faults: readonly LineFault[]): string[] => faults.filter((f) => ['number-taken', 'number-beyond', 'series-begun'].includes(f.code)).map((f) => f.id)

const MOST = 30
const list = (of: Readonly<Record<string, number>>, called: (key: string) => string) =>
  Object.entries(of)
    .slice(0, MOST)
    .map(([key, n]) => `  ${called(key)}  ${n}`)
const section = (head: string, lines: readonly string[]) => (lines.length > 0 ? ['', head, ...lines] : [])
const some = (names: readonly string[]) => names.slice(0, MOST).map((name) => `  ${name}`)

function text(r: Report, en: boolean): string {
  const w = (zh: string, english: string) => (en ? english : zh)
  const wordsOf = (key: string) => desks.find(({ desk }) => desk.key === key)?.words[en ? 'en' : 'zh-CN']
  const stages: Readonly<Record<string, string>> = wordsOf(r.desk)?.states ?? {}
  const words = (code: string) => {
    const fault = r.faults.find((f) => f.code === code) ?? { code }
    return en ? faultWords(fault).en : faultWords(fault).zh
  }
  const first = r.dryRun
    ? w(
        `试运行，未写入：共 ${r.lines} 行，可导入 ${r.written} 件，此前已导入 ${r.before} 件，不能导入 ${r.faults.length} 行。`,
        `Dry run, nothing written: ${r.lines} lines, ${r.written} would come in, ${r.before} came before, ${r.faults.length} would not.`,
      )
    : w(
        `共 ${r.lines} 行：新导入 ${r.written} 件，此前已导入 ${r.before} 件，未导入 ${r.faults.length} 行${r.faultSheet ? `，原因见 ${r.faultSheet}` : ''}。`,
        `${r.lines} lines: ${r.written} imported now, ${r.before} before, ${r.faults.length} not imported${r.faultSheet ? `; see ${r.faultSheet}` : ''}.`,
      )
  const lines = r.dryRun ? r.faults.slice(0, MOST).map((f) => `  ${w(`第 ${f.line} 行`, `line ${f.line}`)}  ${f.id}  ${en ? faultWords(f).en : faultWords(f).zh}`) : []
  return [
    first,
    ...(r.dryRun
      ? section(
          w('列的对应', 'Columns'),
          Object.entries(r.columns).map(([heading, field]) => `  ${heading} → ${field}`),
        )
      : []),
    ...(r.dryRun && r.notUsed.length > 0 ? section(w('未用的列', 'Columns not used'), some(r.notUsed)) : []),
    ...section(
      w('按阶段', 'By stage'),
      list(r.byStage, (key) => stages[key] ?? key),
    ),
    ...section(
      w('按承办', 'By holder'),
      list(r.byHolder, (key) => key),
    ),
    ...section(w('未导入的原因', 'Why not'), list(r.byReason, words)),
    ...section(w('编号冲突', 'Numbers that clash'), some(r.clashes)),
    ...section(w('缺扫描件', 'Without a scan'), some(r.missingScans ?? [])),
    ...section(w('没有对应条目的文件', 'Files without a row'), some(r.unmatchedFiles ?? [])),
    ...section(w('本年尚无期初编号的序列', 'Series without a balance this year'), some((r.withoutBalance ?? []).map((key) => wordsOf(key)?.name ?? key))),
    ...section(w('逐行', 'Line by line'), lines),
  ].join('\n')
}
export const inWords = (report: Report): Words => ({ zh: text(report, false), en: text(report, true) })
