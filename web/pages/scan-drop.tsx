/** A pile dropped or chosen, and how far the piles of late have been split. */
import { useQueryClient } from '@tanstack/react-query'
import { ScanLine } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import type { z } from 'zod'
import { type scanBatch, tray } from '../../kernel/reading/scan-shape.ts'
import { sendFile } from '../call.ts'
import { officeNow } from '../clock.ts'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

type Batch = z.output<typeof scanBatch>
function How({ batch }: { readonly batch: Batch }) {
  const t = useT()
  if (batch.state === 'refused') return <span className="amber">{t(`scans.refusedFile.${batch.reason as 'locked'}`)}</span>
  if (batch.state === 'split') return <span className="quiet">{t('scans.split', { pages: batch.pages ?? 0 })}</span>
  if (batch.pages === null) return <span>{t('scans.arrived')}</span>
  return (
    <span className="row">
      <progress max={batch.pages} value={batch.done} aria-label={batch.name} />
      <span className="num">{t('scans.splitting', { done: batch.done, pages: batch.pages })}</span>
    </span>
  )
}

export function ScanDrop({ batches }: { readonly batches: readonly Batch[] }) {
  const t = useT()
  const id = useId()
  const language = useLanguage()
  const client = useQueryClient()
  const [twoSided, setTwoSided] = useState(false)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [wrong, setWrong] = useState<unknown>(null)
  const take = async (files: readonly File[]) => {
    setWrong(null)
    for (const file of files) {
      setSending(file.name)
      try {
        await sendFile(file, `/api/scans?twoSided=${twoSided}`)
      } catch (error) {
        setWrong(error)
      }
    }
    setSending(null)
    await client.invalidateQueries({ predicate: (q) => q.queryKey[0] === tray.key })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  return (
    <section className="card scan-drop" aria-label={t('scans.piles')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button inside does the same */}
      <div
        className={`row wrap between ${over ? 'is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id} className="btn is-plain">
          <ScanLine size={14} aria-hidden="true" /> {t('scans.drop')}
        </label>
        <input
          id={id}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          className="off-screen"
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <label className="row check">
          <input type="checkbox" checked={twoSided} onChange={(event) => setTwoSided(event.target.checked)} />
          <span>{t('scans.twoSided')}</span>
        </label>
      </div>
      {sending && (
        <p className="small" role="status">
          {t('scans.sending', { name: sending })}
        </p>
      )}
      <RefusalNote error={wrong} />
      {batches.length > 0 && (
        <ul className="scan-piles small">
          {batches.slice(0, 3).map((batch) => (
            <li key={batch.id}>
              <span className="clip">{batch.name}</span>
              <span className="quiet num">{sayMoment(batch.at, officeNow(), language)}</span>
              {batch.twoSided && <span className="quiet">{t('scans.two')}</span>}
              <How batch={batch} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
