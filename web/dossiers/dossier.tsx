/** 一卷: its matters across the desks in the order of time, whoever holds each now and how its time stands; all attachments in one place. Rule: GN-12 */
import { Link, useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { changeDossier, type DossierPage as Dossier, type DossierItem, dossierPage, takeOutOfDossier } from '../../kernel/dossiers/shape.ts'
import { fields } from '../../kernel/people/organisation-shape.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { landByKey } from '../matter/move-form.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { FileList } from '../parts/file-view.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { PaperFrame } from '../parts/paper-frame.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card, Kbd } from '../parts/small.tsx'
import { useAct, useReading, useReadingLater } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { DossierFields } from './dossier-fields.tsx'
import './dossiers.css'
import { fill, useDossierWords } from './use-dossier-words.ts'

function ChangeForm({ one, onClose }: { readonly one: Dossier; readonly onClose: () => void }) {
  const t = useT()
  const w = useDossierWords()
  const [said, setSaid] = useState({ title: one.title, field: one.field ?? '', note: one.note ?? '', ended: one.endedAt !== null })
  const [owner, setOwner] = useState<readonly Chosen[]>([{ holder: { person: one.owner.id as never }, name: one.owner.name, note: one.unit.name }])
  const act = useAct(changeDossier, { onDone: onClose })
  const person = owner[0]?.holder.person
  return (
    <Dialog title={w.change} onClose={onClose}>
      <form
        className="stack"
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          if (person) act.run({ id: one.id, title: said.title, field: said.field || null, note: said.note.trim() || null, owner: person, ended: said.ended })
        }}
      >
        <DossierFields said={said} onChange={(part) => setSaid({ ...said, ...part })}>
          <Field label={w.owner}>{(ids) => <HolderPicker {...ids} label={w.owner} only="person" value={owner} onChange={setOwner} />}</Field>
        </DossierFields>
        <label className="check">
          <input type="checkbox" checked={said.ended} onChange={(e) => setSaid({ ...said, ended: e.target.checked })} /> {w.seal}
        </label>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!person}>
            {t('act.save')} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
function useColumns(id: string): readonly Column<DossierItem>[] {
  const t = useT()
  const w = useDossierWords()
  const language = useLanguage()
  const out = useAct(takeOutOfDossier)
  return [
    { key: 'day', head: w.day, width: '7.5em', phone: 'top', cell: (row) => <span className="num">{sayDay(row.registeredAt, officeNow(), language)}</span> },
    { key: 'desk', head: w.desk, width: '7em', cell: (row) => deskOf(row.desk)?.words[language].one ?? row.desk },
    { key: 'title', head: w.matter, opens: true, phone: 'top', cell: (row) => row.title ?? t('matter.hidden') },
    { key: 'number', head: w.number, width: '10em', cell: (row) => <span className="num">{row.number}</span> },
    {
      key: 'now',
      head: w.now,
      width: '12em',
      cell: (row) =>
        row.light !== 'done' && (
          <>
            {row.holder} {row.ownerUnit !== row.holder && <span className="small quiet">{row.ownerUnit}</span>}
          </>
        ),
    },
    { key: 'left', head: w.left, width: language === 'en' ? '10em' : '8em', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    {
      key: 'out',
      head: '',
      width: '5em',
      phone: 'hide',
      cell: (row) =>
        row.mayTakeOut && (
          <Button
            small
            kind="text"
            className="no-print"
            busy={out.busy}
            aria-label={`${w.takeOut} ${row.number ?? ''}`}
            onClick={() => out.run({ id, matter: row.matter as never })}
          >
            {w.takeOut}
          </Button>
        ),
    },
  ]
}
export function DossierPage() {
  const t = useT()
  const w = useDossierWords()
  const language = useLanguage()
  const { id = '' } = useParams({ strict: false })
  const one = useReading(dossierPage, { id })
  const columns = useColumns(id)
  const names = useReadingLater(fields, {}).data?.rows ?? []
  const [open, setOpen] = useState<'change' | 'paper' | null>(null)
  const facts = [
    one.owner.name,
    one.unit.name,
    names.find((field) => field.key === one.field)?.name,
    one.endedAt && fill(w.sealed, { day: sayDay(one.endedAt, officeNow(), language) }),
  ].filter(Boolean)
  return (
    <article className="stack">
      <nav className="crumbs small quiet no-print" aria-label={t('matter.crumbs')}>
        <Link to={'/dossiers' as never}>{w.title}</Link>
      </nav>
      <header className="card dossier-head">
        <div className="row wrap between">
          <h1>{one.title}</h1>
          <div className="row wrap no-print">
            {one.may.change && <Button onClick={() => setOpen('change')}>{w.change}</Button>}
            <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => setOpen('paper')}>
              {t('act.print')}
            </Button>
          </div>
        </div>
        <p className="small quiet">{facts.join('　')}</p>
        {one.note && <p>{one.note}</p>}
      </header>
      <Card id="dossier-items" title={w.timeline} className="search-matters">
        <LedgerTable label={w.timeline} columns={columns} rows={one.rows} keyOf={(row) => row.matter} linkOf={(row) => matterPath(row.desk, row.matter)} none={w.empty} />
      </Card>
      <Card id="dossier-files" title={w.files}>
        <div className="card-body">{one.files.length === 0 ? <p className="quiet">{w.noFiles}</p> : <FileList files={one.files} />}</div>
      </Card>
      {open === 'change' && <ChangeForm one={one} onClose={() => setOpen(null)} />}
      {open === 'paper' && (
        <Dialog title={one.title} onClose={() => setOpen(null)} wide>
          <PaperFrame path={`/api/dossiers/dossier.pdf?id=${id}&language=${language}`} name={one.title} />
        </Dialog>
      )}
    </article>
  )
}
