/** One petition: what was put, what was decided in each round, what the law says comes next. */
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { officeNow } from '../../../web/clock.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { EraseForm } from '../../../web/matter/erase-form.tsx'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { DeskForm, Moves } from '../../../web/matter/move-bar.tsx'
import { useMay } from '../../../web/me.ts'
import { Card } from '../../../web/parts/small.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay, sayDue } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { LAST_ROUND } from '../lifecycle.ts'
import { type PetitionDetail, petitionView } from '../shape.ts'
import { AskRecheckForm, AskReviewForm, CloseForm, ReportForm } from './parts/further-forms.tsx'
import { Petitioner } from './parts/petitioner.tsx'
import { QueryCode } from './parts/query-code.tsx'
import { AdmitForm, ExtendForm, ReplyForm, UnanswerableForm } from './parts/told-forms.tsx'
import { usePageWords } from './parts/use-page-words.ts'
import { fill, usePetitionsWords } from './parts/use-petitions-words.ts'

type Petition = MatterView<PetitionDetail>
const elsewhere = ['entrust', 'tellExtended', 'passUp', 'unanswerableClosed', 'settle']
/** 依法删除: beside the texts every matter has, what was put. */
const ErasePetitionForm = (form: DeskForm) => <EraseForm {...form} own={{ body: (form.matter.detail as PetitionDetail).body }} />

const forms = {
  admit: AdmitForm,
  extend: ExtendForm,
  report: ReportForm,
  reply: ReplyForm,
  unanswerable: UnanswerableForm,
  unanswerableClosed: UnanswerableForm,
  askReview: AskReviewForm,
  askRecheck: AskRecheckForm,
  close: CloseForm,
  erase: ErasePetitionForm,
}

function Opinions({ petition }: { readonly petition: Petition }) {
  const w = usePetitionsWords()
  const language = useLanguage()
  const results = useDictionary('petitions.results', w.results)
  if (petition.reports.length === 0) return null
  return (
    <Card title={w.fields.result} id="opinions">
      <ul className="card-body stack">
        {[...petition.reports].reverse().map((one) => (
          <li key={one.id}>
            <p className="row between wrap">
              <b>
                {w.rounds[one.round - 1]}　{results.word(one.result)}
              </b>
              <span className="quiet small">
                {one.by.name}　<span className="num">{sayDay(one.at, officeNow(), language)}</span>
              </span>
            </p>
            <p className={one.text === null ? 'quiet' : 'pre'}>{one.text ?? w.hints.noBody}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** 听证: how long it stood still on the clock; what it was held for stands on the trail. Art. 36; R-T05 */
function Hearings({ petition }: { readonly petition: Petition }) {
  const p = usePageWords()
  const language = useLanguage()
  if (petition.pauses.length === 0) return null
  const day = (at: string) => sayDay(at, officeNow(), language)
  const days = (from: string, to: string) => Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 86_400_000))
  return (
    <Card title={p.hearing.title} id="hearings">
      <ul className="card-body stack tight">
        {petition.pauses.map((one) => (
          <li key={one.from}>
            <p className={one.to === null ? 'amber' : ''}>
              {one.to === null
                ? fill(p.hearing.now, { from: day(one.from), to: day(one.until) })
                : fill(p.hearing.span, { from: day(one.from), to: day(one.to), n: days(one.from, one.to) })}
            </p>
            {one.reason && <p className="small quiet">{one.reason}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Petition({ petition }: { readonly petition: Petition }) {
  const w = usePetitionsWords()
  const language = useLanguage()
  const mayOpen = useMay('petitions.contact')
  const mayIssue = useMay('petitions.register')
  const { detail } = petition
  const may = (move: string) => petition.may[move]?.allowed === true
  const window = petition.clocks.filter((c) => c.key === 'mayAsk' && c.dueAt > officeNow()).at(-1)
  const moves: Moves = {
    primary: ['accept', 'admit', 'admitUntold', 'assign', 'sign', 'report', 'reply', 'unanswerable', 'close', 'askReview', 'askRecheck', 'read', 'done'].filter(may),
    keep: [],
    skip: detail.kind === 'accusation' ? elsewhere.filter((move) => move !== 'unanswerableClosed') : elsewhere,
    words: { rate: 'settle', hear: 'pause', admitUntold: 'note', unanswerable: 'reply', unanswerableClosed: 'reply', askReview: 'reopen', askRecheck: 'reopen', admit: 'reply' },
    forms,
  }
  const facts = [w.kinds[detail.kind], w.ways[detail.way], detail.people > 1 && fill(w.hints.people, { n: detail.people }), detail.kind === 'claim' && w.rounds[petition.round - 1]]
  const locked = petition.phase === 'closed' && petition.round >= LAST_ROUND
  return (
    <MatterPage
      matter={petition}
      facts={facts.filter(Boolean)}
      moves={moves}
      aside={
        <>
          {locked && <p className="small amber hint">{w.hints.final}</p>}
          {!locked && window && detail.kind === 'claim' && petition.round < LAST_ROUND && (
            <p className="small quiet hint">
              {w.rounds[petition.round]}：{fill(w.hints.window, { date: sayDue(window.dueAt, officeNow(), language) })}
            </p>
          )}
        </>
      }
      beside={
        <>
          {mayOpen && <Petitioner matter={petition.id} />}
          {mayIssue && detail.kind !== 'accusation' && <QueryCode matter={petition.id} />}
        </>
      }
    >
      <Card title={w.fields.body} id="body">
        <p className="card-body pre">{detail.body ?? w.hints.noBody}</p>
      </Card>
      <Hearings petition={petition} />
      <Opinions petition={petition} />
    </MatterPage>
  )
}
export function PetitionPage({ id }: { readonly id: string }) {
  const petition = useReading(petitionView, { id: id as MatterId })
  return <Petition key={`${petition.id}${petition.round}`} petition={petition} />
}
