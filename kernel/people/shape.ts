/** Keeping people, units and posts: contracts, shared with the browser. Everything runs from a moment to a moment; nothing is deleted. */
import { z } from 'zod'
import { act, instantText, line, officeDateText, personId, postId, unitId } from '../contract.ts'
import { username } from '../reading/shape.ts'

const powerKey = z.string().regex(/^[a-z][a-zA-Z0-9-]*\.[a-z][a-zA-Z0-9-]*$/)
const made = z.object({ id: z.string() })
const nothing = z.object({})
const dayFrom = instantText.nullable().default(null)

export const addUnit = act('people.addUnit', {
  input: z.object({
    name: line(60),
    short: line(20),
    parent: unitId.nullable(),
    kind: z.enum(['office', 'division', 'department', 'county', 'leaders']),
    sort: z.int().min(0).max(99_999).default(0),
    code: line(30),
  }),
  output: made,
})
/** A correction of what is written about it. Renaming by decision, merging, splitting are 机构调整. */
export const changeUnit = act('people.changeUnit', {
  input: z.object({
    unit: unitId,
    name: line(60).optional(),
    short: line(20).optional(),
    parent: unitId.nullable().optional(),
    sort: z.int().min(0).max(99_999).optional(),
    code: line(30).optional(),
  }),
  output: nothing,
})
export const endUnit = act('people.endUnit', { input: z.object({ unit: unitId }), output: nothing })

/** With a user name an account is made; its one-time password is answered once and kept nowhere. */
export const addPerson = act('people.addPerson', {
  input: z.object({ name: line(40), username: username.nullable().default(null), pinyin: z.string().trim().max(80).default('') }),
  output: z.object({ id: z.string(), password: z.string().nullable() }),
})
export const changePerson = act('people.changePerson', {
  input: z.object({ person: personId, name: line(40).optional(), pinyin: z.string().trim().max(80).optional(), active: z.boolean().optional() }),
  output: nothing,
})
/** Makes the account where there is none; ends all sessions and the lock; a new password must be set at the next sign-in. */
export const resetPassword = act('people.resetPassword', {
  input: z.object({ person: personId, username: username.optional() }),
  output: z.object({ username: z.string(), password: z.string() }),
})

export const addPost = act('people.addPost', {
  input: z.object({
    unit: unitId,
    title: line(40),
    rank: z.int().min(0).max(999).default(100),
    head: z.boolean().default(false),
    receiving: z.boolean().default(false),
    key: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/)
      .nullable()
      .default(null),
  }),
  output: made,
})
export const changePost = act('people.changePost', {
  input: z.object({ post: postId, title: line(40).optional(), rank: z.int().min(0).max(999).optional(), head: z.boolean().optional(), receiving: z.boolean().optional() }),
  output: nothing,
})
export const endPost = act('people.endPost', { input: z.object({ post: postId }), output: nothing })
/** 任职; `deputy`: B角. 借调 has an act of its own. */
export const hold = act('people.hold', {
  input: z.object({ person: personId, post: postId, kind: z.enum(['main', 'also', 'deputy']).default('main'), from: dayFrom }),
  output: made,
})
/** 免职: refused while anything would be left behind (交接 comes first). */
export const endHolding = act('people.endHolding', { input: z.object({ holding: z.uuid() }), output: nothing })
/** 分管、协管、联系 */
export const setPortfolio = act('people.setPortfolio', {
  input: z
    .object({ person: personId, unit: unitId.nullable().default(null), field: line(40).nullable().default(null), kind: z.enum(['分管', '协管', '联系']), from: dayFrom })
    .refine((p) => p.unit !== null || p.field !== null, { error: 'nothing-named' }),
  output: made,
})
/** `at`: ends then, so that a change of 分工 is entered before its day. */
export const endPortfolio = act('people.endPortfolio', { input: z.object({ portfolio: z.uuid(), at: dayFrom }), output: nothing })
export const grantPower = act('people.grantPower', {
  input: z
    .object({ post: postId.nullable().default(null), person: personId.nullable().default(null), key: powerKey })
    .refine((p) => (p.post === null) !== (p.person === null), { error: 'post-or-person' }),
  output: made,
})
export const endPower = act('people.endPower', { input: z.object({ power: z.uuid() }), output: nothing })
/** 代理: by the principal, or set for him by whoever keeps the people (anchors F13). */
export const delegate = act('people.delegate', {
  input: z.object({
    principal: personId,
    agent: personId,
    from: dayFrom,
    to: instantText.nullable().default(null),
    desks: z
      .array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/))
      .min(1)
      .max(50)
      .nullable()
      .default(null),
    namedToo: z.boolean().default(false),
    ground: z.string().trim().max(200).default(''),
  }),
  output: made,
})
export const endDelegation = act('people.endDelegation', { input: z.object({ delegation: z.uuid() }), output: nothing })

/** 节假日与调休: one day that is not what its weekday says; `workday` null takes the row out. Rule: R-T01 */
export const setDay = act('calendar.setDay', {
  input: z.object({ day: officeDateText, workday: z.boolean().nullable(), name: z.string().trim().max(40).default(''), source: line(200) }),
  output: nothing,
})
export const coverYear = act('calendar.coverYear', { input: z.object({ year: z.int().min(1990).max(2200), source: line(200) }), output: nothing })
/** The year's announcement as a file (JSON or ICS): replaces the rows of that year and covers it. */
export const importYear = act('calendar.importYear', {
  input: z.object({ year: z.int().min(1990).max(2200), source: line(200), text: z.string().min(1).max(200_000) }),
  output: z.object({ days: z.int(), moved: z.int() }),
})

/** Excel import, `POST /api/people/import` (multipart, field `file`; `?try=true` only looks). All rows or none. */
export const importAnswer = z.object({
  rows: z.int(),
  landed: z.boolean(),
  added: z.object({ units: z.int(), people: z.int(), posts: z.int(), holdings: z.int(), portfolios: z.int() }),
  /** Row as Excel numbers it; code is a key of the import's words. */
  errors: z.array(z.object({ sheet: z.string(), row: z.int(), column: z.string(), code: z.string(), words: z.string() })),
  /** One-time passwords of new accounts, told once. */
  accounts: z.array(z.object({ name: z.string(), username: z.string(), password: z.string() })),
})
