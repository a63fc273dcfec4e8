/** What was found: titles first, then whatever else the words stand in, each newest first and page after page; where it stands is shown. */
import { useState } from 'react'
import { type FoundRow, find, type Part } from '../../kernel/reading/find-shape.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { PutButton } from '../dossiers/put-button.tsx'
import { Button } from '../parts/button.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import type { Asked } from './search-filter.ts'

const SIZE = 20
const Lit = ({ parts }: { readonly parts: readonly Part[] }) =>
  parts.map((part, n) => {
    const key = `${n} ${part.text}`
    return part.hit ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>
  })

/** The columns of a matter that was found. */
export function useFoundColumns<R extends WorkRow>(title: (row: R) => React.ReactNode): readonly Column<R>[] {
  const t = useT()
  const language = useLanguage()
  return [
    { key: 'left', head: t('work.left'), width: language === 'en' ? '10em' : '8.5em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    { key: 'title', head: t('work.title'), opens: true, phone: 'top', cell: title },
    { key: 'number', head: t('work.number'), width: '11em', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'state', head: t('ledger.phase'), width: language === 'en' ? '11em' : '8em', cell: (row) => deskOf(row.desk)?.words[language].states[row.state] ?? row.state },
    { key: 'unit', head: t('work.unit'), width: '10em', cell: (row) => row.ownerUnit },
  ]
}
function Title({ row }: { readonly row: FoundRow }) {
  const t = useT()
  return (
    <>
      {row.shown ? <Lit parts={row.shown} /> : t('matter.hidden')}
      {row.places.map((place, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places of one row neither move nor change
        <span key={n} className="search-place small">
          <span className="quiet">{t(`search.kinds.${place.kind}`)}　</span>
          <Lit parts={place.parts} />
        </span>
      ))}
    </>
  )
}
/** One list of the page. `alone`: whether it says that nothing was found. */
export function FoundIn({ asked, where, onNone }: { readonly asked: Asked; readonly where: 'title' | 'text'; readonly onNone?: React.ReactNode }) {
  const t = useT()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const page = useReading(find, { ...asked, in: where, size: SIZE, ...(cursor ? { cursor: cursor as never } : {}) })
  const columns = useFoundColumns<FoundRow>((row) => <Title row={row} />)
  const id = where === 'title' ? 'titles' : 'texts'
  const behind = page.waiting >= 100 && where === 'text'
  return (
    <>
      {behind && <p className="small amber">{t('search.building', { n: page.waiting })}</p>}
      {page.rows.length === 0 && page.next === null && cursors.length === 0 ? (
        onNone
      ) : (
        <Card id={id} title={t(`search.${id}`)} className="search-matters" aside={cursors.length > 0 ? t('search.page', { n: cursors.length + 1 }) : undefined}>
          <LedgerTable
            label={t(`search.${id}`)}
            columns={columns}
            rows={page.rows}
            keyOf={(row) => row.matter}
            linkOf={(row) => matterPath(row.desk, row.matter)}
            none={t(page.next === null ? 'search.none' : 'search.furtherBack')}
          />
          {page.rows.length > 0 && (
            <div className="row end no-print">
              <PutButton matters={page.rows.map((row) => ({ id: row.matter, number: row.number, title: row.title }))} />
            </div>
          )}
          {(page.next || cursors.length > 0) && (
            <div className="row end pager no-print">
              {cursors.length > 0 && (
                <Button small onClick={() => setCursors([])}>
                  {t('ledger.first')}
                </Button>
              )}
              {page.next && (
                <Button small onClick={() => setCursors([...cursors, page.next ?? ''])}>
                  {t('ledger.next')}
                </Button>
              )}
            </div>
          )}
        </Card>
      )}
    </>
  )
}
