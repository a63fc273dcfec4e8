/** 本单位收文、发出件签收情况、下发量: on some thousands of papers a page reads a page, and not the history. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { type BulkItem, bulk } from '../../kernel/bulk.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { type ContactId, type MatterId, makeIds, type PersonId } from '../../kernel/ids.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { addMillis, DAY, HOUR, type Instant, instant, millis, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { type HandledReading, withReading } from '../../platform/ctx/reading.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { faults, openTestServer, type TestServer } from '../../platform/http/test-server.ts'
import { declared } from './do/move-paper.ts'
import { freshDetail } from './do/register-paper.ts'
import { readFigures } from './read/figures.ts'
import { readLedger } from './read/ledger.ts'
import { readReceived } from './read/received.ts'
import { readSentDown, readSentDownMatters } from './read/sent-down.ts'
import { readSentOut } from './read/sent-out.ts'
import { checkKeys, registerPaper } from './shape.ts'

const FEW = 400
const MANY = 4_000
/** Of so many of the first pile nobody has read anything yet. */
const UNREAD = 25
let server: TestServer
const people = new Map<string, PersonId>()
const units = new Map<string, string>()
const of = (name: string) => people.get(name) as PersonId

beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'incoming-pages', { desks })
  for (const [code, unit, person, username, powers] of [
    ['WD', '文电科', '季红梅', 'jihongmei', ['incoming.register', 'incoming.examine', 'incoming.dispatch', 'incoming.handle', 'incoming.answer', 'incoming.see-all']],
    ['ZJJ', '市住建局', '许文涛', 'xuwentao', ['incoming.handle']],
    ['SLJ', '市水利局', '水清', 'shuiqing', ['incoming.handle']],
  ] as const) {
    const made = await server.unit(code, unit)
    units.set(unit, made.id)
    people.set(person, (await server.person(person, username, made, powers)).id as PersonId)
  }
  await inAct(server.serving.pools.act, async (tx) => {
    await run(tx, `insert into unit (id, name, short, kind, code, from_at) values (gen_random_uuid(), '市政府办公室', '市政府办', 'office', 'ZFB', $1)`, [instant(0)])
    await run(tx, `update unit set kind = 'division', parent = (select id from unit where code = 'ZFB') where code = 'WD'`, [])
    for (const table of ['unit', 'post', 'holding', 'power']) await run(tx, `update ${table} set from_at = $1`, [instant(0)])
  })
}, 120_000)
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})

/** Registered, examined, sent to two departments to read; read by both and filed, but for a few. */
async function grow(from: number, count: number): Promise<void> {
  const clerk = { person: of('季红梅') }
  await inAct(server.serving.pools.act, async (tx) => {
    const ctx = await openCtx(server.serving, tx, clerk)
    let seed = from * 7919
    const byte = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed >> 16
    }
    const idsAt = (at: Instant) =>
      makeIds(
        (n) => Uint8Array.from({ length: n }, byte),
        () => millis(at),
      )
    const items = Array.from({ length: count }, (_, n): BulkItem => {
      const no = from + n
      const at = (hours: number) => addMillis(ctx.now, -900 * DAY + no * 5 * HOUR + hours * HOUR)
      const ids = idsAt(at(0))
      const matter = ids.next<MatterId>()
      const on = { matter, piece: null }
      const told = registerPaper.input.parse({
        title: `关于做好第${no}项工作的通知`,
        sender: '省人民政府办公厅',
        senderNumber: `省政办发〔2026〕${no}号`,
        paperType: 'notice',
        handling: 'read',
      })
      const fresh = freshDetail(told, at(0))
      const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, { name: told.sender })
      const reader = (name: string) => ({ move: 'read', who: { person: of(name) }, at: at(3), input: wordInput.read.parse({ ...on, opinion: null }) })
      return {
        matter,
        contacts: [contact],
        moves: [
          {
            move: 'register',
            who: clerk,
            at: at(0),
            detail: fresh,
            input: wordInput.register.parse({ title: told.title, origin: 'superior', unit: units.get('文电科'), askers: [{ contact: contact.id }] }),
          },
          {
            move: 'examine',
            who: clerk,
            at: at(1),
            detail: { ...fresh, checks: checkKeys.map((key) => ({ key, ok: true, note: null, by: clerk.person as string })) },
            input: wordInput.note.parse({ ...on, text: '初审合格' }),
          },
          {
            move: 'circulate',
            who: clerk,
            at: at(2),
            input: wordInput.circulate.parse({ ...on, to: [{ person: of('许文涛') }, { person: of('水清') }], ask: '请阅', pace: 'together', blocks: true }),
          },
          ...(no < FEW && no >= FEW - UNREAD
            ? []
            : [
                reader('许文涛'),
                reader('水清'),
                { move: 'closeRead', who: clerk, at: at(4), input: (_: MatterFacts) => ({ ...on, result: 'read', text: '已阅，存。', files: [], withoutHelpers: [] }) },
              ]),
        ],
      }
    })
    const { refused } = await bulk(ctx, declared, items, idsAt)
    have = from + count
    if (refused[0]) throw new Error(`${refused[0].move}: ${JSON.stringify(refused[0].refusal)}`)
  })
  await withClient(server.serving.address, 'owner', (client) => client.query('vacuum analyze'))
}
/** What a reading answers, and how many rows of tables and indexes it fetched for it. */
async function asked<T>(name: string, reading: HandledReading, input: object): Promise<{ told: T; read: number }> {
  const parsed = reading.contract.input.parse(input)
  return withReading(server.serving, { person: of(name) }, reading.gate, async (ctx) => {
    const fetched = async () =>
      (await sql<{ n: number }>`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables`.execute(ctx.tx)).rows[0]?.n ?? 0
    const before = await fetched()
    const told = (await reading.run(ctx, parsed)) as T
    return { told, read: (await fetched()) - before }
  })
}
type Page = { readonly rows: readonly { readonly piece: string }[]; readonly next: string | null; readonly counts: Readonly<Record<string, unknown>> }
type Sent = { readonly papers: readonly { readonly matter: string }[]; readonly next: string | null }
const dayOf = (no: number) => officeDate(addMillis(server.serving.clock.now(), -900 * DAY + no * 5 * HOUR))
let have = 0
/** Of a paper of some weeks before the last. */
const month = () => addMillis(server.serving.clock.now(), -900 * DAY + (have - 130) * 5 * HOUR).slice(0, 7)
const questions = {
  '本单位收文，待签收': () => asked('许文涛', readReceived, {}),
  '本单位收文，已办结': () => asked('许文涛', readReceived, { view: 'ended', size: 50 }),
  发出件签收情况: () => asked('季红梅', readSentOut, {}),
  '发出件，尚未签收办理的': () => asked('季红梅', readSentOut, { waiting: 'true' }),
  两个月的收文情况: () => asked('季红梅', readFigures, { from: dayOf(0), to: dayOf(288) }),
  收文登记簿按一项指标: () => asked('季红梅', readLedger, { from: dayOf(0), to: dayOf(288), figure: 'received' }),
  一个月的下发量: () => asked('季红梅', readSentDown, { month: month() }),
} as const

