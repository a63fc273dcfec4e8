/** One affair: what was said, what was done about it, who hears of it. */
import { useNavigate } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { MatterId } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { carry } from '../../../web/carried.ts'
import { officeNow } from '../../../web/clock.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { Moves } from '../../../web/matter/move-bar.tsx'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type AffairDetail, affairView, openContact, turnIntoLetter } from '../shape.ts'
import './affairs.css'
import { EraseAffairForm, RelateForm, ReportForm, TakeOverForm } from './parts/forms.tsx'
import { useAffairsWords } from './parts/use-affairs-words.ts'

type Affair = MatterView<AffairDetail>
/** Done in one act with something else, or by the program alone. */
const elsewhere = ['extendBrought', 'answerAtOnce', 'replyAtOnce', 'tellWhere', 'tellWhereAndClose']
const forms = { report: ReportForm, takeOver: TakeOverForm, relate: RelateForm, erase: EraseAffairForm }

function Reports({ matter }: { readonly matter: Affair }) {
  const w = useAffairsWords()
  const language = useLanguage()
  const results = useDictionary('affairs.results', w.results)
  if (matter.reports.length === 0) return null
  return (
    <Card title={w.moves.report} id="reports">
      <ul className="card-body stack affairs-reports">
        {[...matter.reports].reverse().map((one) => (
          <li key={one.id} className={one.returnedAt ? 'is-returned' : ''}>
            <p className="row between wrap">
              <b>{results.word(one.result)}</b>
              <span className="quiet small">
                {one.by.name}　<span className="num">{sayMoment(one.at, officeNow(), language)}</span>
              </span>
            </p>
            <p className={one.text === null ? 'quiet' : 'pre'}>{one.text ?? w.erased}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface Opened {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
}
/** 来访人: sealed until somebody opens it and says why; on record. */
function Visitor({ matter, onOpened }: { readonly matter: Affair; readonly onOpened: () => void }) {
  const t = useT()
  const w = useAffairsWords()
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const [why, setWhy] = useState('')
  const act = useAct(openContact, {
    onDone: ({ contacts }) => {
      setOpened(contacts)
      onOpened()
    },
  })
  return (
    <Card title={w.fields.visitor} id="visitor">
      <div className="card-body stack tight">
        {opened.length === 0 ? (
          <form
            className="stack tight"
            onSubmit={(event) => {
              event.preventDefault()
              if (why.trim()) act.run({ matter: matter.id as never, why })
            }}
          >
            <p className="quiet small">
              <Lock size={14} aria-hidden="true" /> {t('contact.sealed')}
            </p>
            <div className="row">
              <input className="text-box grow" aria-label={w.acts.openWhy} placeholder={w.acts.openWhy} maxLength={200} value={why} onChange={(e) => setWhy(e.target.value)} />
              <Button type="submit" busy={act.busy} disabled={!why.trim()}>
                {t('act.see')}
              </Button>
            </div>
          </form>
        ) : (
          opened.map((one) => (
            <dl key={`${one.name}${one.phone}`} className="facts">
              {(['name', 'phone', 'address'] as const).map((key) =>
                one[key] ? (
                  <div key={key}>
                    <dt>{w.fields[key]}</dt>
                    <dd className={key === 'phone' ? 'num' : ''}>{key === 'phone' ? <a href={`tel:${one.phone}`}>{one.phone}</a> : one[key]}</dd>
                  </div>
                ) : null,
              )}
            </dl>
          ))
        )}
        <RefusalNote error={act.refused} desk="affairs" />
      </div>
    </Card>
  )
}

function Affair({ affair: given }: { readonly affair: Affair }) {
  const w = useAffairsWords()
  const { detail } = given
  const mayOpen = useMay('affairs.contact')
  const mayLetter = useMay('letters.register')
  const turning = useAct(turnIntoLetter)
  const [shown, setShown] = useState(false)
  const takes = given.may.takeOver
  const mayPetition = useMay('petitions.register')
  const navigate = useNavigate()
  const goesOn = (move: string, allowed: boolean) => (allowed && takes?.allowed === true && detail.body !== null ? { [move]: takes } : {})
  /** To the other desk’s own form, with what was said; registered there it goes on there. */
  const along = (to: string) => ({
    run: () => {
      carry(detail.body ?? '', { title: given.title ?? '', takesOver: given.number ?? '' })
      void navigate({ to } as never)
    },
    busy: false,
    refused: null,
  })
  const turnable = detail.outside && mayLetter && takes?.allowed === true && detail.body !== null
  const affair: Affair = {
    ...given,
    may: { ...given.may, ...(turnable && takes ? { turnIntoLetter: takes } : {}), ...goesOn('asLetter', mayLetter && !turnable), ...goesOn('asPetition', mayPetition) },
  }
  const may = (move: string) => affair.may[move]?.allowed === true
  const keep = affair.state === 'answered' && may('sendBack') === false && affair.may.close ? ['close'] : []
  const moves: Moves = {
    primary: ['accept', 'assign', 'reply', 'close', 'sign', 'read', 'report', 'done'].filter(may),
    keep,
    // what it really is shows early: where else it goes on stands in sight
    near: ['turnIntoLetter', 'asLetter', 'asPetition'],
    skip: elsewhere,
    words: { takeOver: 'report' },
    press: {
      turnIntoLetter: { run: () => turning.run({ matter: affair.id as never }), busy: turning.busy, refused: turning.refused },
      asLetter: along('/letters/register'),
      asPetition: along('/petitions/new'),
    },
    forms,
  }
  const facts = [
    w.ways[detail.way],
    detail.relayedBy && `${w.fields.relayedBy} ${detail.relayedBy}`,
    detail.people !== null && `${w.fields.people} ${detail.people}`,
    affair.readers === 'named' && w.fields.named,
  ]
  return (
    <MatterPage
      matter={affair}
      facts={facts.filter(Boolean)}
      moves={moves}
      restricted={shown}
      beside={detail.outside && mayOpen ? <Visitor matter={affair} onOpened={() => setShown(true)} /> : null}
    >
      <Card title={detail.outside ? w.fields.reason : w.fields.body} id="body">
        <p className="card-body pre">{detail.body ?? w.erased}</p>
      </Card>
      <Reports matter={affair} />
    </MatterPage>
  )
}
export function AffairPage({ id }: { readonly id: string }) {
  const affair = useReading(affairView, { id: id as MatterId })
  return <Affair key={`${affair.id}${affair.round}`} affair={affair} />
}
