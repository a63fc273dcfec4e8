/** 来信人: sealed until somebody opens it and says why; the opening is on record. What was opened is kept in this page only. */
import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { MatterView } from '../../../../kernel/view.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type LetterDetail, openContact } from '../../shape.ts'
import { useLettersWords } from './use-letters-words.ts'

export interface Opened {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly other: string | null
}
export interface AskerCardProps {
  readonly matter: MatterView<LetterDetail>
  readonly opened: readonly Opened[]
  readonly onOpened: (contacts: readonly Opened[]) => void
}
export function AskerCard({ matter, opened, onOpened }: AskerCardProps) {
  const t = useT()
  const w = useLettersWords()
  const usual = w.screen.letter.whyPick
  const [why, setWhy] = useState(matter.state === 'answered' ? (usual[2] ?? '') : matter.state === 'reported' ? (usual[1] ?? '') : (usual[0] ?? ''))
  const act = useAct(openContact, { onDone: ({ contacts }) => onOpened(contacts) })
  return (
    <Card title={w.form.who} id="asker">
      <div className="card-body stack tight">
        {matter.detail.secret && <p className="amber small">{w.screen.letter.contactSecret}</p>}
        {!matter.detail.reachable && <p className="small quiet">{w.screen.letter.contactNone}</p>}
        {matter.detail.channel === 'web' && <p className="small quiet">{w.screen.letter.webAsker}</p>}
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
              <input className="text-box grow" aria-label={w.form.openWhy} list="asker-why" maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
              <Button type="submit" busy={act.busy} disabled={!why.trim()}>
                {t('act.see')}
              </Button>
            </div>
            <datalist id="asker-why">
              {usual.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </form>
        ) : (
          <>
            {opened.map((one) => (
              <dl key={`${one.name}${one.phone}${one.address}`} className="facts">
                {(['name', 'phone', 'address'] as const).map((key) =>
                  one[key] ? (
                    <div key={key}>
                      <dt>{t(`contact.${key}`)}</dt>
                      <dd className={key === 'phone' ? 'num' : ''}>{key === 'phone' ? <a href={`tel:${one.phone}`}>{one.phone}</a> : one[key]}</dd>
                    </div>
                  ) : null,
                )}
                {!one.name && !one.phone && !one.address && <p className="quiet">{w.form.anonymous}</p>}
              </dl>
            ))}
            <div className="row between">
              <span className="small quiet">{t('contact.logged')}</span>
              <Button small onClick={() => onOpened([])}>
                {t('contact.hide')}
              </Button>
            </div>
          </>
        )}
        <RefusalNote error={act.refused} desk="letters" />
      </div>
    </Card>
  )
}
