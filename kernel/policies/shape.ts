/** 制度政策库: contracts, shared with the browser. Rule: BZ-04, BZ-27, GN-45, HB-45; decision 0028 */
import { z } from 'zod'
import { act, fileId, line, matterId, officeDateText, postId, reading, text, unitId } from '../contract.ts'
import { fileView, named } from '../view.ts'
import { citationStatuses } from './judge.ts'
import { policyStates } from './state.ts'

/** 依据 · 解读 · 修改 · 废止 */
export const policyLinkKinds = ['basis', 'explains', 'amends', 'repeals'] as const
export type PolicyLinkKind = (typeof policyLinkKinds)[number]
/** 继续有效 · 需要修改 · 建议废止 */
export const reviewVerdicts = ['keep', 'amend', 'repeal'] as const
/** 全体人员 · 限本单位 */
export const policyReaders = ['all', 'unit'] as const
const policyId = z.uuid()
const ref = z.object({ id: z.string(), title: z.string(), number: z.string().nullable() })
export type PolicyRef = z.output<typeof ref>

const policyFields = z.object({
  title: line(200),
  number: line(60).nullable(),
  issuer: line(100),
  field: z.string().max(40).nullable(),
  /** Whose own rule set; null: issued by others. */
  unit: unitId.nullable(),
  ownerPost: postId,
  issuedOn: officeDateText,
  fromOn: officeDateText,
  untilOn: officeDateText.nullable(),
  textAsOf: officeDateText.nullable(),
  aliases: z.array(line(60)).max(10),
  otherNumbers: z.array(line(60)).max(20),
  otherDays: z.array(officeDateText).max(20),
  body: text(200_000).nullable(),
  /** Rules of this software it governs: `clock:letters.handling`. */
  rules: z.array(line(100)).max(40),
  reviewOn: officeDateText,
  readers: z.enum(policyReaders),
})
export type PolicyFields = z.output<typeof policyFields>

export const policyRow = ref.extend({
  version: z.int(),
  issuer: z.string(),
  field: z.string().nullable(),
  unit: named.nullable(),
  issuedOn: z.string(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
  state: z.enum(policyStates),
  /** Since, until or from when. */
  on: z.string(),
  by: ref.nullable(),
  owner: z.object({ post: z.string(), unit: z.string(), people: z.array(z.string()) }),
  reviewOn: z.string(),
  review: z.enum(['later', 'soon', 'over']),
  closed: z.boolean(),
})
export type PolicyRow = z.output<typeof policyRow>
const waits = z.object({ version: z.int(), by: named, at: z.string() })
const linkRow = z.object({
  id: z.string(),
  kind: z.enum(policyLinkKinds),
  from: ref,
  to: ref,
  on: z.string().nullable(),
  clauses: z.string().nullable(),
  by: named,
  at: z.string(),
  decidedBy: named.nullable(),
  outcome: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type PolicyLinkRow = z.output<typeof linkRow>
const proposal = ref.extend({ version: z.int(), unit: named.nullable(), by: named, at: z.string(), may: z.object({ decide: z.boolean(), withdraw: z.boolean() }) })

/** The library as it stands on a day, by state, field, unit and any words of title, number, organ or text. */
export const policyList = reading('policies.list', {
  input: z.object({
    q: z.string().trim().max(60).optional(),
    state: z.enum([...policyStates, 'in-force']).optional(),
    field: z.string().max(40).optional(),
    unit: unitId.optional(),
    review: z.enum(['due']).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ rows: z.array(policyRow), count: z.int(), size: z.int(), may: z.object({ write: z.boolean(), units: z.array(named) }) }),
})
/** What waits for a second person, and the reader's own reviews that are due. */
export const policyWaiting = reading('policies.waiting', {
  input: z.object({}),
  output: z.object({ proposals: z.array(proposal), links: z.array(linkRow), reviews: z.array(policyRow) }),
})
export const policyPage = reading('policies.policy', {
  input: z.object({ id: policyId, version: z.coerce.number().int().min(1).optional() }),
  output: policyRow.extend({
    aliases: z.array(z.string()),
    otherNumbers: z.array(z.string()),
    otherDays: z.array(z.string()),
    textAsOf: z.string().nullable(),
    body: z.string().nullable(),
    rules: z.array(z.string()),
    readers: z.enum(policyReaders),
    ownerPost: z.string(),
    matter: z.object({ id: z.string(), desk: z.string(), number: z.string().nullable() }).nullable(),
    master: ref.extend({ newer: z.boolean() }).nullable(),
    copies: z.array(ref.extend({ unit: named.nullable() })),
    files: z.array(fileView),
    versions: z.array(
      waits.extend({ outcome: z.enum(['approved', 'refused', 'withdrawn']).nullable(), decidedBy: named.nullable(), decidedAt: z.string().nullable(), why: z.string().nullable() }),
    ),
    links: z.array(linkRow),
    reviews: z.array(z.object({ id: z.string(), verdict: z.enum(reviewVerdicts), note: z.string().nullable(), nextOn: z.string(), by: named, at: z.string() })),
    may: z.object({ edit: z.boolean(), decide: z.boolean(), withdraw: z.boolean(), link: z.boolean(), review: z.boolean(), adapt: z.array(named) }),
  }),
})
export type PolicyPage = z.output<typeof policyPage.output>
/** Posts that may answer for a policy, by unit. */
export const policyPosts = reading('policies.posts', {
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ id: z.string(), title: z.string(), unit: z.string() })) }),
})
const citing = z.object({
  matter: z.string(),
  desk: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  phase: z.string(),
  owner: z.string(),
  policy: ref,
  state: z.enum(policyStates),
  on: z.string(),
})
/** 引用已失效文件的事项: open, seen by the reader. Without `id`: of everything that went out of force in the last year. */
export const policyCiting = reading('policies.citing', {
  input: z.object({ id: policyId.optional() }),
  output: z.object({ rows: z.array(citing), policies: z.array(ref.extend({ cites: ref, state: z.enum(policyStates) })) }),
})
/** What a paper brings along: to be looked over and saved. */
export const policyFromPaper = reading('policies.fromPaper', {
  input: z.object({ matter: matterId }),
  output: z.object({
    title: z.string(),
    number: z.string().nullable(),
    issuer: z.string(),
    issuedOn: z.string().nullable(),
    body: z.string().nullable(),
    files: z.array(fileView),
    already: z.array(ref),
  }),
})

