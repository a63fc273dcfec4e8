/** 岗位交接清单: every piece by its number, printed for the file, signed on the page. From the signature on they are the signer's. */
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { handOver, signHandOver } from '../../kernel/people/organisation-shape.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayDue, sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'

export function HandOverPage() {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const list = useReading(handOver, { id })
  const sign = useAct(signHandOver)
  const roles = (desk: string, role: string) => deskOf(desk)?.words[language].roles[role] ?? role
  const kinds: Readonly<Record<string, string>> = words.kinds
  return (
    <article className="people hand-over">
      <div className="page-head">
        <h1>{t('org.handOver')}</h1>
        <Button className="no-print" icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
          {t('act.print')}
        </Button>
      </div>
      <PeoplePlaces />
      <Card id="list">
        <dl className="facts">
          <div>
            <dt>{t('org.from')}</dt>
            <dd>{list.person.name}</dd>
          </div>
          <div>
            <dt>{t('org.post')}</dt>
            <dd>
              {list.unit.name} {list.post.name}
            </dd>
          </div>
          <div>
            <dt>{t('org.why')}</dt>
            <dd>{t(`org.whys.${list.why}`)}</dd>
          </div>
          <div>
            <dt>{t('org.receiver')}</dt>
            <dd>{list.signedBy?.name ?? list.signer?.name ?? ''}</dd>
          </div>
        </dl>
        {list.rows.length > 0 && <p className="small quiet list-count">{t('org.count', { count: list.rows.length })}</p>}
        {list.rows.length === 0 ? (
          <p className="empty">{t('org.noPieces')}</p>
        ) : (
          <table className="ledger posts">
            <thead>
              <tr>
                <th scope="col">{t('org.number')}</th>
                <th scope="col">{t('org.matter')}</th>
                <th scope="col">{t('org.piece')}</th>
                <th scope="col">{t('org.due')}</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a closed list has no id to tell
                <tr key={`${row.number}${row.role}${n}`}>
                  <td className="num">{row.matter ? <a href={matterPath(row.desk, row.matter)}>{row.number}</a> : (row.number ?? deskOf(row.desk)?.words[language].one)}</td>
                  <td>{row.title ?? <span className="quiet">{t('org.closedList')}</span>}</td>
                  <td>{row.lead ? t('org.lead') : `${kinds[row.kind] ?? ''} ${roles(row.desk, row.role)}`}</td>
                  <td className="num">{row.dueAt && (row.light ? <TimeLeft state={row.light} due={row.dueAt} /> : sayDue(row.dueAt, officeNow(), language))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <RefusalNote error={sign.refused} />
        {list.signedAt && list.signedBy && (
          <p className="signed" role="status">
            {t('org.signedBy', { name: list.signedBy.name, at: sayMoment(list.signedAt, officeNow(), language) })}
          </p>
        )}
        {list.maySign && (
          <div className="row between no-print">
            <span className="small">
              {t('org.signNote')}
              {list.takesPost && t('org.takesPost')}
            </span>
            <Button kind="primary" data-first busy={sign.busy} onClick={() => sign.run({ id, seen: list.pieces })}>
              {t('org.sign')}
            </Button>
          </div>
        )}
        <p className="print-only">{t('org.signHere')}</p>
      </Card>
    </article>
  )
}
