/**
 * `npm run bench -- --typeset`: official papers of ten sides set one after another in the typesetter's own process, cold and warm, each text another; what a
 * preview of one side costs; and, where LibreOffice is there, the same texts through it in the same run. Only the ratio may fail. Rule: issue E «Typesetting»
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { quiet } from '../../platform/ctx/house.ts'
import { setOfficial } from '../../platform/print/set-official.ts'
import { openTypesetter, type Typesetter } from '../../platform/typesetter/typesetter.ts'
import { writeDocx } from '../../typeset/docx/write-docx.ts'
import type { OfficialPaper } from '../../typeset/official/document.ts'
import { paragraphs, plain } from '../../typeset/official/golden.ts'
import { layOut } from '../../typeset/official/lay-out.ts'
import type { Laid } from '../../typeset/official/page.ts'

const [WARM, WRITER] = [40, 3] as const
/** How many times faster than a word processor. */
const TARGET = 10
/** Ten sides; no two texts the same, so that nothing is found ready. */
const paperNo = (n: number): OfficialPaper => ({
  ...plain,
  body: paragraphs(51).map((block, k) => (block.kind === 'paragraph' ? { ...block, text: `第${n * 100 + k}件：${block.text}` } : block)),
})
const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now()
  const value = await work()
  return { value, ms: performance.now() - began }
}
const memoryOf = (typesetter: Typesetter): string =>
  typesetter
    .processes()
    .map((pid) => spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim())
    .map((kb) => `${Math.round(Number(kb) / 1024)} MiB`)
    .join(', ')

/** The same papers as Word files, a start of the program each, as an office would call it. @returns milliseconds, or null where it is not there */
async function throughWriter(folder: string): Promise<number[] | null> {
  if (spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status !== 0) return null
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const times: number[] = []
  for (let n = -1; n < WRITER; n++) {
    const paper = paperNo(n + 500)
    const file = join(folder, `paper-${n}.docx`)
    writeFileSync(file, await writeDocx(paper, layOut(paper) as Laid))
    const { value, ms } = await timed(async () =>
      spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], { stdio: 'ignore', timeout: 120_000 }),
    )
    if (value.status !== 0) throw new Error('LibreOffice could not convert it')
    // the first makes its profile
    if (n >= 0) times.push(ms)
  }
  return times
}
export async function benchTypeset(say: (text: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-typeset-'))
  const typesetter = openTypesetter({ fonts: join(folder, 'fonts'), log: quiet, most: 1 })
  try {
    const cold = await timed(() => setOfficial(typesetter, paperNo(0)))
    const warm: number[] = []
    let sides = 0
    for (let n = 1; n <= WARM; n++) {
      const { value, ms } = await timed(() => setOfficial(typesetter, paperNo(n)))
      warm.push(ms)
      sides += value.sides
    }
    const looks: number[] = []
    for (let n = 0; n < 10; n++) looks.push((await timed(() => setOfficial(typesetter, paperNo(200 + n), { sides: { from: 3, to: 3 } }))).ms)
    const layouts: number[] = []
    for (let n = 0; n < 10; n++) layouts.push((await timed(async () => layOut(paperNo(300 + n)))).ms)
    for (const list of [warm, looks, layouts]) list.sort((a, b) => a - b)
    const total = warm.reduce((a, b) => a + b, 0)
    say(`official papers of ${cold.value.sides} sides (${(cold.value.pdf.length / 1024).toFixed(0)} KB), load ${loadavg()[0]?.toFixed(1)}`)
    say(`  the first, with the start of its process: ${cold.ms.toFixed(0)} ms`)
    say(
      `  then p50 ${at(warm, 0.5).toFixed(0)} ms, p95 ${at(warm, 0.95).toFixed(0)} ms; ${((sides * 1000) / total).toFixed(0)} sides a second; its process holds ${memoryOf(typesetter)}`,
    )
    say(`  one side of it, as looked at while writing: p50 ${at(looks, 0.5).toFixed(0)} ms; the layout alone ${at(layouts, 0.5).toFixed(1)} ms`)
    const writer = await throughWriter(folder)
    if (!writer) {
      say('  LibreOffice is not here: nothing to hold it against')
      return true
    }
    const theirs = at(
      writer.toSorted((a, b) => a - b),
      0.5,
    )
    const times = theirs / at(warm, 0.5)
    say(`  the same texts through LibreOffice: p50 ${theirs.toFixed(0)} ms; ${times.toFixed(1)} times (target ${TARGET})`)
    return times >= TARGET
  } finally {
    await typesetter.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
