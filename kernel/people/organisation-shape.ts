/** 组织机构 in time: hand-overs, loans of staff, reorganisation, fields, contacts. Contracts, shared with the browser. Rule: ZK-45, ZK-47, BZ-16, HB-14 */
import { z } from 'zod'
import { act, instantText, line, officeDateText, personId, postId, reading, unitId } from '../contract.ts'
import { light, named } from '../view.ts'

const made = z.object({ id: z.string() })
const nothing = z.object({})
const id = z.uuid()

export const handOverWhys = ['transfer', 'rotation', 'leave', 'retire', 'home', 'other'] as const
/**
 * 办理交接: the list of what one person holds by one post. `receiver`, who signs it, takes the post with the signature where he does not hold it yet;
 * null: the head of the unit signs, or of the one above.
 */
export const openHandOver = act('people.openHandOver', {
  input: z.object({ holding: id, receiver: personId.nullable().default(null), why: z.enum(handOverWhys).default('transfer') }),
  output: made,
})
export const cancelHandOver = act('people.cancelHandOver', { input: z.object({ id }), output: nothing })
/** 签收交接清单: from the signature on he owns what stands on it, and the holding has ended. */
export const signHandOver = act('people.signHandOver', { input: z.object({ id, seen: z.int().min(0) }), output: z.object({ matters: z.int(), pieces: z.int() }) })

const handOverHead = {
  id: z.string(),
  person: named,
  post: named,
  unit: named,
  why: z.enum(handOverWhys),
  openedAt: z.string(),
  signedAt: z.string().nullable(),
  signedBy: named.nullable(),
  cancelledAt: z.string().nullable(),
  /** Who has to sign as things stand; null: nobody can, a receiver must be named. */
  signer: named.nullable(),
  takesPost: z.boolean(),
  matters: z.int(),
  pieces: z.int(),
  mayShow: z.boolean(),
  maySign: z.boolean(),
  mayCancel: z.boolean(),
}
/** To sign, to hand over, or, for whoever keeps the people, all: those still open and those of the last weeks. */
export const handOvers = reading('people.handOvers', { input: z.object({}), output: z.object({ rows: z.array(z.object(handOverHead)) }) })
/** The list itself, for the two it concerns. Of a `named` matter neither number nor title: its list is closed until it is taken over. */
export const handOver = reading('people.handOver', {
  input: z.object({ id }),
  output: z.object({
    ...handOverHead,
    rows: z.array(
      z.object({
        matter: z.string().nullable(),
        desk: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        state: z.string(),
        role: z.string(),
        kind: z.string(),
        lead: z.boolean(),
        dueAt: z.string().nullable(),
        light: light.nullable(),
      }),
    ),
  }),
})

/** 借调: he works here for a while and stays at home there; ends by hand-over, whatever `until` said. */
export const borrow = act('people.borrow', { input: z.object({ person: personId, post: postId, until: instantText.nullable().default(null) }), output: made })

export const reorganiseKinds = ['rename', 'merge', 'split', 'abolish'] as const
const newUnit = z.object({
  name: line(60),
  short: line(20),
  code: line(30),
  parent: unitId.nullable(),
  kind: z.enum(['office', 'division', 'department', 'county', 'leaders']),
  sort: z.int().min(0).max(99_999).default(0),
})
/** `into`: place of a successor in `successors`; the first takes what is named nowhere. */
const reorganisation = {
  kind: z.enum(reorganiseKinds),
  basis: line(200),
  ending: z.array(unitId).min(1).max(20),
  successors: z
    .array(z.object({ unit: unitId.nullable().default(null), make: newUnit.nullable().default(null) }))
    .min(1)
    .max(10),
  posts: z
    .array(z.object({ post: postId, into: z.int().min(0), title: line(40).optional(), head: z.boolean().optional(), receiving: z.boolean().optional() }))
    .max(500)
    .default([]),
}
/** 机构调整. `look`: nothing is written, and what it would take along is counted. */
export const reorganise = act('people.reorganise', {
  input: z.object({ look: z.boolean(), ...reorganisation }),
  output: z.object({
    units: z.array(z.object({ id: z.string(), name: z.string() })),
    matters: z.int(),
    pieces: z.int(),
    posts: z.int(),
    people: z.int(),
    portfolios: z.int(),
    children: z.int(),
    /** Codes of words: what somebody should look at before or after. */
    warnings: z.array(z.object({ code: z.enum(['two-heads', 'two-receivers', 'two-leaders', 'vacant-post']), unit: z.string(), what: z.string() })),
  }),
})
/** 预定: carried out by the system at the start of that day, as whoever planned it would do it today. */
export const planReorganisation = act('people.planReorganisation', { input: z.object({ on: officeDateText, ...reorganisation }), output: made })
export const withdrawReorganisation = act('people.withdrawReorganisation', { input: z.object({ id }), output: nothing })
/** Planned, and of the last weeks what became of it. */
export const plannedReorganisations = reading('people.plannedReorganisations', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(reorganiseKinds),
        basis: z.string(),
        day: z.string(),
        from: z.array(z.string()),
        to: z.array(z.string()),
        plannedBy: named,
        plannedAt: z.string(),
        outcome: z.enum(['done', 'withdrawn', 'refused']).nullable(),
        code: z.string().nullable(),
      }),
    ),
  }),
})
/** 机构沿革 of one unit: what it came from, what goes on in its place. */
export const unitLine = reading('people.unitLine', {
  input: z.object({ id: unitId }),
  output: z.object({
    before: z.array(z.object({ unit: named, kind: z.enum(reorganiseKinds), basis: z.string(), at: z.string() })),
    after: z.array(z.object({ unit: named, kind: z.enum(reorganiseKinds), basis: z.string(), at: z.string() })),
  }),
})

