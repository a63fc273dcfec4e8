/** One letter: what was written, what the unit did, the reply being drafted; who holds it and what comes next. */
import { ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { Moves } from '../../../web/matter/move-bar.tsx'
import { useMay } from '../../../web/me.ts'
import { useAct, useReading } from '../../../web/reading.ts'
import { type LetterDetail, letterView, submitReply } from '../shape.ts'
import './letter.css'
import { judgedNow } from '../../../web/matter/act-frame.tsx'
import { AlikeCard } from './parts/alike-card.tsx'
import { AskerCard, type Opened } from './parts/asker-card.tsx'
import { CallBackForm } from './parts/call-back-form.tsx'
import { useCategories } from './parts/category-select.tsx'
import { ClassifyForm } from './parts/classify-form.tsx'
import { EraseLetterForm } from './parts/erase-letter-form.tsx'
import { FirstReportCard } from './parts/first-report-card.tsx'
import { LetterHere } from './parts/letter-here.ts'
import { LetterText } from './parts/letter-text.tsx'
import { OutsideCard } from './parts/outside-card.tsx'
import { questionsIn, takesUp } from './parts/questions.ts'
import { ReplyCard } from './parts/reply-card.tsx'
import { reviewOf, useReplyDraft } from './parts/reply-draft.ts'
import { ReplyForm, SignForm, UnanswerableForm } from './parts/reply-forms.tsx'
import { ReportCard } from './parts/report-card.tsx'
import { ReportForm } from './parts/report-form.tsx'
import { RulingsCard } from './parts/rulings-card.tsx'
import { TellExtendedForm } from './parts/tell-extended-form.tsx'
import { TellOnceForm } from './parts/tell-once-form.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

/** Done elsewhere on the page, by the program alone, or under another name. */
const elsewhere = [
  'answerAtOnce',
  'replyAtOnce',
  'reportImported',
  'replyImported',
  'dueBrought',
  'extendBrought',
  'replyBrought',
  'unreached',
  'settle',
  'askToTell',
  'toldExtended',
]

const forms = {
  report: ReportForm,
  sign: SignForm,
  reply: ReplyForm,
  rate: CallBackForm,
  unanswerable: UnanswerableForm,
  erase: EraseLetterForm,
  tellExtended: TellExtendedForm,
  classify: ClassifyForm,
  tellOnce: TellOnceForm,
}

function Letter({ letter: given }: { readonly letter: MatterView<LetterDetail> }) {
  const w = useLettersWords()
  const kindsNow = useDictionary('letters.kinds', w.kinds)
  const categories = useCategories()
  const mayOpen = useMay('letters.contact')
  const mayAnswer = useMay('letters.answer')
  const mayReport = useMay('letters.register')
  const { detail } = given
  const draft = useReplyDraft(given)
  const [again, setAgain] = useState(false)
  const [trivial, setTrivial] = useState(false)
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const { open, last } = reviewOf(given)
  const renew = given.may.renew
  const writing = renew?.allowed === true && (open === null || again)
  // 送核稿 numbers the text and gives it to the head in one: it may be done as long as the text may be written
  const { submit: _, ...others } = given.may
  const agreed = last?.ending === 'agreed' && draft.numbered !== null && draft.numbered === given.draft
  const no = (code: string) => ({ allowed: false as const, code, facts: {} })
  const letter: MatterView<LetterDetail> = {
    ...given,
    may: {
      ...others,
      ...(writing && renew && !agreed ? { submit: draft.text?.trim() ? renew : no('letters.no-draft') } : {}),
      ...(others.reply?.allowed && !agreed ? { reply: no(draft.numbered === null ? 'letters.draft-changed' : 'letters.not-reviewed') } : {}),
    },
  }
  // whoever has the power but not the piece would be refused at the end: the call-back belongs to the hands it was given to
  const callsBack = given.stages.some((stage) => stage.role === 'callBack' && stage.pieces.some((piece) => piece.mine && piece.state !== 'ended'))
  const tellsHere = given.stages.some((stage) => stage.role === 'tellExtended' && stage.pieces.some((piece) => piece.mine && piece.state !== 'ended'))
  const may = (move: string) => letter.may[move]?.allowed === true && (move !== 'rate' || callsBack) && (move !== 'tellExtended' || tellsHere)
  const replying = given.state === 'reported'
  const questions = useMemo(() => (replying ? questionsIn(detail.body ?? '') : []), [detail.body, replying])
  const submitting = useAct(submitReply, {
    onDone: () => {
      setAgain(false)
      setTrivial(false)
    },
  })
  const submit = async () => {
    await draft.settle()
    submitting.run({ ...judgedNow(letter, 'submit'), text: draft.text ?? '', change: trivial ? 'trivial' : 'substantive' })
  }
  const reviewing = letter.may.sign?.allowed === true && letter.may.sign.piece === open?.id
  const unanswered = writing ? questions.filter((q) => !takesUp(draft.text ?? '', q.no)) : []
  // what stays in sight while it is locked: the next step of whoever would take it
  const keep = replying && mayAnswer ? ['reply'] : letter.state === 'answered' && mayAnswer ? ['close'] : []
  const locked = [...keep, 'report', 'submit']
  const moves: Moves = {
    primary: [
      ...(reviewing ? ['sign'] : []),
      ...(tellsHere ? ['tellExtended'] : []),
      'rate',
      'reply',
      'submit',
      'accept',
      'assign',
      'sign',
      'report',
      'read',
      'done',
      'close',
    ].filter(may),
    keep,
    skip: [...elsewhere, ...Object.keys(letter.may).filter((move) => !may(move) && !locked.includes(move))],
    words: { rate: 'settle', unanswerable: 'reply', tellExtended: 'reply', tellOnce: 'reply' },
    names: { rate: w.moves.callBack, ...(reviewing ? { sign: w.roles.review } : {}) },
    press: { submit: { run: submit, busy: submitting.busy, refused: submitting.refused } },
    forms,
  }
  const facts = [
    w.channels[detail.channel],
    kindsNow.word(detail.kind),
    detail.category && categories.path(detail.category),
    detail.place,
    detail.secret && (
      <>
        <ShieldCheck size={14} aria-hidden="true" /> {w.form.secret}
      </>
    ),
    detail.visit && w.form.visit,
    detail.noted && w.form.noted,
    detail.exit && w.exits.names[detail.exit],
    detail.supplements > 1 && <span className="amber">{fill(w.form.supplements, { n: detail.supplements })}</span>,
  ].filter(Boolean)
  const later = (w.screen.letter.later as Readonly<Record<string, string>>)[agreed && replying ? 'agreed' : letter.state]
  return (
    <LetterHere value={{ draft, opened }}>
      <MatterPage
        matter={letter}
        facts={facts}
        moves={moves}
        restricted={detail.secret || opened.length > 0}
        {...(later ? { later } : {})}
        aside={
          <>
            {detail.visit && may('report') && <p className="small amber hint">{w.screen.letter.visitAsked}</p>}
            {unanswered.length > 0 && draft.text && <p className="small amber hint">{fill(w.screen.letter.openQuestions, { list: unanswered.map((q) => String(q.no)) })}</p>}
          </>
        }
        beside={
          <>
            {detail.exit === 'emergency' &&
              mayReport &&
              letter.phase !== 'void' &&
              !letter.links.some((one) => one.desk === 'affairs' && one.kind === 'arises' && one.outgoing) && <FirstReportCard letter={letter} />}
            {mayOpen && <AskerCard matter={letter} opened={opened} onOpened={setOpened} />}
            {letter.title && letter.phase !== 'closed' && letter.phase !== 'void' && <RulingsCard title={letter.title} place={detail.place} except={letter.id} />}
            {mayAnswer && <OutsideCard letter={letter} />}
            {letter.title && letter.phase !== 'closed' && letter.phase !== 'void' && <AlikeCard id={letter.id} title={letter.title} place={detail.place} />}
          </>
        }
      >
        <LetterText detail={detail} questions={questions} registeredAt={letter.registeredAt} />
        <ReportCard matter={letter} />
        {replying && <ReplyCard matter={letter} draft={draft} questions={questions} again={again} onAgain={() => setAgain(true)} trivial={trivial} onTrivial={setTrivial} />}
      </MatterPage>
    </LetterHere>
  )
}
export function LetterPage({ id }: { readonly id: string }) {
  const letter = useReading(letterView, { id: id as MatterId })
  return <Letter key={`${letter.id}${letter.round}`} letter={letter} />
}
