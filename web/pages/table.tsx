/** One saved ledger: printed and taken out as it stands; its owner changes it, earlier versions are kept. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Copy, Pencil, Trash2 } from 'lucide-react'
import { oneTable, removeTable } from '../../kernel/reading/table-shape.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { LedgerFiles } from '../parts/ledger-files.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { TablePaper } from './table-paper.tsx'

const route = getRouteApi('/menu/tables/$id')
export function TablePage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const { id } = route.useParams() as { readonly id: string }
  const asked = Number((route.useSearch() as { readonly version?: string }).version) || undefined
  const table = useReading(oneTable, { id, ...(asked ? { version: asked } : {}) })
  const removing = useAct(removeTable, { onDone: () => void navigate({ to: '/tables' } as never) })
  const newest = table.versions[0]?.version === table.version
  return (
    <div className="stack table-page">
      <div className="page-head no-print">
        <div>
          <h1>{table.name}</h1>
          <p className="small quiet">
            {table.mine ? (table.shared ? t('tables.sharedWith', { unit: table.shared.name }) : t('tables.mine')) : t('tables.ofOwner', { owner: table.owner.name })}
          </p>
        </div>
        <div className="row wrap">
          {table.versions.length > 1 && (
            <select
              className="text-box"
              aria-label={t('tables.versions')}
              value={table.version}
              onChange={(e) => void navigate({ to: `/tables/${id}`, search: { version: e.target.value }, replace: true } as never)}
            >
              {table.versions.map(({ version, at }) => (
                <option key={version} value={version}>
                  {t('tables.version', { version })}　{sayMoment(at, officeNow(), language)}
                </option>
              ))}
            </select>
          )}
          {table.mine && newest && (
            <Button icon={<Pencil size={14} aria-hidden="true" />} onClick={() => void navigate({ to: `/tables/${id}/edit` } as never)}>
              {t('tables.edit')}
            </Button>
          )}
          <Button icon={<Copy size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/tables/new', search: { of: id, version: table.version } } as never)}>
            {t('tables.copy')}
          </Button>
          <LedgerFiles path="/api/tables/table" query={{ id, version: table.version }} name={table.name} />
          {table.mine && (
            <Button kind="danger" icon={<Trash2 size={14} aria-hidden="true" />} busy={removing.busy} onClick={() => removing.run({ id })}>
              {t('tables.removed')}
            </Button>
          )}
        </div>
      </div>
      <RefusalNote error={removing.refused} />
      <TablePaper id={id} version={table.version} form={table.form} />
    </div>
  )
}
