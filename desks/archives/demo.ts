/** The archive of the demo city: its own retention table by two people, what was closed last week archived, this week's pile waiting, three borrowings. Through the same acts everybody uses. */
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower, holdersOf } from '../../kernel/decide/office.ts'
import type { ActId, Ids, PersonId } from '../../kernel/ids.ts'
import { type RuleVersion, rulesOf } from '../../kernel/rules/in-force.ts'
import { addDays, addMillis, atTime, DAY, HOUR, type Instant, instant, MINUTE, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handleKeepItems } from './do/keep-items.ts'
import { handleLeaveItems } from './do/leave-items.ts'
import { handleAskLoan, handleLendLoan } from './do/loans.ts'
import { type DraftItem, drafted } from './read/draft-rows.ts'
import { askLoan } from './shape.ts'
import { TERMS_RULE, type TermsTable } from './terms.ts'

const SETTLED = instant('2025-03-10T09:00:00+08:00')
const BASIS = '云溪市档案局 云档函〔2025〕6号 批准'
const row = (key: string, what: string, ruling: TermsTable['rows'][number]['ruling'], desk: string, ...marks: string[]) => ({ key, what, ruling, desk, marks })
/** Invented, like the city. */
const table: TermsTable = {
  fonds: 'Y008',
  handOver: 20,
  organs: [
    { code: 'LX', name: '来信来电', units: ['ZFB-LX'] },
    { code: 'WD', name: '文电', units: ['ZFB-WD'] },
    { code: 'DC', name: '督查', units: ['ZFB-DC'] },
    { code: 'ZH', name: '综合', units: [] },
  ],
  rows: [
    row('1.1', '上级普发、不需办理的文件', 'none', 'incoming', 'handling:read', 'origin:outside'),
    row('1.2', '上级需贯彻执行的重要文件', 'D30', 'incoming', 'handling:act', 'origin:outside'),
    row('1.3', '下级请示及本机关批复', 'Y', 'incoming', 'paper:request'),
    row('1.4', '下级报送的其他文件', 'D10', 'incoming'),
    row('2.1', '群众来信：举报、投诉', 'D30', 'letters', 'kind:complaint'),
    row('2.2', '群众来信：表扬', 'none', 'letters', 'kind:praise'),
    row('2.3', '群众来信：其他', 'D10', 'letters'),
    row('3.1', '信访事项：求决', 'D30', 'petitions', 'kind:claim'),
    row('3.2', '信访事项：建议意见', 'D10', 'petitions'),
    row('4.1', '来访来电登记', 'D10', 'affairs', 'asked:outside'),
    row('4.2', '领导交办事项', 'D30', 'affairs'),
  ],
}

async function settle(ctx: Ctx): Promise<boolean> {
  const people = (power: string) => [...ctx.office.persons.keys()].filter((person) => hasPower(ctx.office, person, power, ctx.now))
  const by = people('office.rules')[0]
  const second = people('office.approve-rules').find((person) => person !== by)
  if (!by || !second) return false
  const id = ctx.ids.next()
  await run(ctx.tx, `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values ($1, 'table', $2, $3::json, $4, $5::date, $6, $7)`, [
    id,
    TERMS_RULE,
    JSON.stringify(table),
    BASIS,
    officeDate(SETTLED),
    by,
    SETTLED,
  ])
  await run(ctx.tx, `update rule set outcome = 'approved', decided_by = $2, decided_at = $3, version = 1, from_at = $3 where id = $1`, [id, second, addMillis(SETTLED, 2 * HOUR)])
  return true
}
const keeping = { kind: 'table', key: TERMS_RULE, version: 1, value: table, from_at: addMillis(SETTLED, 2 * HOUR), basis: BASIS } satisfies RuleVersion

/** @returns how many borrowings were made */
export async function loadDemoArchives(ctx: Ctx, idsAt: (at: Instant) => Ids): Promise<number> {
  const post = [...ctx.office.posts.values()].find((one) => one.key === 'archivist')
  const archivist = post && holdersOf(ctx.office, post.id, ctx.now)[0]
  if (!archivist || !(await settle(ctx))) return 0
  const as = (person: PersonId, now: Instant): Ctx => {
    const ids = idsAt(now)
    return { ...ctx, who: { person }, now, act: ids.next<ActId>(), ids, rules: rulesOf([...[...ctx.rules.values()].flat(), keeping]) }
  }
  const midnight = atTime(officeDate(ctx.now), '00:00')
  const items = await run<DraftItem>(
    ctx.tx,
    `select i.id as item, i.matter_id as matter, m.desk, m.number as own, m.title, i.drawn_at as closed_at, i.state, i.left_why from archives_item i join matter m on m.id = i.matter_id
     where m.phase = 'closed' and m.readers = 'units' and m.desk in ('letters', 'affairs') and i.drawn_at < $1 order by i.drawn_at, i.id limit 60`,
    [addMillis(midnight, -7 * DAY)],
  )
  const day = addMillis(midnight, -2 * DAY + 9 * HOUR)
  const { all } = await drafted(as(archivist, day), items, table)
  const praise = all.filter((one) => one.proposed.left)
  const rest = all.filter((one) => one.proposed.lacks.length === 0 && !one.proposed.left)
  const { kept } =
    rest.length > 0
      ? ((await handleKeepItems.run(as(archivist, day), { items: rest.map(({ item }) => ({ item, remark: null, sensitive: false })) })) as {
          kept: { reference: string; item: string }[]
        })
      : { kept: [] }
  if (praise.length > 0) await handleLeaveItems.run(as(archivist, day), { items: praise.map(({ item }) => item), why: '按保管期限表第2.2条，表扬信不归档' })
  const borrowers = [...ctx.office.posts.values()]
    .filter((one) => one.key === 'liaison' || one.key === 'division-head')
    .flatMap((one) => holdersOf(ctx.office, one.id, ctx.now).slice(0, 1))
  const wanted = [
    ['查阅同类来信的办理结果', '起草答复口径', 'digital', true],
    ['调阅来信处理笺原件', '复查核对签批', 'paper', true],
    ['上月交办事项办理情况', '编写督查专报', 'digital', false],
  ] as const
  let made = 0
  for (const [n, [title, purpose, way, lent]] of wanted.entries()) {
    const borrower = borrowers[n * 3]
    if (!borrower || borrower === archivist) continue
    const asked = addMillis(ctx.now, -(3 - n) * HOUR)
    const loan = (await handleAskLoan.run(as(borrower, asked), askLoan.input.parse({ title, purpose, way, days: 10 }))) as { id: string }
    const reference = kept[n]?.reference
    if (lent && reference)
      await handleLendLoan.run(as(archivist, addMillis(asked, 20 * MINUTE)), { matter: loan.id, piece: null, reference, way, until: atTime(addDays(officeDate(asked), 10)) })
    made++
  }
  return made
}