export const savePolicy = act('policies.save', {
  input: policyFields.extend({
    /** null: a new one. */
    id: policyId.nullable(),
    matter: matterId.nullable().default(null),
    master: policyId.nullable().default(null),
    /** Uploads of one's own. */
    files: z.array(fileId).max(20).default([]),
    /** Files of the paper, or of the wording before, that stay with it. */
    keep: z.array(fileId).max(40).default([]),
  }),
  output: z.object({ id: z.string(), version: z.int(), waits: z.boolean() }),
})
export const decidePolicy = act('policies.decide', { input: z.object({ id: policyId, approve: z.boolean(), why: text(500).nullable().default(null) }), output: z.object({}) })
export const withdrawPolicy = act('policies.withdraw', { input: z.object({ id: policyId }), output: z.object({}) })
export const linkPolicies = act('policies.link', {
  input: z.object({ from: policyId, to: policyId, kind: z.enum(policyLinkKinds), on: officeDateText.nullable().default(null), clauses: line(200).nullable().default(null) }),
  output: z.object({ id: z.string(), waits: z.boolean() }),
})
export const decideLink = act('policies.decideLink', { input: z.object({ id: z.uuid(), approve: z.boolean(), why: text(500).nullable().default(null) }), output: z.object({}) })
export const withdrawLink = act('policies.withdrawLink', { input: z.object({ id: z.uuid() }), output: z.object({}) })
export const reviewPolicy = act('policies.review', {
  input: z.object({ id: policyId, verdict: z.enum(reviewVerdicts), note: text(1000).nullable().default(null), nextOn: officeDateText }),
  output: z.object({}),
})

const citation = z.object({
  at: z.int(),
  length: z.int(),
  title: z.string().max(130).nullable(),
  numbers: z.array(z.string().max(60)).max(6),
  article: z.int().nullable(),
  issued: officeDateText.nullable(),
  from: officeDateText.nullable(),
  passedOn: z.boolean(),
  aside: z.enum(['ended', 'draft', 'generic', 'short']).nullable(),
})
/** The most citations of one text that are looked at. */
export const CITATIONS_MOST = 100
/** 引用核对: the browser finds the citations, the library judges them; the text itself stays where it is written. Writes nothing. */
export const checkCitations = act('policies.check', {
  input: z.object({ citations: z.array(citation).max(CITATIONS_MOST) }),
  output: z.object({
    rows: z.array(
      z.object({ at: z.int(), length: z.int(), said: z.string(), status: z.enum(citationStatuses), entry: ref.nullable(), on: z.string().nullable(), by: ref.nullable() }),
    ),
  }),
})
export type CheckedCitation = z.output<typeof checkCitations.output>['rows'][number]
