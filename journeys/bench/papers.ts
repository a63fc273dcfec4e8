/**
 * `npm run bench -- --papers [300000]`: incoming papers. The history grows through `decide` in bulk; then registering over HTTP against the very SQL it sends,
 * and the register, the copies out and the search for a number as one person reads them, at 3,000 and at as many as asked.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declared } from '../../desks/incoming/do/move-paper.ts'
import { freshDetail, handleRegisterPaper } from '../../desks/incoming/do/register-paper.ts'
import { checkKeys, registerPaper } from '../../desks/incoming/shape.ts'
import { type BulkItem, bulk } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { postsHeld } from '../../kernel/decide/office.ts'
import { type ContactId, type Ids, type MatterId, makeIds, type PersonId, type UnitId } from '../../kernel/ids.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { addMillis, DAY, HOUR, type Instant, millis } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { openCtx, runAct } from '../../platform/ctx/handle.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { seeded } from './generate.ts'
import { databaseHolds } from './holds.ts'
import { type Measured, over } from './measure.ts'
import { type BenchOffice, openBenchOffice } from './office.ts'
import { type Act, multiply, recorder } from './record.ts'

const SMALL = 3_000
const SEED = 20261202
const ROUNDS = 3
const STEP = 500
/** Registering over HTTP does at least this share of what the SQL alone does; reading grows by half at most. Rule: docs «bench» */
const TARGET = 0.4
const MOST = 1.5
const senders = ['省人民政府办公厅', '省住房和城乡建设厅', '省水利厅', '省交通运输厅', '省教育厅', '省财政厅', '市住建局', '市教育局', '城东区人民政府', '清溪县人民政府']
const marks = ['政办发', '建函', '水发', '交函', '教发', '财函', '住建', '教字', '东政', '清政']
const subjects = ['做好冬季供暖保障', '城镇老旧小区改造', '水库除险加固', '农村公路养护', '校园安全排查', '年度预算执行', '森林防火', '食品安全检查']

interface Cast {
  readonly clerk: PersonId
  readonly unit: UnitId
  readonly leader: PersonId
}
const paperOf = (n: number) => {
  const random = seeded(SEED + n)
  const s = Math.floor(random() * senders.length)
  return {
    sender: senders[s] as string,
    senderNumber: `${marks[s]}〔${2024 + (n % 3)}〕${n + 1}号`,
    title: `关于${subjects[Math.floor(random() * subjects.length)]}工作的通知（${n}）`,
    copies: 1 + (n % 3),
  }
}
/** Registered, examined, read by a leader and filed: what most papers of an office are. */
function lifeOf(ctx: Ctx, cast: Cast, n: number, idsAt: (at: Instant) => Ids): BulkItem {
  const received = addMillis(ctx.now, -Math.floor((20 + seeded(SEED * 3 + n)() * 1000) * DAY))
  const ids = idsAt(received)
  const matter = ids.next<MatterId>()
  const on = { matter, piece: null }
  const told = registerPaper.input.parse({ ...paperOf(n), paperType: 'notice', handling: 'read' })
  const fresh = freshDetail(told, received)
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, { name: told.sender })
  const clerk = { person: cast.clerk }
  const examined = { ...fresh, checks: checkKeys.map((key) => ({ key, ok: true, note: null, by: cast.clerk as string })) }
  const at = (hours: number) => addMillis(received, hours * HOUR)
  return {
    matter,
    contacts: [contact],
    moves: [
      {
        move: 'register',
        who: clerk,
        at: received,
        detail: fresh,
        input: wordInput.register.parse({ title: told.title, origin: 'superior', unit: cast.unit, askers: [{ contact: contact.id }] }),
      },
      { move: 'examine', who: clerk, at: at(1), detail: examined, input: wordInput.note.parse({ ...on, text: '初审合格' }) },
      { move: 'circulate', who: clerk, at: at(2), input: wordInput.circulate.parse({ ...on, to: [{ person: cast.leader }], ask: '请阅', pace: 'in_turn', blocks: true }) },
      { move: 'read', who: { person: cast.leader }, at: at(20), input: wordInput.read.parse({ ...on, opinion: null }) },
      { move: 'closeRead', who: clerk, at: at(44), input: (_: MatterFacts) => ({ ...on, result: 'read', text: '已阅，存。', files: [], withoutHelpers: [] }) },
    ],
  }
}
async function castOf(office: BenchOffice): Promise<Cast> {
  return inAct(office.house.pools.act, async (tx) => {
    const people = await loadOffice(tx)
    const named = (username: string) => [...people.persons.values()].find((p) => p.username === username)?.id as PersonId
    const clerk = named('shaojun')
    return { clerk, leader: named('handong'), unit: postsHeld(people, clerk, office.house.clock.now())[0]?.unit as UnitId }
  })
}
async function grow(office: BenchOffice, cast: Cast, from: number, count: number, say: (text: string) => void): Promise<void> {
  const random = seeded(SEED + from)
  const idsAt = (at: Instant) =>
    makeIds(
      (n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)),
      () => millis(at),
    )
  for (let done = 0; done < count; done += STEP) {
    await inAct(office.house.pools.act, async (tx) => {
      const ctx = await openCtx(office.house, tx, { person: cast.clerk })
      const items = Array.from({ length: Math.min(STEP, count - done) }, (_, n) => lifeOf(ctx, cast, from + done + n, idsAt))
      const { refused } = await bulk(ctx, declared, items, idsAt)
      if (refused.length > 0) throw new Error(`refused at ${refused[0]?.move}: ${JSON.stringify(refused[0]?.refusal)}`)
      // each copy a row, one in fifty still out
      const copies = items.flatMap(({ matter }, n) =>
        Array.from({ length: paperOf(from + done + n).copies }, (_, no) => ({ id: ctx.ids.next<string>(), matter, no: no + 1, out: (n + no) % 50 === 0 })),
      )
      await run(
        tx,
        `insert into incoming_copy (id, matter_id, no, state, holder, since)
         select c.id, c.matter, c.no, case when c.out then 'out' else 'in' end, case when c.out then $2::uuid end, $3 from json_to_recordset($1::json) as c(id uuid, matter uuid, no int, out boolean)`,
        [JSON.stringify(copies), cast.leader, ctx.now],
      )
    })
    if (done % 10_000 === 0) say(`  papers: ${from + done + Math.min(STEP, count - done)}`)
  }
  await withClient(office.env.database, 'owner', (client) => client.query('vacuum analyze'))
}
const bodyOf = (n: number) => ({ ...paperOf(10_000_000 + n), paperType: 'notice', copies: 1 })

