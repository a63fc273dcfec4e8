/** 收发窗口: contracts of the one page for whatever arrives. */
import { z } from 'zod'
import { act, holder, officeDateText, reading } from '../contract.ts'
import { named, workRow } from '../view.ts'

const readNamed = z.object({ holder, name: z.string(), because: z.string() })
export const arrived = z.object({
  title: z.string(),
  body: z.string(),
  asker: readNamed.nullable(),
  lead: readNamed.nullable(),
  helpers: z.array(readNamed),
  due: z.object({ at: z.string(), said: z.string() }).nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  place: z.string().nullable(),
  urgent: z.boolean(),
})
export const proposal = z.object({ desk: z.string(), key: z.string(), score: z.int(), signs: z.array(z.string()), arrived })
export type ProposalSeen = z.output<typeof proposal>
/** What it is, best first: one for every entrance this person may register at. An act only because the text is too long for an address; it stores nothing. */
export const propose = act('window.propose', { input: z.object({ text: z.string().trim().min(1).max(20000) }), output: z.object({ proposals: z.array(proposal) }) })

/** 当日收件: what was registered on one office day, as far as one may see it, newest first. */
export const arrivals = reading('matters.arrivals', {
  input: z.object({ day: officeDateText.optional() }),
  output: z.object({ day: z.string(), rows: z.array(workRow.extend({ by: named })), more: z.boolean() }),
})
