import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type MeasuredSide, measurePdf } from '../../platform/print/measure-official.ts'
import { libreOffice } from '../../tools/allowed-skips.ts'
import type { OfficialPaper } from '../official/document.ts'
import { joint, letter, linesOf, minutes, order, paragraphs, plain, threeAttachments, unsealed, upward } from '../official/golden.ts'
import { layOut } from '../official/lay-out.ts'
import type { Laid } from '../official/page.ts'
import { writeDocx } from './write-docx.ts'

const laid = (paper: OfficialPaper) => layOut(paper) as Laid
const docx = (paper: OfficialPaper) => writeDocx(paper, laid(paper))
async function xmlOf(paper: OfficialPaper): Promise<{ document: string; footers: string; settings: string }> {
  const files = unzipSync(await docx(paper))
  const text = (test: RegExp) =>
    Object.entries(files)
      .flatMap(([name, data]) => (test.test(name) ? [strFromU8(data)] : []))
      .join('\n')
  return { document: text(/^word\/document\.xml$/), footers: text(/^word\/footer\d+\.xml$/), settings: text(/^word\/settings\.xml$/) }
}
const body = (xml: string): string => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => m[1]).join('')

describe('工作稿 the Word copy, read as XML', () => {
  test('margins 34.58, 32.58, 28 and 26 mm, lines of exactly 592 twips, a grid of lines, no space beside digits (R-F04, R-E02)', async () => {
    const { document, settings } = await xmlOf({ ...plain, body: paragraphs(4) })
    expect(document).toMatch(/<w:pgMar w:top="1960" w:right="1474" w:bottom="1847" w:left="1587"/)
    expect(document).toMatch(/<w:docGrid w:type="lines" w:linePitch="592"\/>/)
    const said = document.split('<w:p>').find((p) => p.includes('逐件登记')) ?? ''
    expect(said).toMatch(/w:line="592" w:lineRule="exact"/)
    expect(said).toMatch(/<w:overflowPunct\/><w:autoSpaceDE w:val="0"\/><w:autoSpaceDN w:val="0"\/><w:snapToGrid w:val="0"\/><w:spacing/)
    expect(said).toContain('<w:spacing w:val="-5"/>')
    expect(settings).toContain('<w:evenAndOddHeaders/>')
  })
  test('faces go by the office’s own names and none is brought along (R-F24)', async () => {
    const { document } = await xmlOf(plain)
    const faceOf = (words: string) => /w:eastAsia="([^"]+)"/.exec(document.split('<w:r>').find((r) => r.includes(words)) ?? '')?.[1]
    expect(['云溪市人民政府办公室文件', '一、总体要求', '（一）目标', '1. 年内完成', '各级各部门'].map(faceOf)).toEqual([
      '方正小标宋简体',
      '黑体',
      '楷体_GB2312',
      '仿宋_GB2312',
      '仿宋_GB2312',
    ])
    expect(Object.keys(unzipSync(await docx(plain))).some((name) => /\.(ttf|otf|odttf)$/.test(name))).toBe(false)
  })
  test('numbers of levels are counted, attachments listed as they are titled (R-F22, R-F24)', async () => {
    const text = body((await xmlOf(threeAttachments)).document)
    expect(text).toContain('一、总体要求')
    expect(text).toContain('附件：1. 云溪市城镇老旧小区改造三年行动方案')
    for (const { title } of threeAttachments.attachments) expect(text.split(title).length).toBeGreaterThan(title === '任务分解表' ? 2 : 1)
  })
  test('page numbers: the odd ones to the right, the even to the left, a character in; none where the layout prints none (R-F31)', async () => {
    const { footers } = await xmlOf({ ...plain, body: paragraphs(12), colophon: null })
    expect(footers).toMatch(/<w:ind w:right="316"\/><w:jc w:val="right"\/>/)
    expect(footers).toMatch(/<w:ind w:left="316"\/><w:jc w:val="left"\/>/)
    expect(footers.match(/<w:instrText[^>]*>PAGE/g)).toHaveLength(2)
    const own = await xmlOf({ ...plain, body: linesOf(26), signature: { ...plain.signature, sealed: false } })
    expect(own.document).toContain('<w:type w:val="evenPage"/>')
    expect(own.footers.split('<w:ftr').filter((f) => f.includes('w:p') && !f.includes('PAGE')).length).toBeGreaterThanOrEqual(2)
  })
  test('a lying table has a section of its own, turned', async () => {
    const { document } = await xmlOf(threeAttachments)
    expect(document.match(/w:orient="landscape"/g)).toHaveLength(1)
    expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/)
    expect(document).toContain('<w:tblHeader/>')
  })
  test('a level of secrecy is written on none (R-C01)', async () => {
    for (const paper of [plain, upward, letter]) expect(body((await xmlOf(paper)).document)).not.toMatch(/秘密|机密|绝密/)
  })
})

