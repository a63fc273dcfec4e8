/** One outgoing paper: the text first, then who was heard, what was checked, where it stands. */
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { DraftCard } from '../../../web/drafts/read/draft-card.tsx'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { Moves } from '../../../web/matter/move-bar.tsx'
import { OfficialFiles } from '../../../web/matter/official-files.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { paperView } from '../ledger-shape.ts'
import { materialsMissing } from '../materials.ts'
import type { PaperDetail } from '../shape.ts'
import { readiness } from '../tables-shape.ts'
import './outgoing.css'
import { AmendForm } from './parts/amend-form.tsx'
import { AskOverForm } from './parts/ask-over-form.tsx'
import { ConsultForm, TellAdoptedForm } from './parts/consult-forms.tsx'
import { ConsultationCard } from './parts/consultation-card.tsx'
import { DistributeForm, FileForm, IssueForm, NormativeForm, OpennessForm, PublishForm, SealForm, WithdrawPaperForm } from './parts/issue-forms.tsx'
import { LapsCard } from './parts/laps-card.tsx'
import { MyHand } from './parts/my-hand.tsx'
import { ReadinessCard } from './parts/readiness-card.tsx'
import { RecipientsCard } from './parts/recipients-card.tsx'
import { CountersignForm, KeepMaterialsForm, LegalityForm, ReturnForm, ReviewForm, SubmitForm } from './parts/review-forms.tsx'
import { ChangeTextForm, CorrectForm, GradeForm, JoinForm, NumberForm, RecheckForm, ToSignForm, VoidNumberForm } from './parts/signing-forms.tsx'
import { Consulted, NoForce, Rounds, Says, Standing } from './parts/standing.tsx'
import { useOutgoingWords } from './parts/use-outgoing-words.ts'