/** 离任: what is still open before somebody leaves (R-D50). `papers`: desks that lend things, and how many they still miss; empty where none lends. */
export const leaving = reading('people.leaving', {
  input: z.object({ person: personId }),
  output: z.object({
    active: z.boolean(),
    posts: z.array(z.object({ holding: z.string(), post: named, unit: named, pieces: z.int(), list: z.string().nullable(), signer: named.nullable() })),
    papers: z.array(z.object({ desk: z.string(), n: z.int() })),
    portfolios: z.int(),
    mayLeave: z.boolean(),
  }),
})

// 分工
export const portfolioKinds = ['分管', '协管', '联系'] as const
/** 改由他人: ends with one leader and begins with another at the same moment. */
export const passPortfolio = act('people.passPortfolio', { input: z.object({ portfolio: id, to: personId, from: instantText.nullable().default(null) }), output: made })
/** 领导分工 on a day: who has charge of what, what begins later, and which departments nobody has charge of, which counties nobody even keeps contact with. */
export const portfolios = reading('people.portfolios', {
  input: z.object({ on: officeDateText.optional() }),
  output: z.object({
    on: z.string(),
    leaders: z.array(named.extend({ post: z.string() })),
    rows: z.array(
      z.object({
        id: z.string(),
        person: z.string(),
        unit: named.nullable(),
        field: named.nullable(),
        kind: z.enum(portfolioKinds),
        from: z.string(),
        to: z.string().nullable(),
        runs: z.boolean(),
      }),
    ),
    uncovered: z.array(named),
  }),
})

// 领域
const fieldKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** Adds a field, or corrects its name and place. */
export const putField = act('people.putField', { input: z.object({ key: fieldKey, name: line(40), sort: z.int().min(0).max(9999).default(0) }), output: nothing })
export const endField = act('people.endField', { input: z.object({ key: fieldKey }), output: nothing })
/** Puts a unit under a field, or takes it out. */
export const placeUnit = act('people.placeUnit', {
  input: z.object({ field: fieldKey, unit: unitId, part: z.enum(['department', 'division']), in: z.boolean() }),
  output: nothing,
})
export const fields = reading('people.fields', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        sort: z.int(),
        leaders: z.array(named.extend({ kind: z.string() })),
        departments: z.array(named),
        divisions: z.array(named),
      }),
    ),
  }),
})

// 通讯录
export const contactKinds = ['office', 'duty', 'liaison', 'fax', 'mail', 'address'] as const
/** A telephone or address of a unit's office; an empty value takes it out. */
export const putContact = act('people.putContact', {
  input: z.object({ unit: unitId, kind: z.enum(contactKinds), value: z.string().trim().max(120) }),
  output: nothing,
})
/** Every unit office, who heads it, who receives for it, how to reach it (HB-14). */
export const contacts = reading('people.contacts', {
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        unit: named,
        kind: z.string(),
        parent: z.string().nullable(),
        head: named.nullable(),
        liaisons: z.array(named.extend({ post: z.string() })),
        contacts: z.partialRecord(z.enum(contactKinds), z.string()),
      }),
    ),
  }),
})
