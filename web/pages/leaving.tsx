/** 离任 (R-D50): what is still open before somebody leaves, each with the way there; he leaves when nothing is. */
import { Link } from '@tanstack/react-router'
import type { PersonId } from '../../kernel/ids.ts'
import { leaving } from '../../kernel/people/organisation-shape.ts'
import { changePerson } from '../../kernel/people/shape.ts'
import { deskOf } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export function Leaving({ id, onHandOver, onDone }: { readonly id: string; readonly onHandOver: (holding: string) => void; readonly onDone: () => void }) {
  const t = useT()
  const language = useLanguage()
  const { data, error } = useReadingLater(leaving, { person: id as PersonId })
  const act = useAct(changePerson, { onDone })
  if (!data) return error ? <RefusalNote error={error} /> : <Waiting />
  const lent = data.papers.filter((p) => p.n > 0)
  return (
    <section className="sub-form stack tight" aria-label={t('leaving.title')}>
      <h3>{t('leaving.title')}</h3>
      <ul className="plain-list leaving">
        {data.posts.map((row) => (
          <li key={row.holding}>
            <b className="amber">{t('leaving.open')}</b> {row.unit.name} {row.post.name}{' '}
            <span className="small quiet">{row.signer ? t('leaving.waits', { name: row.signer.name, count: row.pieces }) : t('leaving.pieces', { count: row.pieces })}</span>{' '}
            {row.list ? (
              <Link to={'/hand-overs' as never}>{t('leaving.seeList')}</Link>
            ) : (
              <Button small kind="text" onClick={() => onHandOver(row.holding)}>
                {t('org.handOverNow')}
              </Button>
            )}
          </li>
        ))}
        {data.posts.length === 0 && <li>{t('leaving.postsDone')}</li>}
        {data.portfolios > 0 && (
          <li>
            <b className="amber">{t('leaving.open')}</b> {t('leaving.portfolios', { count: data.portfolios })} <Link to={'/portfolios' as never}>{t('leaving.seePortfolios')}</Link>
          </li>
        )}
        {lent.map((row) => (
          <li key={row.desk}>
            <b className="amber">{t('leaving.open')}</b> {t('leaving.papers', { desk: deskOf(row.desk)?.words[language].name ?? row.desk, count: row.n })}{' '}
            <Link to={`/${row.desk}` as never}>{t('leaving.seeDesk')}</Link>
          </li>
        ))}
        {lent.length === 0 && <li>{t(data.papers.length === 0 ? 'leaving.nobodyAsked' : 'leaving.papersDone')}</li>}
      </ul>
      <RefusalNote error={act.refused} />
      <div className="row end">
        <Button kind={data.mayLeave ? 'primary' : 'plain'} busy={act.busy} disabled={!data.mayLeave} onClick={() => act.run({ person: id as PersonId, active: false })}>
          {t('leaving.leave')}
        </Button>
      </div>
      {!data.mayLeave && <p className="small quiet">{t('leaving.note')}</p>}
    </section>
  )
}
