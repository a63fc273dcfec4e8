/** 启用导入: a sheet of the old system, its columns matched, tried, brought in; by whoever may import, in his own name. Rule: R-S13; decision 0019 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { importRuns, lookAtSheet, startImport, type What, whats } from '../../kernel/reading/import-shape.ts'
import { Refused, read } from '../call.ts'
import { officeNow } from '../clock.ts'
import { deskOf } from '../desk-pages.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileDrop, type SentFile } from '../parts/file-drop.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { Broken } from './broken.tsx'
import { ImportColumns, type Looked } from './import-columns.tsx'
import { ImportResult } from './import-result.tsx'
import '../styles/import.css'

type Desk = 'letters' | 'affairs'
const goodSource = /^[\p{L}\p{N}._-]{1,40}$/u
const sourceOf = (file: string) =>
  [...file.replace(/\.[^.]+$/, '')]
    .filter((c) => /[\p{L}\p{N}._-]/u.test(c))
    .join('')
    .slice(0, 40)
/** His imports; asked again each second while one is at work. */
function useRuns(id: string | null) {
  const asked = id === null ? {} : { id }
  return useQuery({
    queryKey: [importRuns.key, asked],
    queryFn: () => read(importRuns, asked),
    refetchInterval: (query) => (query.state.data?.rows.some((row) => row.state === 'running' || row.state === 'waiting') ? 1_000 : false),
  }).data?.rows
}

export function ImportPage() {
  const t = useT()
  const language = useLanguage()
  const [letters, affairs] = [useMay('letters.import'), useMay('affairs.import')]
  const [what, setWhat] = useState<What>(letters ? 'letters' : 'open-matters')
  const [desk, setDesk] = useState<Desk>(letters ? 'letters' : 'affairs')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [looked, setLooked] = useState<Looked | null>(null)
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({})
  const [mapping, setMapping] = useState('')
  const [source, setSource] = useState('')
  const [number, setNumber] = useState('')
  const [run, setRun] = useState<string | null>(null)
  const earlier = useRuns(null)
  const shown = useRuns(run)
  const [file] = files
  const looking = useAct(lookAtSheet, {
    onDone: (found) => {
      setLooked(found)
      setColumns(Object.fromEntries(found.headings.flatMap(({ heading, field }) => (field ? [[heading, field]] : []))))
    },
  })
  const starting = useAct(startImport, { onDone: ({ id }) => setRun(id) })
  const look = (more: { readonly what?: What; readonly file?: SentFile | undefined; readonly sheet?: string; readonly mapping?: string }) => {
    const named = more.file ?? file
    if (named) looking.run({ what: more.what ?? what, file: named.id as never, sheet: more.sheet ?? null, mapping: (more.mapping ?? mapping) || null })
  }
  if (!letters && !affairs) return <Broken error={new Refused({ code: 'session.not-allowed', status: 403, facts: { power: 'letters.import' } })} />
  const kinds = letters ? whats : (['open-matters'] as const)
  const started = shown?.[0] ?? null
  const working = started?.state === 'running' || started?.state === 'waiting'
  const ready = Boolean(file && looked && goodSource.test(source) && Object.keys(columns).length > 0 && !working)
  const begin = (trying: boolean) =>
    file &&
    starting.run({
      what,
      desk: what === 'open-matters' ? desk : 'letters',
      file: file.id as never,
      sheet: looked?.sheet ?? null,
      source,
      columns,
      number: number.trim() || null,
      look: trying,
    })
  return (
    <section className="import-page stack">
      <div className="page-head">
        <h1>{t('imports.title')}</h1>
      </div>
      <p className="small quiet">{t('imports.note')}</p>
      <Card id="file" title={t('imports.file')}>
        <div className="card-body stack">
          <Choice
            label={t('imports.what')}
            value={what}
            options={kinds.map((one) => ({ value: one, word: t(`imports.whats.${one}`) }))}
            onChange={(one) => {
              setWhat(one)
              setMapping('')
              look({ what: one, mapping: '' })
            }}
          />
          {what === 'register' && <p className="small quiet">{t('imports.scansNote')}</p>}
          {what === 'open-matters' && letters && affairs && (
            <Choice
              label={t('imports.desk')}
              value={desk}
              options={(['letters', 'affairs'] as const).map((one) => ({ value: one, word: deskOf(one)?.words[language].name ?? one }))}
              onChange={setDesk}
            />
          )}
          <FileDrop
            label={t('imports.pick')}
            max={1}
            value={files}
            onChange={(sent) => {
              setFiles(sent)
              setLooked(null)
              if (!sent[0]) return
              setSource((had) => had || sourceOf(sent[0]?.name ?? ''))
              look({ file: sent[0] })
            }}
          />
          <RefusalNote error={looking.refused} />
          {looking.busy && <progress aria-label={t('imports.columns')} />}
          {looked && (
            <div className="import-facts">
              {looked.sheets.length > 1 && (
                <Field label={t('imports.sheet')}>
                  {(ids) => (
                    <select {...ids} className="text-box" value={looked.sheet ?? ''} onChange={(e) => look({ sheet: e.target.value })}>
                      {looked.sheets.map((one) => (
                        <option key={one} value={one}>
                          {one}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              )}
              <Field label={t('imports.source')} hint={source && !goodSource.test(source) ? t('imports.sourceBad') : t('imports.sourceNote')}>
                {(ids) => <input {...ids} className="text-box" value={source} onChange={(e) => setSource(e.target.value)} />}
              </Field>
              {what !== 'opening-balance' && (
                <Field label={t('imports.number')} hint={t('imports.numberNote')}>
                  {(ids) => <input {...ids} className="text-box" value={number} maxLength={60} onChange={(e) => setNumber(e.target.value)} />}
                </Field>
              )}
            </div>
          )}
        </div>
      </Card>
      {looked && (
        <ImportColumns
          key={`${what}${looked.sheet}${mapping}`}
          what={what}
          looked={looked}
          columns={columns}
          onChange={setColumns}
          mapping={mapping}
          onMapping={(name) => {
            setMapping(name)
            look({ mapping: name })
          }}
        />
      )}
      {looked && (
        <div className="row end">
          <RefusalNote error={starting.refused} />
          <Button disabled={!ready} busy={starting.busy} onClick={() => begin(true)}>
            {t('imports.try')}
          </Button>
          <Button kind="primary" disabled={!ready} busy={starting.busy} onClick={() => begin(false)}>
            {t('imports.run')}
          </Button>
        </div>
      )}
      <ImportResult run={started} />
      {earlier && earlier.length > 0 && (
        <Card id="earlier" title={t('imports.earlier')}>
          <ul className="card-body plain-list">
            {earlier.map((one) => (
              <li key={one.id} className="row between">
                <button type="button" className="link" onClick={() => setRun(one.id)}>
                  {one.source}　{t(`imports.whats.${one.what}`)}
                </button>
                <span className="small quiet">
                  {t(one.look ? 'imports.try' : 'imports.run')}　{t(`imports.states.${one.state}`)}　{sayMoment(one.at, officeNow(), language)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  )
}
