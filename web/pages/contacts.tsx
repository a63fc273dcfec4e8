/** 单位办公室通讯录 (HB-14): every unit, who heads it, who receives for it, how to reach it; tap to call; printed as a list. */
import { Printer } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { UnitId } from '../../kernel/ids.ts'
import { contactKinds, contacts, putContact } from '../../kernel/people/organisation-shape.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAbsent, useAbsentWords } from '../parts/use-absent.ts'
import { useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'

type Row = z.output<(typeof contacts)['output']>['rows'][number]
const phones = ['office', 'duty', 'liaison'] as const
const isPhone = (kind: string): boolean => (phones as readonly string[]).includes(kind)

function Edit({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const t = useT()
  const [typed, setTyped] = useState<Partial<Record<(typeof contactKinds)[number], string>>>({ ...row.contacts })
  const act = useAct(putContact)
  const land = async (event: FormEvent) => {
    event.preventDefault()
    try {
      for (const kind of contactKinds)
        if ((typed[kind] ?? '') !== (row.contacts[kind] ?? '')) await act.runAsync({ unit: row.unit.id as UnitId, kind, value: (typed[kind] ?? '').trim() })
      onClose()
    } catch {
      // the refusal stands in the form
    }
  }
  return (
    <Dialog title={`${t('org.editContact')}　${row.unit.name}`} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        {contactKinds.map((kind, n) => (
          <Field key={kind} label={t(`org.contactKinds.${kind}`)}>
            {(ids) => (
              <input
                {...ids}
                className="text-box"
                {...(n === 0 ? { 'data-first': true } : {})}
                value={typed[kind] ?? ''}
                onChange={(e) => setTyped({ ...typed, [kind]: e.target.value })}
              />
            )}
          </Field>
        ))}
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A name, and whether one will find him there. */
function Named({ id, name }: { readonly id: string; readonly name: string }) {
  const away = useAbsent().get(id)
  const say = useAbsentWords()
  return (
    <>
      {name}
      {away && <span className="small amber"> {say(away)}</span>}
    </>
  )
}
export function ContactsPage() {
  const t = useT()
  const keeps = useMay('office.people')
  const { rows } = useReading(contacts, {})
  const [q, setQ] = useState('')
  const [editing, setEditing] = useState<Row | null>(null)
  const text = q.trim()
  const shown = rows.filter((row) => !text || [row.unit.name, row.head?.name, ...row.liaisons.map((l) => l.name), ...Object.values(row.contacts)].some((s) => s?.includes(text)))
  return (
    <div className="people">
      <div className="page-head">
        <h1>{t('org.contacts')}</h1>
        <div className="row no-print">
          <input className="text-box" type="search" value={q} placeholder={t('org.findUnit')} aria-label={t('org.findUnit')} onChange={(e) => setQ(e.target.value)} />
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <PeoplePlaces />
      <Card id="contacts">
        <table className="ledger posts contacts">
          <thead>
            <tr>
              <th scope="col">{t('org.unit')}</th>
              <th scope="col">{t('org.head')}</th>
              <th scope="col">{t('org.liaisons')}</th>
              <th scope="col">{t('org.contacts')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.unit.id}>
                <td>{row.unit.name}</td>
                <td>{row.head && <Named id={row.head.id} name={row.head.name} />}</td>
                <td>
                  {row.liaisons.map((l, n) => (
                    <span key={l.id}>
                      {n > 0 && '、'}
                      <Named id={l.id} name={l.name} />
                    </span>
                  ))}
                </td>
                <td>
                  {contactKinds.map((kind) => {
                    const value = row.contacts[kind]
                    if (!value) return null
                    return (
                      <span key={kind} className="contact">
                        <span className="small quiet">{t(`org.contactKinds.${kind}`)}</span>{' '}
                        {isPhone(kind) ? (
                          <a className="num" href={`tel:${value.replace(/[^\d+]/g, '')}`}>
                            {value}
                          </a>
                        ) : (
                          value
                        )}
                      </span>
                    )
                  })}
                  {keeps && (
                    <Button small kind="text" className="no-print" aria-label={`${t('org.editContact')} ${row.unit.name}`} onClick={() => setEditing(row)}>
                      {t('org.editContact')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {editing && <Edit row={editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
