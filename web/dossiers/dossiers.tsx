/** 专题卷: those of one's unit, one's own, and those that hold something one may see. Rule: GN-12 */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type DossierRow, dossierList, openDossier } from '../../kernel/dossiers/shape.ts'
import { officeNow } from '../clock.ts'
import { landByKey } from '../matter/move-form.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { useRested } from '../parts/use-rested.ts'
import { useAct, useReading } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { DossierFields } from './dossier-fields.tsx'
import './dossiers.css'
import { fill, useDossierWords } from './use-dossier-words.ts'

const route = getRouteApi('/menu/dossiers')
type Asked = { readonly q?: string; readonly ended?: string }

function OpenForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const w = useDossierWords()
  const navigate = useNavigate()
  const [said, setSaid] = useState({ title: '', field: '', note: '' })
  const act = useAct(openDossier, { onDone: ({ id }) => void navigate({ to: `/dossiers/${id}` as never }) })
  return (
    <Dialog title={w.open} onClose={onClose}>
      <form
        className="stack"
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          act.run({ title: said.title, field: said.field || null, note: said.note.trim() || null })
        }}
      >
        <DossierFields said={said} onChange={(part) => setSaid({ ...said, ...part })} />
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy}>
            {w.open} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
export function DossiersPage() {
  const t = useT()
  const w = useDossierWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const asked = route.useSearch() as Asked
  const [opening, setOpening] = useState(false)
  const { rows, may } = useReading(dossierList, { ...(asked.q ? { q: asked.q } : {}), ...(asked.ended ? { ended: 'true' as never } : {}) })
  const change = (part: Asked) => void navigate({ to: '/dossiers', search: Object.fromEntries(Object.entries({ ...asked, ...part }).filter(([, v]) => v)), replace: true } as never)
  const [typed, setTyped] = useState(asked.q ?? '')
  const rested = useRested(typed.trim(), 300)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts it
  useEffect(() => {
    if (rested !== (asked.q ?? '')) change({ q: rested })
  }, [rested])
  const columns: readonly Column<DossierRow>[] = [
    { key: 'title', head: w.name, opens: true, phone: 'top', cell: (row) => row.title },
    {
      key: 'items',
      head: w.items,
      width: '9em',
      cell: (row) => (
        <span className="num">
          {row.items}
          {row.late > 0 && <span className="small red"> {fill(w.late, { n: row.late })}</span>}
        </span>
      ),
    },
    { key: 'owner', head: w.owner, width: '7em', cell: (row) => row.owner.name },
    { key: 'unit', head: w.unit, width: '11em', phone: 'hide', cell: (row) => row.unit.name },
    { key: 'opened', head: w.openedAt, width: '8em', phone: 'hide', cell: (row) => <span className="num">{sayDay(row.openedAt, officeNow(), language)}</span> },
  ]
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.title}</h1>
        {may.open && (
          <Button kind="primary" className="no-print" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpening(true)}>
            {w.open}
          </Button>
        )}
      </div>
      <div className="filters no-print">
        <input className="text-box filter-find" type="search" maxLength={60} value={typed} placeholder={w.find} aria-label={w.find} onChange={(e) => setTyped(e.target.value)} />
        <label className="check">
          <input type="checkbox" checked={Boolean(asked.ended)} onChange={(e) => change({ ended: e.target.checked ? '1' : '' })} /> {w.ended}
        </label>
        <Button small onClick={() => window.print()}>
          {t('act.print')}
        </Button>
      </div>
      <LedgerTable label={w.title} columns={columns} rows={rows} keyOf={(row) => row.id} linkOf={(row) => `/dossiers/${row.id}`} none={w.none} />
      {opening && <OpenForm onClose={() => setOpening(false)} />}
    </section>
  )
}