describe('长了十倍，一页还是一页 (HA-84; R-M20)', () => {
  const few = new Map<string, number>()
  beforeAll(async () => {
    await grow(0, FEW)
    for (const [name, ask] of Object.entries(questions)) few.set(name, (await ask()).read)
    await grow(FEW, MANY - FEW)
  }, 600_000)
  test.each(Object.entries(questions))('%s：读的行数不随历年来文增长', async (name, ask) => {
    const { read } = await ask()
    expect(read, `${name}: ${few.get(name)} rows of ${FEW}, ${read} of ${MANY}`).toBeLessThan(2 * (few.get(name) ?? 0))
  })
  test('待签收的件数得清', async () => {
    const { told } = await asked<Page>('许文涛', readReceived, { view: 'toSign' })
    expect([told.rows.length, told.counts]).toEqual([UNREAD, { toSign: UNREAD, open: 0 }])
  })
  test('逐页往后，一件不漏、一件不重', async () => {
    const pieces: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { told }: { told: Page } = await asked<Page>('水清', readReceived, { view: 'ended', size: 200, ...(cursor ? { cursor } : {}) })
      pieces.push(...told.rows.map((row) => row.piece))
      cursor = told.next
    }
    expect([pieces.length, new Set(pieces).size]).toEqual([MANY - UNREAD, MANY - UNREAD])
    const papers: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { told }: { told: Sent } = await asked<Sent>('季红梅', readSentOut, { size: 10, waiting: 'true', ...(cursor ? { cursor } : {}) })
      papers.push(...told.papers.map((paper) => paper.matter))
      cursor = told.next
    }
    expect([papers.length, new Set(papers).size]).toEqual([UNREAD, UNREAD])
  })
  test('下发的一个数点开，也逐页看全', async () => {
    const down = (await asked<{ rows: { unit: { id: string }; papers: number }[] }>('季红梅', readSentDown, { month: month() })).told.rows.find(
      (row) => row.unit.id === units.get('市水利局'),
    )
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { told } = (await asked('季红梅', readSentDownMatters, { month: month(), unit: down?.unit.id, key: 'papers', size: 40, ...(cursor ? { cursor } : {}) })) as {
        told: { rows: { matter: string }[]; next: string | null }
      }
      seen.push(...told.rows.map((row) => row.matter))
      cursor = told.next
    }
    expect(down?.papers).toBeGreaterThan(50)
    expect([seen.length, new Set(seen).size]).toEqual([down?.papers, down?.papers])
  })
})
