/** One paper: what it says of itself, where it is, what was written on it. */
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { officeNow } from '../../../web/clock.ts'
import { EraseForm } from '../../../web/matter/erase-form.tsx'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { DeskForm, Moves } from '../../../web/matter/move-bar.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { isRequest } from '../opinions.ts'
import { asks, type PaperDetail, paperView } from '../shape.ts'
import './incoming.css'
import { CopiesCard } from './parts/copies-card.tsx'
import { AmendForm, AsRequestForm, ReportForm, TurnForm } from './parts/elsewhere-forms.tsx'
import { ExamineForm, ReturnForm } from './parts/examine-forms.tsx'
import { AssignForm, CirculateForm, CloseReadForm, ProposeForm, WithdrawForm } from './parts/propose-forms.tsx'
import { ToPolicy } from './parts/to-policy.tsx'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'
import { Opinions, Whereabouts } from './parts/whereabouts.tsx'

type Paper = MatterView<PaperDetail>
/** 依法删除: beside the texts every matter has, the summary. */
function ErasePaperForm(form: DeskForm) {
  return <EraseForm {...form} own={{ gist: (form.matter.detail as PaperDetail).gist }} />
}
/** Done in one act with something else, or by the program alone. */
const elsewhere = ['bind', 'showConflict', 'tellReturned', 'tellRead', 'relate', 'settle']
const forms = {
  examine: ExamineForm,
  returnPaper: ReturnForm,
  propose: ProposeForm,
  assign: AssignForm,
  circulate: CirculateForm,
  withdraw: WithdrawForm,
  closeRead: CloseReadForm,
  report: ReportForm,
  turnInto: TurnForm,
  amend: AmendForm,
  asRequest: AsRequestForm,
  erase: ErasePaperForm,
}

function Says({ detail }: { readonly detail: PaperDetail }) {
  const w = useIncomingWords()
  const language = useLanguage()
  const span = detail.copyFrom === null ? null : `${detail.copyFrom}–${detail.copyTo ?? detail.copyFrom}`
  const lines = [
    [w.fields.sender, detail.sender],
    [w.fields.senderNumber, detail.senderNumber],
    [w.fields.writtenOn, detail.writtenOn],
    [w.fields.answerBy, detail.answerBy],
    [w.fields.received, sayMoment(detail.receivedAt, officeNow(), language)],
    [w.fields.copies, String(detail.copies)],
    [w.fields.copySpan, span],
    [w.fields.attachments, detail.attachmentsNamed.join('；') || null],
    [w.fields.joint, detail.joint && `${detail.joint.office} ${detail.joint.number ?? ''}（${w.jointLeads[detail.joint.lead]}）`],
    [w.fields.gist, detail.gist],
  ] as const
  return (
    <Card title={w.pages.paper} id="paper">
      <dl className="facts card-body">
        {lines.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  )
}

/** A report that asks for something: said where it stands, so that whoever examines it can decide. R-D03 */
function HiddenRequest({ id }: { readonly id: string }) {
  const w = useIncomingWords()
  const { found } = useReading(asks, { id: id as MatterId })
  return found && <p className="small amber hint">{fill(w.hints.asks, { sentence: found.sentence, phrase: found.phrase })}</p>
}

function Paper({ paper }: { readonly paper: Paper }) {
  const w = useIncomingWords()
  const { detail } = paper
  const may = (move: string) => paper.may[move]?.allowed === true
  const moves: Moves = {
    primary: [
      'accept',
      'examine',
      'sign',
      'read',
      ...(detail.handling === 'read' ? ['closeRead', 'circulate'] : []),
      'propose',
      'assign',
      'report',
      'reply',
      'close',
      'done',
    ].filter(may),
    forms,
    near: ['returnPaper', ...(paper.state === 'examined' ? ['turnInto'] : [])],
    skip: [
      ...elsewhere,
      ...(detail.handling === 'read' ? [] : ['closeRead']),
      ...(detail.paperType === 'report' && !detail.asRequest ? [] : ['asRequest']),
      ...(isRequest(detail) ? ['noAnswer'] : []),
    ],
    words: { examine: 'note', returnPaper: 'report', propose: 'circulate', amend: 'note', asRequest: 'note', turnInto: 'note', noAnswer: 'reply', closeRead: 'report' },
  }
  const facts = [w.paperTypes[detail.paperType], detail.urgency !== 'normal' && w.urgencies[detail.urgency], detail.asRequest ? w.moves.asRequest : w.handlings[detail.handling]]
  return (
    <MatterPage matter={paper} facts={facts.filter(Boolean)} moves={moves} {...(may('asRequest') ? { aside: <HiddenRequest id={paper.id} /> } : {})}>
      {paper.readers !== 'named' && <ToPolicy matter={paper.id} />}
      <Whereabouts paper={paper} />
      <Opinions paper={paper} />
      <Says detail={detail} />
      <CopiesCard matter={paper.id} />
    </MatterPage>
  )
}
export function PaperPage({ id }: { readonly id: string }) {
  const paper = useReading(paperView, { id: id as MatterId })
  return <Paper key={`${paper.id}${paper.round}`} paper={paper} />
}
