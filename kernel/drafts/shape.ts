/** 稿 of a matter: written by one at a time, kept at every step, compared, spoken of. Contracts, shared with the browser. Rule: R-D41; standards §1.2 */
import { z } from 'zod'
import { act, fileId, line, matterId, reading, text } from '../contract.ts'
import { citationStatuses } from '../policies/judge.ts'
import { named } from '../view.ts'
import { draftSchema } from './draft.ts'

const when = z.string()
const versionNo = z.coerce.number().int().min(1)
const nothing = z.object({})
const count = z.object({ body: z.int(), attachments: z.int(), all: z.int() })

/** 检出: who writes now. It ends when it is given back, when nothing was heard of it for a while, or when another takes over. */
const hold = z.object({ person: named, since: when, mine: z.boolean(), alive: z.boolean() })
export type DraftHold = z.output<typeof hold>
/** The text as it stands, and what the reader may do with it. A telephone or identity number in it is masked for whoever neither writes nor handles it and may open no contacts. */
export const draftPage = reading('drafts.current', {
  input: z.object({ matter: matterId }),
  output: z.object({
    draft: draftSchema,
    masked: z.boolean(),
    /** 0: nothing written yet. */
    revision: z.int(),
    savedAt: when.nullable(),
    savedBy: named.nullable(),
    count,
    hold: hold.nullable(),
    may: z.object({ write: z.boolean(), comment: z.boolean() }),
  }),
})
export type DraftPage = z.output<typeof draftPage.output>

/** @param takeOver also from somebody who is writing: on record, and told to him */
export const checkOutDraft = act('drafts.checkOut', {
  input: z.object({ matter: matterId, takeOver: z.boolean().default(false) }),
  output: z.object({ hold: z.string(), revision: z.int(), draft: draftSchema, from: named.nullable() }),
})
const held = z.object({ matter: matterId, hold: z.uuid() })
/** Autosave. `revision` is what was written on: another one stands there by now, and nothing of it is overwritten. */
export const saveDraft = act('drafts.save', {
  input: held.extend({ revision: z.int().min(0), draft: draftSchema }),
  output: z.object({ revision: z.int(), savedAt: when, count }),
})
/** Still writing: said while nothing is typed. */
export const beatDraft = act('drafts.beat', { input: held, output: z.object({ revision: z.int() }) })
export const giveBackDraft = act('drafts.giveBack', { input: held, output: nothing })

/** A version by hand, under a name. The desk keeps one at every step by itself. */
export const keepDraft = act('drafts.keep', { input: held.extend({ note: line(100) }), output: z.object({ no: z.int() }) })
const version = z.object({
  no: z.int(),
  /** `by-hand`, or the step of the desk it was kept at. */
  step: z.string(),
  note: z.string().nullable(),
  by: named,
  at: when,
  digest: z.string(),
  count,
  /** 依法删除: the digest stays. */
  erased: z.boolean(),
})
export type DraftVersion = z.output<typeof version>
export const draftVersions = reading('drafts.versions', { input: z.object({ matter: matterId }), output: z.object({ rows: z.array(version) }) })
export const draftVersion = reading('drafts.version', {
  input: z.object({ matter: matterId, no: versionNo }),
  output: z.object({ version, draft: draftSchema, masked: z.boolean() }),
})
/** Two texts to be compared (花脸稿); without `to`, with the text as it stands. The browser and the printed form compare them with the same rule. */
export const draftPair = reading('drafts.pair', {
  input: z.object({ matter: matterId, from: versionNo, to: versionNo.optional() }),
  output: z.object({ from: version, to: version.nullable(), before: draftSchema, after: draftSchema, masked: z.boolean() }),
})

/** 批注: on words of one block. They are found again when the text moves; where they are gone the comment says so. */
const comment = z.object({
  id: z.string(),
  /** null: on the whole text. */
  block: z.string().nullable(),
  quote: z.string().nullable(),
  /** Where the words stand now; null: gone (原文已改), or on the whole text. */
  at: z.int().nullable(),
  gone: z.boolean(),
  text: z.string().nullable(),
  by: named,
  when,
  answers: z.array(z.object({ id: z.string(), text: z.string().nullable(), by: named, when })),
  resolvedBy: named.nullable(),
  resolvedAt: when.nullable(),
  may: z.object({ resolve: z.boolean() }),
})
export type DraftComment = z.output<typeof comment>
export const draftComments = reading('drafts.comments', { input: z.object({ matter: matterId }), output: z.object({ rows: z.array(comment) }) })
const anchor = z.object({ block: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/), quote: z.string().min(1).max(500), at: z.int().min(0) })
export const commentDraft = act('drafts.comment', {
  input: z.object({ matter: matterId, anchor: anchor.nullable(), text: text(2000) }),
  output: z.object({ id: z.string() }),
})
export const answerComment = act('drafts.answerComment', { input: z.object({ matter: matterId, comment: z.uuid(), text: text(2000) }), output: z.object({ id: z.string() }) })
export const resolveComment = act('drafts.resolveComment', { input: z.object({ matter: matterId, comment: z.uuid(), resolved: z.boolean() }), output: nothing })

/** A Word document that was uploaded, read as a draft; nothing is saved. What could not be taken over as it was is said. `GET /api/drafts/read-file` */
export const readDraftFile = reading('drafts.readFile', {
  input: z.object({ matter: matterId, file: fileId }),
  output: z.object({
    draft: draftSchema,
    /** Changes on record in the file: taken as accepted. */
    tracked: z.int(),
    /** Comments and pictures in the file, left out. */
    comments: z.int(),
    pictures: z.int(),
    /** Lines that say what the desk knows by itself: heading, number, signature, date, printer. */
    aside: z.array(z.string()),
  }),
})
export type DraftFileRead = z.output<typeof readDraftFile.output>

/** 引用核对: every 《题名》（文号） of the text as it was saved, judged by the library of policies. Of a number the library does not know: the matter or paper here that bears it. Rule: BZ-27 */
export const draftCitations = reading('drafts.citations', {
  input: z.object({ matter: matterId }),
  output: z.object({
    rows: z.array(
      z.object({
        /** Block, `title` or `remark`, and where in its text. */
        block: z.string(),
        at: z.int(),
        length: z.int(),
        said: z.string(),
        status: z.enum(citationStatuses),
        wrong: z.boolean(),
        entry: z.object({ id: z.string(), title: z.string(), number: z.string().nullable() }).nullable(),
        on: z.string().nullable(),
        by: z.object({ id: z.string(), title: z.string(), number: z.string().nullable() }).nullable(),
        /** A matter of this house the reader may see, by its number or its 文号; `endedOn`: withdrawn, void from that day. */
        here: z.object({ matter: z.string(), desk: z.string(), title: z.string().nullable(), endedOn: z.string().nullable() }).nullable(),
      }),
    ),
  }),
})
export type DraftCitation = z.output<typeof draftCitations.output>['rows'][number]

/** 引用、人名、单位: what the first characters typed after @ may mean, out of the register and of the papers the writer may see; `text` is what is put in. Rule: BZ-27 */
export const draftOffers = reading('drafts.offers', {
  input: z.object({ matter: matterId, q: line(40) }),
  output: z.object({ rows: z.array(z.object({ kind: z.enum(['unit', 'person', 'paper']), text: z.string(), note: z.string() })) }),
})
export type DraftOffer = z.output<typeof draftOffers.output>['rows'][number]
