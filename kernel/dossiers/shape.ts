/** 专题卷: everything of one topic across the desks, by reference. Contracts, shared with the browser. Rule: GN-12; decision 0028 */
import { z } from 'zod'
import { act, line, matterId, personId, reading, text } from '../contract.ts'
import { fileView, named, workRow } from '../view.ts'

const dossierId = z.uuid()
/** Matters put in at once, from a search. */
const PUT_MOST = 200
const dossierRow = z.object({
  id: z.string(),
  title: z.string(),
  field: z.string().nullable(),
  unit: named,
  owner: named,
  openedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Of what the reader may see. */
  items: z.int(),
  late: z.int(),
})
export type DossierRow = z.output<typeof dossierRow>
const item = workRow.extend({ by: named, at: z.string(), mayTakeOut: z.boolean() })
export type DossierItem = z.output<typeof item>
const nothing = z.object({})

export const dossierList = reading('dossiers.list', {
  input: z.object({ q: z.string().trim().max(60).optional(), ended: z.stringbool().optional() }),
  output: z.object({ rows: z.array(dossierRow), may: z.object({ open: z.boolean() }) }),
})
/** In the order of time, each with whoever holds it now; what the reader may not see is not there, and not counted. Rule: invariant 14 */
export const dossierPage = reading('dossiers.dossier', {
  input: z.object({ id: dossierId }),
  output: dossierRow.extend({
    note: z.string().nullable(),
    rows: z.array(item),
    files: z.array(fileView.extend({ matter: z.string(), number: z.string().nullable() })),
    may: z.object({ change: z.boolean(), put: z.boolean() }),
  }),
})
export type DossierPage = z.output<typeof dossierPage.output>
/** Which files a matter lies in, and which others are open to put it into, the newest used first. */
export const dossiersOf = reading('dossiers.ofMatter', {
  input: z.object({ matter: matterId }),
  output: z.object({ rows: z.array(dossierRow), others: z.array(dossierRow), may: z.object({ open: z.boolean() }) }),
})
export const openDossier = act('dossiers.open', {
  input: z.object({
    title: line(100),
    field: z.string().max(40).nullable().default(null),
    note: text(1000).nullable().default(null),
    matters: z.array(matterId).max(PUT_MOST).default([]),
  }),
  output: z.object({ id: z.string(), put: z.int() }),
})
export const changeDossier = act('dossiers.change', {
  input: z.object({ id: dossierId, title: line(100), field: z.string().max(40).nullable(), note: text(1000).nullable(), owner: personId, ended: z.boolean() }),
  output: nothing,
})
export const putIntoDossier = act('dossiers.put', {
  input: z.object({ id: dossierId, matters: z.array(matterId).min(1).max(PUT_MOST) }),
  output: z.object({ put: z.int(), there: z.int() }),
})
export const takeOutOfDossier = act('dossiers.takeOut', { input: z.object({ id: dossierId, matter: matterId }), output: nothing })