type Paper = MatterView<PaperDetail>
/** Done in one act with something else, or by the program alone. */
const elsewhere = ['renew', 'signed', 'notSigned', 'tellIssued', 'tellWithdrawn', 'refuse', 'sendBack', 'relate']
const forms = {
  amend: AmendForm,
  askOver: AskOverForm,
  keepMaterials: KeepMaterialsForm,
  consult: ConsultForm,
  tellAdopted: TellAdoptedForm,
  submit: SubmitForm,
  returnPaper: ReturnForm,
  countersign: CountersignForm,
  review: ReviewForm,
  reviewLegality: LegalityForm,
  toSign: ToSignForm,
  grade: GradeForm,
  changeText: ChangeTextForm,
  correct: CorrectForm,
  join: JoinForm,
  recheck: RecheckForm,
  number: NumberForm,
  voidNumber: VoidNumberForm,
  setOpenness: OpennessForm,
  setNormative: NormativeForm,
  file: FileForm,
  useSeal: SealForm,
  distribute: DistributeForm,
  issue: IssueForm,
  publish: PublishForm,
  withdrawPaper: WithdrawPaperForm,
}
function OutgoingPaper({ paper }: { readonly paper: Paper }) {
  const w = useOutgoingWords()
  const { detail } = paper
  // one form returns a paper, signed for or not
  const back = paper.may.sendBack?.allowed ? paper.may.sendBack : paper.may.refuse
  const shown: Paper = { ...paper, may: { ...paper.may, ...(back?.allowed ? { returnPaper: back } : {}) } }
  const may = (move: string) => shown.may[move]?.allowed === true
  const out = detail.issuedAt !== null && detail.openness?.kind === 'open' && detail.published === null
  const lacks = materialsMissing(detail).length > 0
  const consulting = detail.consultation !== null && detail.consultation.toldAt === null
  const ready = useReadingLater(readiness, paper.state === 'drafting' || paper.state === 'returned' ? { matter: paper.id as MatterId } : null).data
  const against = paper.stages.some((stage) => stage.role === 'sign' && stage.pieces.some((piece) => piece.ending === 'disagreed'))
  const joint = detail.joint.some((one) => one.signedOn === null)
  const moves: Moves = {
    primary: [
      'accept',
      'sign',
      ...(consulting ? ['tellAdopted'] : []),
      'submit',
      'review',
      'toSign',
      'recheck',
      ...(joint ? ['join'] : []),
      'number',
      ...(detail.sealed && detail.sealedAt === null ? ['useSeal'] : []),
      'issue',
      ...(out ? ['publish'] : []),
      'read',
      'close',
      'done',
    ].filter(may),
    near: [
      ...(ready?.leaveNeeded ? ['askOver'] : []),
      ...(detail.docNumber !== null && detail.openness === null ? ['setOpenness'] : []),
      ...(detail.issuedAt !== null && detail.normative !== null && detail.normative.filedOn === null ? ['file'] : []),
      ...(out ? ['publish'] : []),
      ...(detail.consultation === null ? ['consult'] : []),
      // whoever signs has 不同意，退回 with the opinion itself
      ...(may('sign') ? [] : ['returnPaper']),
      'countersign',
      ...(lacks ? ['keepMaterials'] : []),
    ],
    skip: [
      ...elsewhere,
      ...(consulting ? [] : ['tellAdopted']),
      ...(detail.withdrawn === null ? [] : ['withdrawPaper', 'publish', 'file']),
      ...(detail.consultation === null ? [] : ['consult']),
      ...(ready?.leaveNeeded ? [] : ['askOver']),
      ...(joint ? [] : ['join']),
      ...(lacks ? [] : ['keepMaterials']),
    ],
    words: {
      amend: 'note',
      consult: 'note',
      tellAdopted: 'note',
      askOver: 'note',
      submit: 'assign',
      keepMaterials: 'note',
      returnPaper: 'sendBack',
      countersign: 'circulate',
      review: 'note',
      reviewLegality: 'note',
      toSign: 'circulate',
      grade: 'note',
      changeText: 'renew',
      correct: 'renew',
      join: 'note',
      recheck: 'note',
      number: 'note',
      voidNumber: 'note',
      setOpenness: 'note',
      setNormative: 'note',
      file: 'note',
      useSeal: 'note',
      distribute: 'circulate',
      issue: 'report',
      publish: 'note',
      withdrawPaper: 'note',
    },
    forms,
  }
  const facts = [
    (w.paperTypes as Readonly<Record<string, string>>)[detail.paperType],
    detail.urgency !== 'normal' && w.urgencies[detail.urgency],
    w.ways[detail.way],
    detail.docNumber ?? w.say.awaits,
  ]
  return (
    <MatterPage matter={shown} facts={facts.filter(Boolean)} moves={moves}>
      <div className="outgoing-text stack tight">
        {/* where the number stands on paper: above the title (R-D40) */}
        <p className={`outgoing-number num ${detail.docNumber ? '' : 'quiet'}`}>{detail.docNumber ?? w.say.awaits}</p>
        <NoForce withdrawn={detail.withdrawn} />
        <DraftCard matter={paper.id as MatterId} desk={paper.desk} official="official" />
        {against && <Consulted paper={paper} />}
        <MyHand paper={shown} />
      </div>
      {ready && <ReadinessCard ready={ready} />}
      <OfficialFiles desk="outgoing" official="official" matter={paper.id as MatterId} numbered={detail.docNumber !== null} leaves={paper.readers !== 'named'} />
      <ConsultationCard paper={paper} />
      {!against && <Consulted paper={paper} />}
      <Rounds paper={paper} />
      <LapsCard id={paper.id as MatterId} />
      <Says detail={detail} />
      <Standing detail={detail} />
      <RecipientsCard matter={paper.id} />
    </MatterPage>
  )
}
export function PaperPage({ id }: { readonly id: string }) {
  const paper = useReading(paperView, { id: id as MatterId })
  return <OutgoingPaper key={`${paper.id}${paper.round}`} paper={paper} />
}
