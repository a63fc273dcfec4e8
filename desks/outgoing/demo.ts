/** Papers of the demo city at every stage, moved through the same acts everybody uses: their texts, versions, opinions and numbers are true. */
import type { z } from 'zod'
import { isWorkday } from '../../kernel/clock/due.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower, holdersOf, receiverOf } from '../../kernel/decide/office.ts'
import type { Draft } from '../../kernel/drafts/draft.ts'
import { putDraft } from '../../kernel/drafts/text-row.ts'
import type { ActId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { addDays, addMillis, atTime, HOUR, type Instant, instant, MINUTE, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { type DemoDraft, demoDrafts, demoSteps } from './demo-cases.ts'
import { demoTables } from './demo-tables.ts'
import { handlePublishPaper, handleSetOpenness, handleWithdrawPaper } from './do/after-issue.ts'
import { handleConsult } from './do/consult.ts'
import { handleIssuePaper, handleUseSeal } from './do/issue-paper.ts'
import { movePaper } from './do/move-paper.ts'
import { handleChangeText, handleNumberPaper, handleRecheckPaper } from './do/number-paper.ts'
import { handleAddOpinion, hearOpinion } from './do/opinions.ts'
import { factsOf } from './do/paper-facts.ts'
import { handleRegisterPaper } from './do/register-paper.ts'
import { handleCountersign, handleGradePaper, handleReviewPaper, handleToSign } from './do/review-paper.ts'
import { handleKeepMaterials, handleReturnPaper, handleSubmitPaper } from './do/submit-paper.ts'
import { materialsNeeded } from './materials.ts'
import { checkKeys, paperFields } from './shape.ts'
import { signerNeeded } from './signer-rule.ts'

const DAY_MINUTES = 24 * 60
interface Cast {
  readonly drafter: PersonId
  readonly clerk: PersonId
  readonly papers: UnitId
  readonly head: PersonId
  readonly leader: PersonId
  readonly chief: PersonId
  readonly keeper: PersonId
  readonly unit: (code: string) => UnitId
  readonly liaison: (code: string) => PersonId
}
function castOf({ office, now }: Ctx): Cast | null {
  const found = (code: string) => [...office.units.values()].find((u) => u.code === code)?.id
  const held = (key: string, of?: UnitId) =>
    [...office.posts.values()]
      .filter((p) => p.key === key && (of === undefined || p.unit === of))
      .sort((a, b) => a.rank - b.rank)
      .flatMap((p) => holdersOf(office, p.id, now))
  const [papers, general] = [found('ZFB-WD'), found('ZFB-ZH')]
  if (!papers || !general) return null
  const [drafter, clerk, chief, keeper] = [held('division-head', general)[0], held('division-head', papers)[0], held('secretary-general')[0], held('arbiter')[0]]
  const [head, , leader] = held('leader')
  if (!drafter || !clerk || !chief || !keeper || !head || !leader) return null
  const unit = (code: string) => {
    const one = found(code)
    if (!one) throw new Error(`the demo city has no unit ${code}`)
    return one
  }
  const liaison = (code: string) => {
    const person = receiverOf(office, unit(code), now)
    if (!person) throw new Error(`nobody receives for ${code}`)
    return person
  }
  return { drafter, clerk, papers, head, leader, chief, keeper, unit, liaison }
}
/** So many working days before a day. */
function before(ctx: Ctx, from: OfficeDate, n: number): OfficeDate {
  let day = from
  for (let left = n; left > 0; ) {
    day = addDays(day, -1)
    if (isWorkday(day, ctx.calendar)) left--
  }
  return day
}
const draftOf = ({ title, to, lines }: DemoDraft, more: readonly string[] = []): Draft => ({
  title,
  addressees: to === '' ? [] : [to],
  body: [...lines, ...more].map((text, n) => ({ id: `p${n + 1}`, kind: 'paragraph', text })),
  attachments: [],
  remark: null,
  copyTo: [],
})
interface Act {
  readonly contract: { readonly input: z.ZodType }
  readonly run: (ctx: Ctx, input: unknown) => Promise<unknown>
}

/** One paper's life; time goes on by itself, and stops where the clock of the office stands. */
async function live(ctx: Ctx, cast: Cast, one: DemoDraft, start: Instant, idsAt: (at: Instant) => Ids): Promise<void> {
  const { clerk, unit, liaison } = cast
  const drafter = one.by ? liaison(one.by) : cast.drafter
  const far = (step: (typeof demoSteps)[number]) => demoSteps.indexOf(one.upTo) >= demoSteps.indexOf(step)
  let now = start
  const as = (person: PersonId, minutes: number): Ctx => {
    const then = addMillis(now, minutes * MINUTE)
    now = then < ctx.now ? then : now
    const ids = idsAt(now)
    return { ...ctx, now, who: { person }, ids, act: ids.next<ActId>() }
  }
  const act = (person: PersonId, minutes: number, what: Act, input: object) => what.run(as(person, minutes), what.contract.input.parse(input))
  const fields = { ...one.fields, title: one.title, way: one.by ? 'department' : 'own' } as const
  const { id: matter } = (await act(drafter, 0, handleRegisterPaper, fields)) as { id: MatterId }
  const on = { matter, piece: null }
  const word = (person: PersonId, minutes: number, move: string, input: object) => movePaper(as(person, minutes), move, { input: { ...on, ...input } })
  const sign = async (person: PersonId, minutes: number, agree: boolean, opinion: string | null) => {
    const at = as(person, minutes)
    const facts = await factsOf(at, matter)
    const piece = facts.assignments.find(
      (a) => a.kind === 'say' && a.state === 'open' && (a.person === person || a.person === null) && (a.person === person || a.unit === homeOf(person)),
    )
    return movePaper(at, 'sign', { input: { ...on, piece: piece?.id ?? null, draft: facts.drafts.length, agree, opinion, ink: null, dictated: false } })
  }
  /** Closed yesterday; nobody has answered yet. */
  const consulted = async (id: MatterId, opinions: readonly string[], meeting: string) => {
    await act(drafter, 30, handleConsult, { ...on, until: addDays(officeDate(ctx.now), -1), shortened: '供水旺季前须施行' })
    const [page] = await run<{ id: string }>(ctx.tx, 'select t.id from outgoing_public_text t where t.matter_id = $1', [id])
    for (const [n, text] of opinions.entries()) {
      const at = as(drafter, 2 * DAY_MINUTES)
      await hearOpinion({ ...at, who: { person: drafter, system: true } }, { kind: 'opinion', form: { text }, consultation: page?.id ?? '', receipt: `7K3Q9FM${n + 1}` }, at.now)
    }
    await act(drafter, DAY_MINUTES, handleAddOpinion, { matter: id, came: 'meeting', saidBy: '供水企业和业主座谈会', text: meeting })
  }
  const homeOf = (person: PersonId) => [...ctx.office.posts.values()].find((p) => holdersOf(ctx.office, p.id, ctx.now).includes(person) && p.receiving)?.unit
  await putDraft(as(drafter, 20), matter, draftOf(one))
  if (one.opinions) await consulted(matter, one.opinions, one.meeting ?? '')
  if (!far('submitted')) return
  if (one.by) {
    const kinds = materialsNeeded({ way: 'department', paperType: one.fields.paperType, normative: null })
    await act(drafter, 30, handleKeepMaterials, { ...on, materials: kinds.map((kind) => ({ kind, without: '纸质材料已随文报送' })) })
  }
  await act(drafter, 60, handleSubmitPaper, { ...on, to: { unit: cast.papers } })
  if (one.upTo === 'submitted') return
  await word(clerk, 40, 'accept', {})
  if (one.upTo === 'returned') {
    await act(clerk, 90, handleReturnPaper, { ...on, reasons: ['依据的文件已废止，请更换', '附表与正文数字不一致'], checks: ['reason', 'format'] })
    return
  }
  if (one.asks) {
    await act(clerk, 30, handleCountersign, { ...on, to: one.asks.map((code) => ({ unit: unit(code) })), ask: '请会签，两个工作日内反馈。' })
    const heard = one.upTo === 'reviewing' ? one.asks.slice(0, 1) : one.asks
    for (const code of heard) await sign(liaison(code), 50, code !== one.dissent, code === one.dissent ? '涉及市场主体登记的内容，建议另行规定。' : null)
  }
  if (one.upTo === 'reviewing') return
  await act(clerk, 60, handleReviewPaper, { ...on, checks: checkKeys.map((key) => ({ key, ok: true })), proof: { first: clerk, second: cast.drafter } })
  if (one.upTo === 'reviewed') return
  const needed = signerNeeded(paperFields.parse(one.fields))
  const signer = { head: cast.head, leader: cast.leader, officeHead: cast.chief, officeLeader: cast.keeper }[needed]
  await act(clerk, 30, handleToSign, { ...on, signer, dissent: one.dissent ? '已与市市场监管局沟通，该部分改为按现行规定执行。' : null })
  if (one.upTo === 'signing') return
  await sign(signer, 120, true, '同意印发。')
  await act(clerk, 15, handleGradePaper, { ...on, grade: 'good' })
  if (one.changed) {
    await putDraft(as(clerk, 20), matter, draftOf(one, ['普查结果于十二月二十日前报市政府办公室。']))
    await act(clerk, 10, handleChangeText, { ...on, reason: '补充报送时限' })
  }
  if (one.upTo === 'signed') return
  await act(clerk, 30, handleRecheckPaper, on)
  if (one.upTo === 'rechecked') return
  await act(clerk, 10, handleNumberPaper, on)
  await act(clerk, 5, handleSetOpenness, { ...on, kind: 'open', reason: '涉及群众切身利益' })
  if (one.upTo === 'numbered') return
  await act(clerk, 20, handleUseSeal, { ...on, seal: one.fields.level === 'government' ? 'government' : 'office', copies: 60, keeper: cast.drafter })
  const recipients = ['ZJJ', 'MZJ', 'GAJ', 'CDQ', 'QXX'] as const
  await act(clerk, 30, handleIssuePaper, { ...on, copies: 60, to: recipients.map((code) => ({ unit: unit(code) })), outside: [{ name: '市供热公司', copies: 2, from: 1, to: 2 }] })
  const readers = one.upTo === 'issued' ? recipients.slice(0, 2) : recipients
  for (const code of readers) {
    const reader = as(liaison(code), 25)
    const piece = (await factsOf(reader, matter)).assignments.find((a) => a.role === 'circulate' && a.unit === unit(code) && a.state === 'open')
    await movePaper(reader, 'read', { input: { ...on, piece: piece?.id, opinion: null, ink: null, dictated: false } })
  }
  if (one.withdrawn) await act(clerk, 60, handleWithdrawPaper, { ...on, kind: 'repealed', reason: '新的救助标准已经施行', basis: '市政府常务会议决定' })
  if (!far('published')) return
  await act(clerk, 60, handlePublishPaper, { ...on, on: officeDate(now), where: '市人民政府网站' })
  if (far('closed')) await word(clerk, 60, 'close', {})
}

const SETTLED = instant('2025-03-11T09:00:00+08:00')
/** The office's own tables, by two people. HB-44 */
async function settleTables(ctx: Ctx): Promise<void> {
  const people = (power: string) => [...ctx.office.persons.keys()].filter((person) => hasPower(ctx.office, person, power, ctx.now))
  const by = people('office.rules')[0]
  const second = people('office.approve-rules').find((person) => person !== by)
  if (!by || !second) return
  for (const [key, value, basis] of demoTables) {
    const id = ctx.ids.next()
    await run(ctx.tx, `insert into rule (id, kind, key, value, basis, from_day, proposed_by, proposed_at) values ($1, 'table', $2, $3::json, $4, $5::date, $6, $7)`, [
      id,
      key,
      JSON.stringify(value),
      basis,
      officeDate(SETTLED),
      by,
      SETTLED,
    ])
    await run(ctx.tx, `update rule set outcome = 'approved', decided_by = $2, decided_at = $3, version = 1, from_at = $3 where id = $1`, [id, second, addMillis(SETTLED, 2 * HOUR)])
  }
}

/** @returns how many papers were made. @throws RefusalError where a rule refuses one: a demo tells no untrue history */
export async function loadDemoOutgoing(ctx: Ctx, idsAt: (at: Instant) => Ids): Promise<number> {
  const cast = castOf(ctx)
  if (!cast) return 0
  await settleTables(ctx)
  const inOrder = [...demoDrafts].sort((a, b) => b.ago - a.ago)
  for (const [n, one] of inOrder.entries()) {
    const morning = addMillis(atTime(before(ctx, officeDate(ctx.now), one.ago), '08:35'), n * 7 * MINUTE)
    await live(ctx, cast, one, morning < ctx.now ? morning : addMillis(ctx.now, -HOUR), idsAt)
  }
  return inOrder.length
}
