/** One letter: what was written, the reply being drafted, who holds it and what comes next. */
import type { MatterId } from '../../../kernel/ids.ts'
import { callAct } from '../../../web/call.ts'
import { freshKey, officeNow } from '../../../web/clock.ts'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { Moves } from '../../../web/matter/move-bar.tsx'
import { useMay } from '../../../web/me.ts'
import { ContactCard } from '../../../web/parts/contact-card.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { letterView, openContact, similar } from '../shape.ts'
import './letters.css'
import { DraftCard } from './parts/draft-card.tsx'
import { CallBackForm, ReplyForm, UnanswerableForm, VisitReportForm } from './parts/letter-forms.tsx'
import { useLettersWords } from './parts/use-letters-words.ts'

const moves: Moves = {
  primary: ['accept', 'assign', 'sign', 'report', 'reply', 'rate'],
  keep: ['reply', 'close'],
  skip: ['submit', 'renew', 'answerAtOnce', 'replyAtOnce', 'reportImported', 'replyImported', 'unreached', 'settle', 'done'],
  words: { rate: 'settle', unanswerable: 'reply' },
  forms: { reply: ReplyForm, unanswerable: UnanswerableForm, rate: CallBackForm },
}
const visitMoves: Moves = { ...moves, forms: { ...moves.forms, report: VisitReportForm } }

function SamePlace({ id, title, place }: { readonly id: string; readonly title: string; readonly place: string | null }) {
  const w = useLettersWords()
  const language = useLanguage()
  const rows = useReadingLater(similar, { title, except: id as MatterId, ...(place ? { place } : {}) }).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={w.form.duplicates} id="alike" aside={rows.length}>
      <ul className="card-body stack tight">
        {rows.map((row) => (
          <li key={row.matter}>
            <a href={`/letters/${row.matter}`}>{row.title}</a>
            <p className="small quiet">
              <span className="num">{row.number}</span>　{sayDay(row.registeredAt, officeNow(), language)}　{(w.states as Readonly<Record<string, string>>)[row.state] ?? row.state}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function LetterPage({ id }: { readonly id: string }) {
  const w = useLettersWords()
  const letter = useReading(letterView, { id: id as MatterId })
  const mayOpen = useMay('letters.contact')
  const { detail } = letter
  // a helper's piece, an errand: shown only to whoever has one to finish
  const finishes = letter.may.done?.allowed === true
  const shown = detail.visit ? visitMoves : moves
  const facts = [w.channels[detail.channel], w.kinds[detail.kind], detail.place, detail.secret ? w.form.secret : null, detail.visit ? w.form.visit : null].filter(Boolean)
  const later = letter.phase === 'closed' || letter.phase === 'void' ? null : [w.roles.reply, w.roles.review, w.moves.reply, w.roles.callBack].join(' → ')
  return (
    <MatterPage
      matter={letter}
      facts={facts}
      moves={finishes ? { ...shown, skip: (shown.skip ?? []).filter((m) => m !== 'done') } : shown}
      {...(later ? { later } : {})}
      back={{ to: '/letters', word: w.name }}
      beside={
        <>
          {mayOpen && (
            <ContactCard
              open={async () =>
                (await callAct(openContact, { matter: letter.id as MatterId, why: w.roles[letter.state === 'answered' ? 'callBack' : 'reply'] }, { key: freshKey() })).contacts
              }
            />
          )}
          {mayOpen && letter.title && <SamePlace id={letter.id} title={letter.title} place={detail.place} />}
        </>
      }
    >
      <Card title={w.form.original} id="letter" {...(detail.reachable ? {} : { aside: w.form.anonymous })}>
        <div className="card-body">
          <p className="letter-text">{detail.body}</p>
        </div>
      </Card>
      <DraftCard key={`${letter.id}${letter.round}`} matter={letter} />
    </MatterPage>
  )
}
