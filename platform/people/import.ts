/** 人员与单位 from a workbook: every row is looked at, every fault is told by sheet, row and column; all rows land or none. */
import type { Ctx } from '../../kernel/ctx.ts'
import type { PersonId, PostId, UnitId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { run } from '../../kernel/write/tx.ts'
import { goodUsername } from '../sign-in/auth.ts'
import { insertHolding, insertPortfolio } from './holdings.ts'
import { type FaultCode, headings, holdingKinds, type SheetKey, sheetNames, unitKinds } from './import-words.ts'
import { giveAccount, insertPerson } from './persons.ts'
import type { SheetRows } from './workbook.ts'

export interface Fault {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly code: FaultCode
}
interface Row {
  readonly row: number
  /** By the key of the heading; '' where the cell is empty. */
  readonly get: (key: string) => string
  readonly fault: (key: string, code: FaultCode) => null
}
export interface Landed {
  readonly rows: number
  readonly added: { units: number; people: number; posts: number; holdings: number; portfolios: number }
  readonly faults: readonly Fault[]
  readonly accounts: { name: string; username: string; password: string }[]
}

const yes = (text: string) => /^(是|y|yes|true|1|√)$/i.test(text)

/** Writes as it goes, in the caller's transaction; with faults the caller rolls back. */
export async function importPeople(ctx: Ctx, sheets: readonly SheetRows[]): Promise<Landed> {
  const faults: Fault[] = []
  const added = { units: 0, people: 0, posts: 0, holdings: 0, portfolios: 0 }
  const accounts: Landed['accounts'] = []
  const units = new Map([...ctx.office.units.values()].filter((unit) => unit.to_at === null).map((unit) => [unit.code, { id: unit.id, name: unit.name }]))
  const people = [...ctx.office.persons.values()].filter((person) => person.active).map(({ id, name, username }) => ({ id, name, username }))
  const posts = new Map([...ctx.office.posts.values()].filter((post) => post.to_at === null).map((post) => [`${post.unit} ${post.title}`, post.id]))
  let rows = 0

  const rowsOf = (key: SheetKey): Row[] => {
    const sheet = sheets.find((one) => (sheetNames[key] as readonly string[]).includes(one.name.trim()))
    return (sheet?.rows ?? []).map(({ row, cells }) => ({
      row,
      get: (field) => (headings[field] ?? []).map((heading) => cells[heading]).find((cell) => cell !== undefined) ?? '',
      fault: (field, code) => {
        faults.push({ sheet: sheet?.name ?? '', row, column: headings[field]?.[0] ?? field, code })
        return null
      },
    }))
  }
  const text = (row: Row, field: string, most: number, optional = false): string | null => {
    const value = row.get(field).replace(/\s+/g, ' ').trim()
    if (value === '') return optional ? '' : row.fault(field, 'missing')
    if (value.length > most || /\p{Cc}/u.test(value)) return row.fault(field, 'too-long')
    return value
  }
  const unitOf = (row: Row, field: string): UnitId | null => {
    const code = text(row, field, 30)
    return code === null ? null : (units.get(code)?.id ?? row.fault(field, 'unknown-unit'))
  }
  /** By user name, else by a name only one person bears. */
  const personOf = (row: Row, field: string): PersonId | null => {
    const said = text(row, field, 40)
    if (said === null) return null
    const found = people.filter((person) => person.username?.toLowerCase() === said.toLowerCase())
    const same = found.length > 0 ? found : people.filter((person) => person.name === said)
    if (same.length > 1) return row.fault(field, 'two-persons')
    return same[0]?.id ?? row.fault(field, 'unknown-person')
  }

  for (const row of rowsOf('units')) {
    rows++
    const [code, name, short] = [text(row, 'code', 30), text(row, 'name', 60), text(row, 'short', 20, true)]
    const kind = unitKinds[row.get('kind') || '部门'] ?? row.fault('kind', 'bad-value')
    const parentCode = row.get('parent')
    const parent = parentCode === '' ? null : unitOf(row, 'parent')
    const sort = Number(row.get('sort') || 0)
    if (!Number.isInteger(sort) || sort < 0 || sort > 99_999) row.fault('sort', 'bad-value')
    if (code === null || name === null || short === null || kind === null || (parentCode !== '' && parent === null)) continue
    const known = units.get(code)
    if (known) {
      if (known.name !== name) row.fault('code', 'code-taken')
      continue
    }
    const id = ctx.ids.next<UnitId>()
    units.set(code, { id, name })
    if (faults.length > 0) continue
    await run(ctx.tx, 'insert into unit (id, name, short, parent, kind, sort, code, from_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id,
      name,
      short || name.slice(0, 20),
      parent,
      kind,
      sort,
      code,
      ctx.now,
    ])
    added.units++
  }
  for (const row of rowsOf('people')) {
    rows++
    const [name, username, pinyin] = [text(row, 'person', 40), text(row, 'username', 40, true), text(row, 'pinyin', 80, true)]
    if (name === null || username === null || pinyin === null) continue
    if (username !== '' && !goodUsername.test(username)) {
      row.fault('username', 'bad-username')
      continue
    }
    const known =
      username === ''
        ? people.find((person) => person.name === name && person.username === null)
        : people.find((person) => person.username?.toLowerCase() === username.toLowerCase())
    if (known) {
      if (known.name !== name) row.fault('username', 'username-taken')
      continue
    }
    if (faults.length > 0) {
      people.push({ id: ctx.ids.next<PersonId>(), name, username: username || null })
      continue
    }
    const id = await insertPerson(ctx, { name, pinyin })
    people.push({ id, name, username: username || null })
    if (username !== '') accounts.push({ name, username, password: await giveAccount(ctx, { id, name }, username) })
    added.people++
  }
  for (const row of rowsOf('posts')) {
    rows++
    const [unit, title] = [unitOf(row, 'unit'), text(row, 'title', 40)]
    const rank = Number(row.get('rank') || 100)
    if (!Number.isInteger(rank) || rank < 0 || rank > 999) row.fault('rank', 'bad-value')
    const kind = holdingKinds[row.get('holding') || '主要'] ?? row.fault('holding', 'bad-value')
    const person = row.get('holder') === '' ? null : personOf(row, 'holder')
    if (unit === null || title === null || kind === null || (row.get('holder') !== '' && person === null) || faults.length > 0) continue
    let post = posts.get(`${unit} ${title}`)
    if (!post) {
      post = ctx.ids.next<PostId>()
      posts.set(`${unit} ${title}`, post)
      await run(ctx.tx, 'insert into post (id, unit, title, rank, head, receiving, from_at) values ($1, $2, $3, $4, $5, $6, $7)', [
        post,
        unit,
        title,
        rank,
        yes(row.get('head')),
        yes(row.get('receiving')),
        ctx.now,
      ])
      added.posts++
    }
    const held = ctx.office.holdings.some((h) => h.person === person && h.post === post && (h.to_at === null || h.to_at > ctx.now))
    if (person && !held) {
      await insertHolding(ctx, { person, post, kind, from: ctx.now })
      added.holdings++
    }
  }
  for (const row of rowsOf('portfolios')) {
    rows++
    const [person, unit] = [personOf(row, 'holder'), unitOf(row, 'unit')]
    const kind = row.get('portfolio') || '分管'
    if (!['分管', '协管', '联系'].includes(kind)) row.fault('portfolio', 'bad-value')
    if (person === null || unit === null || faults.length > 0) continue
    const known = ctx.office.portfolios.some((p) => p.person === person && p.unit === unit && p.kind === kind && (p.to_at === null || p.to_at > ctx.now))
    if (known) continue
    await insertPortfolio(ctx, { person, unit, field: null, kind, from: ctx.now })
    added.portfolios++
  }
  if (rows === 0) faults.push({ sheet: '', row: 0, column: '', code: 'nothing-known' })
  if (faults.length === 0) await recordOfficeAct(ctx, 'people.import', added)
  return { rows, added, faults, accounts }
}
