import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeOfficeFolder, type OfficeFolder } from '../../journeys/office-folder.ts'
import { headings, openSheet, sheetCsv } from '../../journeys/open-sheet.ts'
import { verifyDatabase } from '../../kernel/history/verify.ts'
import { instant, officeYear } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { childEnv } from '../../tools/child-env.ts'
import guards from '../guards.generated.json' with { type: 'json' }
import type { Report } from '../import/report.ts'

const now = instant(new Date())
const year = officeYear(now)
const letters = readFileSync(join(projectRoot, 'journeys/letters.jsonl'), 'utf8').trim().split('\n')

describe('./huiyin import：启用日 the day of the cut-over', () => {
  let office: OfficeFolder
  beforeAll(async () => {
    office = await makeOfficeFolder()
  }, 120_000)
  afterAll(async () => {
    await office.close()
    office.remove()
  })
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(office.base, name)
    writeFileSync(path, content)
    return path
  }
  const begin = (args: readonly string[]) =>
    spawn(process.execPath, [join(projectRoot, 'app/cli.ts'), 'import', ...args, '--data', office.data, '--json'], {
      env: childEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const ended = (child: ReturnType<typeof begin>): Promise<{ code: number | null; signal: string | null; said: string; report: Report }> =>
    new Promise((done) => {
      let [said, result] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        result += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      child.on('close', (code, signal) => done({ code, signal, said, report: (result ? JSON.parse(result) : null) as Report }))
    })
  const huiyin = (...args: string[]) => ended(begin(args))
  const rows = <T extends object>(text: string, values: readonly unknown[] = []) => inAct(office.env.pools.act, (tx) => run<T>(tx, text, values))
  const count = async (source: string) => (await rows<{ n: number }>('select count(*)::int as n from letters_letter l where l.source = $1', [source]))[0]?.n ?? 0
  /** Ends it by force as soon as some of it is on record. */
  async function killedInTheMiddle(source: string, ...args: string[]): Promise<number> {
    const child = begin([...args, '--source', source])
    const over = ended(child)
    while ((await count(source)) === 0 && child.exitCode === null) await new Promise((done) => setTimeout(done, 20))
    child.kill('SIGKILL')
    expect(await over).toMatchObject({ code: null, signal: 'SIGKILL' })
    return count(source)
  }

  test('opening balances come from a workbook; what the sheet holds twice or wrongly is told, and the exit code is 3', { timeout: 120_000 }, async () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['说明'], ['']]), '封面')
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['字号', '年度', '已编至'],
        ['信', year, 2000],
        ['信', 2018, 3000],
        ['信', 2017, -1],
      ]),
      '编号',
    )
    const path = put('编号.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array)
    expect(await huiyin('opening-balance', path, '--sheet', '编号')).toMatchObject({
      code: 3,
      report: { written: 2, withoutBalance: ['affairs', 'petitions', 'incoming', 'archives', 'outgoing'], faults: [{ line: 4, code: 'bad-last' }] },
    })
    expect(readFileSync(join(office.data, 'imports/编号.faults.csv'), 'utf8')).toContain('"4","信 2017","bad-last","编号须为不小于零的整数"')
  })
  test('open matters: killed in the middle and begun again, each comes over once (kill -9)', { timeout: 120_000 }, async () => {
    const path = put('在办件.csv', sheetCsv(openSheet(900, 2000, now, 11)))
    const some = await killedInTheMiddle('killed', 'open-matters', path)
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(900)
    expect(await huiyin('open-matters', path, '--source', 'killed')).toMatchObject({
      code: 0,
      report: { written: 900 - some, before: some, faults: [], byStage: { working: expect.any(Number) } },
    })
    expect(await rows('select 1 from letters_letter l join matter m on m.id = l.matter_id group by m.number having count(*) > 1')).toEqual([])
  })
  test('old letters: killed in the middle and begun again, each comes in once; a bad line makes the exit code 3, nothing at all 1', { timeout: 120_000 }, async () => {
    const many = Array.from({ length: 5 }, (_, n) => letters.map((line) => JSON.stringify({ ...JSON.parse(line), id: `${n}-${JSON.parse(line).id}` }))).flat()
    const path = put('old.jsonl', [...many, '{"id":"x"'].join('\n'))
    const some = await killedInTheMiddle('old', 'letters', path)
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(1000)
    const again = await huiyin('letters', path, '--source', 'old')
    expect(again).toMatchObject({ code: 3, report: { lines: 1001, written: 1000 - some, before: some, faults: [{ line: 1001, code: 'not-json' }] } })
    expect(again.report.peakMemoryMiB).toBeLessThan(512)
    expect((await huiyin('letters', put('bad.jsonl', '{}\n'))).code).toBe(1)
  })
  test('an old register with its scans, found by number, by id and by the column; what is missing and what is left over is listed', { timeout: 120_000 }, async () => {
    const folder = join(office.base, 'scans')
    mkdirSync(folder, { recursive: true })
    const pdf = (n: number) => `%PDF-1.7\n% ${n}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF`
    for (const [n, name] of ['信[2018]1号-1.pdf', '信[2018]1号-2.pdf', '0002.pdf', '张三来信.pdf', '无主.pdf'].entries()) writeFileSync(join(folder, name), pdf(n))
    writeFileSync(join(folder, '0005.pdf'), '<html></html>')
    const sheet = [
      ['序号', '编号', '主题', '来文日期', '答复日期', '扫描文件', '备注'],
      ['0001', '信〔2018〕1号', '供水', '2018年3月5日', '2018年3月20日', '', ''],
      ['0002', '', '供电', '2018.4.5', '2018.4.20', '', ''],
      ['0003', '', '供气', '2018-5-5', '2018-5-20', '张三来信.pdf', ''],
      ['0004', '', '供热', '2018-6-5', '2018-6-20', '', ''],
      ['0005', '', '道路', '2018-6-5', '2018-6-20', '', ''],
    ]
    const path = put('2018台账.csv', sheet.map((line) => line.join(',')).join('\n'))
    const look = await huiyin('register', path, '--scans', folder, '--dry-run')
    expect(look).toMatchObject({
      code: 3,
      report: { dryRun: true, written: 3, columns: { 序号: 'id', 扫描文件: 'scan' }, notUsed: ['备注'], missingScans: ['0004'], unmatchedFiles: ['无主.pdf'] },
    })
    expect(await count('2018台账')).toBe(0)
    expect(await huiyin('register', path, '--scans', folder)).toMatchObject({
      code: 3,
      report: {
        written: 3,
        faults: [
          { line: 5, id: '0004', code: 'no-body' },
          { line: 6, id: '0005', code: 'files.kind-not-taken' },
        ],
      },
    })
    const kept = await rows<{ number: string; state: string; id: string; names: string[] }>(
      `select m.number, m.state, l.source_id as id, (select array_agg(f.name order by f.name) from file f where f.matter_id = m.id) as names
       from letters_letter l join matter m on m.id = l.matter_id where l.source = '2018台账' order by l.source_id`,
    )
    expect(kept).toMatchObject([
      { number: '信〔2018〕1号', state: 'closed', names: ['信[2018]1号-1.pdf', '信[2018]1号-2.pdf'] },
      { number: '信〔2018〕3001号', names: ['0002.pdf'] },
      { number: '信〔2018〕3002号', names: ['张三来信.pdf'] },
    ])
  })
  test('a sheet of its own kind is read by columns said once and saved under a name; days are days however the cells show them', { timeout: 120_000 }, async () => {
    const [row] = openSheet(1, 900, now, 3)
    const other: Record<string, string> = { 信件编号: '我方号', 来文日期: '哪天来的', 办理时限: '限到' }
    const head = headings.map((heading) => other[heading] ?? heading)
    const book = utils.book_new()
    const sheet = utils.aoa_to_sheet([head, headings.map((heading) => row?.[heading])])
    const at = (heading: (typeof headings)[number]) => utils.encode_cell({ r: 1, c: headings.indexOf(heading) })
    // 2026-03-05, as Excel keeps a day
    const serial = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569
    const day = (row?.来文日期 ?? '').slice(0, 10).replaceAll('/', '-')
    sheet[at('来文日期')] = { t: 'n', v: serial(day), z: 'm/d/yy' }
    sheet[at('办理时限')] = { t: 'n', v: serial(row?.办理时限 ?? ''), z: 'd-mmm-yy' }
    utils.book_append_sheet(book, sheet, '在办')
    const path = put('别家.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array)
    expect(await huiyin('open-matters', path, '--dry-run')).toMatchObject({
      code: 1,
      report: { notUsed: ['我方号', '哪天来的', '限到', '序号'].sort((a, b) => head.indexOf(a) - head.indexOf(b)), byReason: { 'no-number': 1 } },
    })
    const said = '我方号=number,哪天来的=registeredAt,限到=firstDue'
    expect(await huiyin('open-matters', path, '--dry-run', '--mapping', '别家', '--columns', said)).toMatchObject({ code: 0, report: { written: 1 } })
    expect(await rows('select 1 from import_mapping')).toEqual([])
    expect(await huiyin('open-matters', path, '--mapping', '别家', '--columns', said)).toMatchObject({ code: 0, report: { written: 1, columns: { 我方号: 'number' } } })
    expect(await huiyin('open-matters', path, '--mapping', '别家')).toMatchObject({ code: 0, report: { written: 0, before: 1 } })
    const [found] = await rows('select m.registered_at from letters_letter l join matter m on m.id = l.matter_id where l.source = $1', ['别家'])
    expect(found).toEqual({ registered_at: instant(`${day}T00:00:00+08:00`) })
  })
  test('affairs come over to their own desk; a CSV as a Chinese spreadsheet saves it is read (GB 18030)', { timeout: 120_000 }, async () => {
    // 序列,年度,已编至 / 交,…,40 in GB 18030
    const gb = (hex: string) => Buffer.from(hex, 'hex')
    const path = put(
      'gb.csv',
      Buffer.concat([gb('d0f2c1d0'), Buffer.from(','), gb('c4eab6c8'), Buffer.from(','), gb('d2d1b1e0d6c1'), Buffer.from('\r\n'), gb('bdbb'), Buffer.from(`,${year},40\r\n`)]),
    )
    expect(await huiyin('opening-balance', path)).toMatchObject({ code: 0, report: { written: 1, withoutBalance: ['petitions', 'incoming', 'archives', 'outgoing'] } })
    const head = '编号,标题,内容,交办领导,登记日期,登记人,办理时限,办理阶段,当前承办'
    const sheet = put('交办.csv', `${head}\n${year}-0007,供暖情况,请报供暖情况。,张怀远,${year - 1}-12-01,孟佳,${year - 1}-12-08,办理中,市住建局 许文涛\n`)
    expect(await huiyin('open-matters', sheet, '--desk', 'affairs', '--number', '{year}-{seq}')).toMatchObject({
      code: 0,
      report: { written: 1, byHolder: { '市住建局 许文涛': 1 } },
    })
    expect(await rows(`select m.number from matter m where m.desk = 'affairs'`)).toEqual([{ number: `交〔${year}〕7号` }])
    expect(await huiyin('open-matters', sheet, '--desk', 'affairs', '--number', '{year}-{seq}')).toMatchObject({ code: 0, report: { written: 0, before: 1 } })
  })
  test('whatever it cannot do it says in one sentence and ends with 1', { timeout: 120_000 }, async () => {
    const path = put('empty.csv', '编号\n')
    for (const [args, said] of [
      [['paper', path], '用法：./huiyin import letters|'],
      [['letters', join(office.base, 'nowhere.csv')], '没有这个文件'],
      [['open-matters', path, '--desk', 'meetings'], '还不能移入在办件'],
      [['letters', path, '--scans', office.base], '只有 import register 带扫描件'],
      [['register', path, '--scans', join(office.base, 'nowhere')], '没有这个文件夹'],
      [['open-matters', path, '--number', '{seq}'], '须含 {year} 和 {seq}'],
      [['register', put('broken.xlsx', 'PK')], '读不了这个工作簿'],
      [['letters', path, '--columns', '编号=nonsense'], '写成 表头=字段'],
    ] as const)
      expect(await huiyin(...args)).toMatchObject({ code: 1, said: expect.stringContaining(said) })
  })
  test('after all of it the history verifies', { timeout: 120_000 }, async () => {
    const found = await withClient(office.env.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: office.env.keys.sealPublic }))
    expect(found.faults).toEqual([])
  })
})