const full: OfficialPaper = { ...plain, body: [{ kind: 'paragraph', text: '字'.repeat(28 * 66) }] }
const own: OfficialPaper = { ...plain, body: linesOf(26), signature: { ...plain.signature, sealed: false } }
/** Every file in one run of the program, which takes seconds to begin. Blank sides it puts in itself are printed too. */
async function throughWriter(papers: Readonly<Record<string, OfficialPaper>>): Promise<Record<string, MeasuredSide[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-docx-'))
  for (const [name, paper] of Object.entries(papers)) writeFileSync(join(folder, `${name}.docx`), await docx(paper))
  const files = Object.keys(papers).map((name) => join(folder, `${name}.docx`))
  const filter = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const ran = spawnSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, ...files], { timeout: 300_000, encoding: 'utf8' })
  expect(ran.status, ran.stderr).toBe(0)
  return Object.fromEntries(await Promise.all(Object.keys(papers).map(async (name) => [name, await measurePdf(readFileSync(join(folder, `${name}.pdf`)))])))
}
const near = (value: number | undefined, wanted: number, by: number, what: string) =>
  expect(Math.abs((value ?? Number.NaN) - wanted), `${what}: ${value} for ${wanted}`).toBeLessThanOrEqual(by)

describe.skipIf(!libreOffice())('工作稿 the Word copy set by a word processor (needs LibreOffice)', () => {
  test('as many sides as the PDF, 22 lines on a full one, mark and 版记 at their places (R-F02, R-F04, R-F11, R-F30, R-F32)', { timeout: 330_000 }, async () => {
    const papers = { plain, upward, joint, letter, order, minutes, unsealed, full, own, threeAttachments }
    const set = await throughWriter(papers)
    for (const [name, paper] of Object.entries(papers)) expect(set[name]?.length, name).toBe(laid(paper).sides.length)
    const second = (set.full as MeasuredSide[])[1] as MeasuredSide
    const lines = second.lines.filter((l) => l.text.includes('字'))
    expect(lines).toHaveLength(22)
    for (const [n, line] of lines.slice(1).entries()) near(line.baseline - (lines[n]?.baseline ?? 0), 10.446, 0.1, 'pitch')
    for (const line of lines) expect(line.text.length).toBeGreaterThanOrEqual(27)
    for (const name of ['plain', 'upward', 'minutes'] as const) near(await set[name]?.[0]?.redFrom(0), 72, 2.5, `mark of ${name}`)
    near(await set.letter?.[0]?.redFrom(0), 30, 2.5, 'mark of a letter')
    near(await set.order?.[0]?.redFrom(0), 57, 2.5, 'mark of an order')
    for (const name of ['plain', 'upward', 'own'] as const) {
      const rules = await ((set[name] ?? []).at(-1) as MeasuredSide).rules(false)
      near(rules.at(-1)?.y, 262, 1, `last rule of ${name}`)
      expect(rules).toHaveLength(3)
    }
    const blank = (set.own as MeasuredSide[])[2] as MeasuredSide
    expect(blank.lines).toEqual([])
  })
})