async function registering(office: BenchOffice, cast: Cast, folder: string, most: number): Promise<number> {
  const bodies = join(folder, 'bodies.json')
  const file = join(folder, 'acts.json')
  writeFileSync(bodies, JSON.stringify(Array.from({ length: 40 }, (_, n) => JSON.stringify(bodyOf(n)))))
  const cookie = await office.enter('shaojun')
  const { record } = recorder(office.house.pools.act)
  const acts: Act[] = []
  for (let n = 0; n < 12; n++)
    acts.push(await record(() => runAct(office.house, handleRegisterPaper as never, { who: { person: cast.clerk }, key: `bench-record-${n}`, input: bodyOf(n) })))
  const { user, password } = office.env.database.logins.act
  const database = { host: office.env.database.host, port: office.env.database.port, database: office.env.database.database, user, password }
  const [http, sql]: [Measured[], Measured[]] = [[], []]
  for (let round = -1; round < ROUNDS; round++) {
    const load = { clients: 8, seconds: round < 0 ? 1 : 5, most }
    const turns = [
      async () => ({ into: http, measured: await office.run({ kind: 'post', url: office.url, path: '/api/incoming/register', cookie, bodies, load }) }),
      async () => {
        writeFileSync(file, JSON.stringify(multiply(acts.slice(2), load.most, `${round}`)))
        return { into: sql, measured: await office.run({ kind: 'sql', database, acts: file, load }) }
      },
    ]
    if (round % 2 === 1) turns.reverse()
    for (const turn of turns) {
      const { into, measured } = await turn()
      if (round >= 0) into.push(measured)
    }
  }
  return over(http.map((m) => m.perSecond)).median / over(sql.map((m) => m.perSecond)).median
}
type Reads = Readonly<Record<string, { readonly median: number }>>
async function reading(office: BenchOffice): Promise<Reads> {
  const whole = await office.enter('zhanghuaiyuan')
  const clerk = await office.enter('shaojun')
  const asked = {
    'register, seen whole': [whole, '/api/incoming/ledger?size=50'],
    'register, narrowed by kind': [whole, '/api/incoming/ledger?size=50&paperType=notice'],
    'register of one clerk': [clerk, '/api/incoming/ledger?size=50'],
    'a number looked up': [clerk, `/api/incoming/same-number?number=${encodeURIComponent('政办发[2024]1')}&sender=${encodeURIComponent('省人民政府办公厅')}`],
    'copies out': [whole, '/api/incoming/copies?state=out'],
  } as const
  const found: Record<string, { median: number }> = {}
  for (const [name, [cookie, path]] of Object.entries(asked)) {
    const rounds: number[] = []
    for (let round = -1; round < ROUNDS; round++) {
      const measured = await office.run({ kind: 'get', url: office.url, path, cookie, load: { clients: 1, seconds: round < 0 ? 0.5 : 2, most: 1_000 } })
      if (round >= 0) rounds.push(measured.p95)
    }
    found[name] = over(rounds)
  }
  return found
}
/** @returns whether registering and reading hold at that size */
export async function benchPapers(papers: number, say: (text: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-papers-'))
  const office = await openBenchOffice()
  try {
    const cast = await castOf(office)
    const small = Math.min(SMALL, papers)
    const at: { size: number; share: number; reads: Reads }[] = []
    let have = 0
    for (const size of new Set([small, papers])) {
      await grow(office, cast, have, size - have, say)
      have = size
      const share = await registering(office, cast, folder, 2_000)
      const reads = await reading(office)
      at.push({ size, share, reads })
      say(`${size} papers: registering over HTTP does ${(share * 100).toFixed(0)} % of the SQL alone`)
      for (const [name, { median }] of Object.entries(reads)) say(`  ${name.padEnd(30)} p95 ${median} ms`)
    }
    const [first, last] = [at[0], at.at(-1)]
    let good = at.every(({ share }) => share >= TARGET)
    for (const name of Object.keys(last?.reads ?? {})) {
      const ratio = (last?.reads[name]?.median ?? Number.NaN) / (first?.reads[name]?.median ?? Number.NaN)
      good &&= ratio <= MOST || (last?.reads[name]?.median ?? Number.NaN) <= 20
      say(`  ${name.padEnd(30)} at ${last?.size} is ${ratio.toFixed(2)} × that at ${first?.size}`)
    }
    const holds = await databaseHolds(office)
    say(`verify: ${holds.words}`)
    return good && holds.ok
  } finally {
    await office.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
