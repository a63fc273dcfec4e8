/** 按来件人查: exactly this telephone or this name, with a reason; who may open contacts, and every look-up on record. */
import { type FormEvent, useState } from 'react'
import { findAsker } from '../../kernel/reading/find-shape.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { LedgerTable } from '../parts/ledger-table.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { useFoundColumns } from './search-found.tsx'

/** @param phone what was typed into the search box, where it looks like one */
export function SearchAsker({ phone }: { readonly phone: string }) {
  const t = useT()
  const [by, setBy] = useState<'phone' | 'name'>('phone')
  const [value, setValue] = useState(phone)
  const [why, setWhy] = useState('')
  const [found, setFound] = useState<{ readonly rows: readonly WorkRow[]; readonly more: boolean } | null>(null)
  const act = useAct(findAsker, { onDone: setFound })
  const columns = useFoundColumns<WorkRow>((row) => row.title ?? t('matter.hidden'))
  const send = (event: FormEvent) => {
    event.preventDefault()
    setFound(null)
    act.run({ by, value, why })
  }
  return (
    <>
      <Card id="asker" title={t('search.asker')} aside={t('search.askerLogged')}>
        <form className="card-body stack search-asker" onSubmit={send}>
          <fieldset className="row wrap plain-fieldset">
            <legend className="off-screen">{t('search.asker')}</legend>
            {(['phone', 'name'] as const).map((one) => (
              <label key={one} className="row">
                <input type="radio" name="by" checked={by === one} onChange={() => setBy(one)} /> {t(`search.by.${one}`)}
              </label>
            ))}
          </fieldset>
          <Field label={t(`search.by.${by}`)}>
            {(ids) => (
              <input
                {...ids}
                className="text-box"
                required
                maxLength={60}
                inputMode={by === 'phone' ? 'tel' : 'text'}
                autoComplete="off"
                value={value}
                onChange={(e) => setValue(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('search.why')} hint={t('search.whyHint')}>
            {(ids) => <input {...ids} className="text-box" required maxLength={200} value={why} onChange={(e) => setWhy(e.target.value)} />}
          </Field>
          <RefusalNote error={act.refused} />
          <div className="row">
            <Button type="submit" kind="primary" busy={act.busy}>
              {t('search.askerGo')}
            </Button>
          </div>
        </form>
      </Card>
      {found && (
        <Card id="asker-found" title={t('search.askerFound')} className="search-matters" aside={found.more ? t('search.askerMore') : t('work.count', { count: found.rows.length })}>
          <LedgerTable
            label={t('search.askerFound')}
            columns={columns}
            rows={found.rows}
            keyOf={(row) => row.matter}
            linkOf={(row) => matterPath(row.desk, row.matter)}
            none={t('search.askerNone')}
          />
        </Card>
      )}
    </>
  )
}
