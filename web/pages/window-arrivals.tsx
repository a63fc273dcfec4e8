/** 当日收件: what came in today, who took it in, where it is; another day by its date; printed as the day's sheet. */
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { arrivals } from '../../kernel/reading/window-shape.ts'
import { type OfficeDate, officeDate, officeTime } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

type Row = z.output<(typeof arrivals)['output']>['rows'][number]
export function Arrivals() {
  const t = useT()
  const language = useLanguage()
  const today = officeDate(officeNow())
  const [day, setDay] = useState<string>(today)
  const { rows, more } = useReading(arrivals, { day: day as OfficeDate })
  const columns: readonly Column<Row>[] = [
    { key: 'at', head: t('window.at'), width: '5em', phone: 'top', cell: (row) => <span className="num">{officeTime(row.registeredAt as never)}</span> },
    { key: 'title', head: t('work.title'), opens: true, phone: 'top', cell: (row) => row.title ?? t('matter.hidden') },
    { key: 'number', head: t('work.number'), width: '11em', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'desk', head: t('ledger.desk'), width: '7em', spare: true, cell: (row) => deskOf(row.desk)?.words[language].one ?? row.desk },
    { key: 'by', head: t('window.by'), width: '6em', cell: (row) => row.by.name },
    { key: 'where', head: t('window.where'), width: '11em', cell: (row) => [...new Set([row.ownerUnit, row.holder])].filter(Boolean).join(' ') },
    { key: 'left', head: t('work.left'), width: '8em', phone: 'hide', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
  ]
  return (
    <Card
      title={`${t('window.thatDay', { day: sayDate(day, language) })}　${t('work.count', { count: rows.length })}`}
      id="arrivals"
      className="window-arrivals"
      aside={
        <span className="row no-print">
          <DateField aria-label={t('window.day')} value={day} onChange={(next) => setDay(next || today)} />
          <Button small icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </span>
      }
    >
      <LedgerTable label={t('window.today')} columns={columns} rows={rows} keyOf={(row) => row.matter} linkOf={(row) => matterPath(row.desk, row.matter)} none={t('window.none')} />
      {more && <p className="small quiet card-body">{t('window.more')}</p>}
    </Card>
  )
}
