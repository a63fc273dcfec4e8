/** 成品: an outgoing paper as it is laid out, from its draft and what stands in its fields; two versions of it beside each other. Rule: R-E02, R-F12, R-F20, R-D40 */
import { type Office, runs } from '../../../kernel/decide/office.ts'
import { readPair, readStanding } from '../../../kernel/drafts/pages.ts'
import type { Rules } from '../../../kernel/rules/in-force.ts'
import { type Instant, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import type { HandledOfficial, OfficialFound } from '../../../platform/ctx/officials.ts'
import { type Paper, viewPaper } from '../do/move-paper.ts'
import { letterheadsAt, marksOf } from '../letterheads.ts'
import { APPROVE } from '../signing-rules.ts'

interface Known {
  readonly office: Office
  readonly rules: Rules
  readonly now: Instant
}
const urgencyOf = { normal: null, urgent: '加急', most_urgent: '特急' } as const
/** Who agreed to issue it, the last first. */
const signedBy = (paper: Paper) =>
  paper.stages
    .filter((stage) => stage.role === APPROVE && stage.kind === 'say')
    .flatMap((stage) => stage.pieces)
    .filter((piece) => piece.ending === 'agreed' && piece.endedAt !== null)
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    .reverse()
/** 成文日期: the day it was signed, of a joint paper the last signer's; today until then. Rule: GB/T 9704-2012 7.3.5.4; R-F20 */
function dayOf(paper: Paper, now: Instant): OfficeDate {
  const own = signedBy(paper)[0]?.endedAt
  const others = paper.detail.joint.flatMap(({ signedOn }) => signedOn ?? [])
  return [own ? officeDate(own as Instant) : officeDate(now), ...(own ? others : [])].sort().at(-1) as OfficeDate
}
const postOf = (office: Office, person: string, now: Instant): string => {
  const held = office.holdings.find((one) => one.person === person && one.kind === 'main' && runs(one, now))
  return (held && office.posts.get(held.post)?.title) ?? ''
}
export function frameOf({ office, rules, now }: Known, paper: Paper): OfficialFound['frame'] {
  const { detail } = paper
  const { form, organs, code } = detail
  const heads = letterheadsAt(rules, now)
  const { marks, printer } = marksOf(heads, { code, form, organs })
  const signer = signedBy(paper)[0]?.actedBy ?? (detail.signer ? { id: detail.signer, name: office.persons.get(detail.signer as never)?.name ?? '' } : null)
  const day = dayOf(paper, now)
  const joint = detail.joint.flatMap((one) => one.signer ?? [])
  return {
    form,
    organs: marks,
    copyNumber: null,
    urgency: urgencyOf[detail.urgency],
    number: detail.docNumber,
    signers: form === 'upward' && signer ? [signer.name, ...joint] : [],
    names: heads.names,
    signature: {
      organs,
      date: day,
      sealed: detail.sealed && form !== 'minutes',
      by: form === 'order' && signer ? { post: postOf(office, signer.id, now), name: signer.name } : null,
    },
    printed: form === 'order' ? null : { by: printer, on: detail.issuedAt ? officeDate(detail.issuedAt as Instant) : day },
  }
}
const nameOf = ({ detail, number }: Paper, title: string): string => `${title || (number ?? '')}${detail.docNumber ? `（${detail.docNumber}）` : ''}`
export const officialPaper: HandledOfficial = {
  key: 'official',
  async find(ctx, matter) {
    const paper = await viewPaper(ctx, matter)
    const { draft } = await readStanding(ctx, matter)
    return { name: nameOf(paper, draft.title), readers: paper.readers, draft, frame: frameOf(ctx, paper) }
  },
  async pair(ctx, matter, from, to) {
    const paper = await viewPaper(ctx, matter)
    const pair = await readPair(ctx, matter, from, to)
    const said = (no: number | null) => (no === null ? '现稿' : `第${no}稿`)
    return {
      name: nameOf(paper, pair.after.title),
      readers: paper.readers,
      before: { draft: pair.before, said: said(pair.from.no) },
      after: { draft: pair.after, said: said(pair.to?.no ?? null) },
    }
  },
}
