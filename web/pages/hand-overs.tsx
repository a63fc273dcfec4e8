/** 岗位交接: what waits for my signature, what I hand over; for whoever keeps the people, all of them, by their number only. */
import { Link } from '@tanstack/react-router'
import { cancelHandOver, handOvers } from '../../kernel/people/organisation-shape.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export function HandOversPage() {
  const t = useT()
  const language = useLanguage()
  const { rows } = useReading(handOvers, {})
  const cancel = useAct(cancelHandOver)
  return (
    <div className="people">
      <div className="page-head">
        <h1>{t('org.handOvers')}</h1>
      </div>
      <PeoplePlaces />
      <RefusalNote error={cancel.refused} />
      <Card id="hand-overs">
        {rows.length === 0 ? (
          <p className="empty">{t('org.none')}</p>
        ) : (
          <ul className="plain-list hand-overs">
            {rows.map((row) => (
              <li key={row.id}>
                <span>
                  <b>{row.person.name}</b> {row.unit.name} {row.post.name} <span className="quiet">{t(`org.whys.${row.why}`)}</span>
                </span>
                <span className="small quiet num">{t('org.pieces', { matters: row.matters, pieces: row.pieces })}</span>
                <span className="small">
                  {row.signedAt && row.signedBy
                    ? t('org.signedBy', { name: row.signedBy.name, at: sayMoment(row.signedAt, officeNow(), language) })
                    : `${t('org.toSign')}${language === 'en' ? ': ' : '：'}${row.signer?.name ?? ''}`}
                </span>
                <span className="row">
                  {row.mayShow && (
                    <Link className="btn is-plain is-small" to={`/hand-overs/${row.id}` as never}>
                      {t(row.maySign ? 'org.sign' : 'org.handOver')}
                    </Link>
                  )}
                  {row.mayCancel && (
                    <Button small kind="text" busy={cancel.busy} onClick={() => cancel.run({ id: row.id })}>
                      {t('org.withdraw')}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}
