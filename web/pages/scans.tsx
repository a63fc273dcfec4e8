/** 回录托盘: piles dropped as one scan, sorted by the code on each slip; the scan large, the form beside it, at most three keys a paper. */
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { paper, type ScanPage, type TrayView, tray, trayViews } from '../../kernel/reading/scan-shape.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { ScanDrop } from './scan-drop.tsx'
import { PaperForm } from './scan-form.tsx'
import { useKeys } from './scan-keys.ts'
import { ScanPicture } from './scan-picture.tsx'
import { LaidForm, SortForm } from './scan-sort.tsx'
import { type Pile, usePile, useUndo } from './scan-state.ts'
import '../styles/scans.css'

const route = getRouteApi('/menu/scans')
const isView = (text: string | undefined): text is TrayView => trayViews.some((view) => view === text)

/** While a pile is being split the tray is asked again every second. */
function useWatch(splitting: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!splitting) return
    const timer = setInterval(() => void client.invalidateQueries({ predicate: (q) => q.queryKey[0] === tray.key }), 1000)
    return () => clearInterval(timer)
  }, [splitting, client])
}

function Right({
  view,
  page,
  next,
  pile,
  twoSided,
  onDone,
}: {
  readonly view: TrayView
  readonly page: ScanPage
  readonly next: ScanPage | null
  readonly pile: Pile
  readonly twoSided: boolean
  readonly onDone: (done: ScanPage) => void
}) {
  if (view === 'ready') return <PaperForm key={page.id} page={page} next={next} pile={pile} onDone={onDone} />
  return view === 'waiting' ? <SortForm key={page.id} page={page} twoSided={twoSided} onDone={onDone} /> : <LaidForm key={page.id} page={page} onDone={onDone} />
}

function Tray({ view, pile }: { readonly view: TrayView; readonly pile: Pile }) {
  const t = useT()
  const navigate = useNavigate()
  const { counts, batches, pages } = useReading(tray, { view })
  const [chosen, setChosen] = useState<string | null>(null)
  const undo = useUndo(pile)
  const client = useQueryClient()
  useWatch(batches.some((batch) => batch.state === 'arrived'))
  const at = Math.max(
    0,
    pages.findIndex((page) => page.id === chosen),
  )
  const page = pages[at]
  const go = (to: number) => setChosen(pages[to]?.id ?? null)
  const done = (landed: ScanPage) => {
    client.removeQueries({ queryKey: [paper.key, { page: landed.id }] })
    setChosen((pages[at + 1] ?? pages[at - 1])?.id ?? null)
    pile.setLast(landed.state === 'entered' ? landed : null)
  }
  useKeys({
    arrowleft: () => go(Math.max(0, at - 1)),
    arrowright: () => go(Math.min(pages.length - 1, at + 1)),
    u: undo.run,
  })
  const batch = batches.find((one) => one.id === page?.batch)
  return (
    <>
      <ScanDrop batches={batches} />
      <div className="row between wrap scan-bar">
        <Choice
          label={t('scans.views')}
          hideLabel
          value={view}
          options={trayViews.map((one) => ({ value: one, word: `${t(`scans.${one}`)}　${counts[one]}` }))}
          onChange={(to) => void navigate({ to: '/scans', search: { view: to === 'ready' ? undefined : to }, replace: true } as never)}
        />
        <div className="row scan-last" role="status">
          {pile.said && <span className="small">{pile.said}</span>}
          {undo.may && (
            <Button small busy={undo.busy} onClick={undo.run}>
              {t('scans.undo')} <kbd className="kbd">U</kbd>
            </Button>
          )}
        </div>
      </div>
      <RefusalNote error={undo.refused} />
      {page ? (
        <div className="scan-panes">
          <ScanPicture
            page={page}
            where={t('scans.place', { n: at + 1, all: pages.length, batch: batch?.name ?? '', no: page.no })}
            onPrior={at > 0 ? () => go(at - 1) : null}
            onNext={at < pages.length - 1 ? () => go(at + 1) : null}
          />
          <Right view={view} page={page} next={pages[at + 1] ?? null} pile={pile} twoSided={batch?.twoSided ?? true} onDone={done} />
        </div>
      ) : (
        <p className="card empty">{t(`scans.none.${view}`)}</p>
      )}
    </>
  )
}

export function ScansPage() {
  const t = useT()
  const { view } = route.useSearch() as { readonly view?: string }
  const pile = usePile()
  return (
    <div className="stack scans-page">
      <div className="page-head">
        <div>
          <h1>{t('scans.title')}</h1>
          <p className="quiet">{t('scans.note')}</p>
        </div>
      </div>
      <Suspense fallback={<Waiting />}>
        <Tray key={view} view={isView(view) ? view : 'ready'} pile={pile} />
      </Suspense>
    </div>
  )
}
