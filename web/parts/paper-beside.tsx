/** A file beside a form: page by page, larger, turned, by keys that leave the field where one types; the lines asked for are marked on it. */
import { ChevronLeft, ChevronRight, RotateCw, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FileLine } from '../../kernel/reading/lines-shape.ts'
import type { FileRead } from '../file-lines.ts'
import { useT } from '../words/use-words.ts'
import type { SentFile } from './file-drop.tsx'
import { KeyBar } from './small.tsx'
import '../styles/paper-beside.css'

const pictures: readonly string[] = ['png', 'jpg', 'gif', 'webp']
const sizes = [100, 150, 200, 300] as const

/** Alt with a key works while a field is being typed in; without it only while the page itself has the focus. */
function useBesideKeys(pane: React.RefObject<HTMLElement | null>, keys: Readonly<Record<string, () => void>>): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const inside = event.target instanceof Node && pane.current?.contains(event.target) === true
      if (event.ctrlKey || event.metaKey || event.isComposing || !(event.altKey || inside) || document.querySelector('dialog[open]')) return
      const act = now.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [pane])
}

/** Scrolls the pages alone: the form beside them stays where it is. */
function toMiddle(mark: HTMLElement | null): void {
  const pages = mark?.closest('.beside-pages')
  if (!mark || !pages) return
  const [at, room] = [mark.getBoundingClientRect(), pages.getBoundingClientRect()]
  pages.scrollBy(at.left - room.left - Math.max(0, (room.width - at.width) / 2), at.top - room.top - (room.height - at.height) / 2)
}
/** Until a picture says its own shape. */
const A4 = 210 / 297

/** A picture turned by quarters keeps its room; marks turn with it. */
function Sheet({ src, alt, size, turn, marks, onBad }: { src: string; alt: string; size: number; turn: number; marks: readonly FileLine[]; onBad: () => void }) {
  const [shape, setShape] = useState<{ w: number; h: number } | null>(null)
  const lying = turn % 2 === 1
  const ratio = shape ? shape.w / shape.h : A4
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (marks.length > 0 && shape) toMiddle(mark.current)
  }, [marks, shape])
  return (
    <div className="beside-room" style={{ width: `${size}%`, aspectRatio: String(lying ? 1 / ratio : ratio) }}>
      <div className="beside-sheet" style={{ width: lying ? `${ratio * 100}%` : '100%', transform: `translate(-50%, -50%) rotate(${turn * 90}deg)` }}>
        <img src={src} alt={alt} onLoad={(event) => setShape({ w: event.currentTarget.naturalWidth || 1, h: event.currentTarget.naturalHeight || 1 })} onError={onBad} />
        {marks.map(
          ({ no, box }, n) =>
            box && (
              <span
                key={no}
                ref={n === 0 ? mark : null}
                className="beside-mark"
                style={{ left: `${box.x * 100 - 0.6}%`, top: `${box.y * 100 - 0.3}%`, width: `${box.w * 100 + 1.2}%`, height: `${box.h * 100 + 0.6}%` }}
              />
            ),
        )}
      </div>
    </div>
  )
}
/** What was read, where a page cannot be shown as it looks. */
function Words({ lines, marks }: { readonly lines: readonly FileLine[]; readonly marks: readonly FileLine[] }) {
  const t = useT()
  const first = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (marks.length > 0) toMiddle(first.current)
  }, [marks])
  return (
    <>
      <p className="small quiet beside-note">{t('beside.words')}</p>
      <ol className="beside-words">
        {lines.map((line) => (
          <li key={line.no} ref={line === marks[0] ? first : null} value={line.no} className={`is-${line.stands ?? 'left'} ${marks.includes(line) ? 'is-marked' : ''}`}>
            {line.text}
          </li>
        ))}
      </ol>
    </>
  )
}

export interface PaperBesideProps {
  readonly file: SentFile
  readonly read: FileRead & { readonly stop: () => void }
  /** Lines to be shown; their page is turned to. */
  readonly marks: readonly FileLine[]
}
export function PaperBeside({ file, read, marks }: PaperBesideProps) {
  const t = useT()
  const pane = useRef<HTMLElement>(null)
  const [page, setPage] = useState(1)
  const [at, setAt] = useState(0)
  const [turn, setTurn] = useState(0)
  const [bad, setBad] = useState<string | null>(null)
  const [asked] = marks
  useEffect(() => {
    if (asked) setPage(asked.page)
  }, [asked])
  const pages = Math.max(1, read.pages ?? 1)
  const no = Math.min(page, pages)
  const src = file.kind === 'pdf' ? `/api/files/${file.id}/pages/${no}` : pictures.includes(file.kind) ? `/api/files/${file.id}` : null
  const shown = src !== null && !(file.kind === 'pdf' && (read.why === 'locked' || (read.why === 'broken' && read.pages === null)))
  const prior = () => setPage(Math.max(1, no - 1))
  const next = () => setPage(Math.min(pages, no + 1))
  const smaller = () => setAt(Math.max(0, at - 1))
  const larger = () => setAt(Math.min(sizes.length - 1, at + 1))
  const round = () => setTurn((turn + 1) % 4)
  useBesideKeys(pane, { pageup: prior, pagedown: next, '-': smaller, '=': larger, '+': larger, r: round })
  const here = marks.filter((line) => line.page === no)
  const button = (word: string, Icon: typeof ZoomIn, act: () => void, off = false) => (
    <button type="button" className="icon-button" disabled={off} aria-label={word} title={word} onClick={act}>
      <Icon size={16} aria-hidden="true" />
    </button>
  )
  return (
    <section className="card beside" ref={pane} aria-label={t('beside.title')}>
      <div className="row between beside-head">
        <span className="small clip">{file.name}</span>
        <span className="row">
          <span className="small quiet num" aria-live="polite">
            {t('beside.page', { no, of: pages })}
          </span>
          {button(t('beside.prior'), ChevronLeft, prior, no === 1)}
          {button(t('beside.next'), ChevronRight, next, no === pages)}
          {src && (
            <>
              {button(t('beside.smaller'), ZoomOut, smaller, at === 0)}
              {button(t('beside.larger'), ZoomIn, larger, at === sizes.length - 1)}
              {button(t('beside.turn'), RotateCw, round)}
            </>
          )}
        </span>
      </div>
      <BesideState read={read} />
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by the keyboard */}
      <div className="beside-pages" role="group" aria-label={t('beside.pageOf', { no })} tabIndex={0}>
        {bad === src && bad !== null ? (
          <p className="empty">{t('beside.notDrawn')}</p>
        ) : shown ? (
          <Sheet key={src} src={src} alt={t('beside.pageOf', { no })} size={sizes[at] ?? 100} turn={turn} marks={here} onBad={() => setBad(src)} />
        ) : (
          read.lines.length > 0 && <Words lines={read.lines.filter((line) => line.page === no)} marks={here} />
        )}
      </div>
      <KeyBar
        keys={[
          ['Alt PgUp PgDn', t('beside.next')],
          ['Alt + −', t('beside.larger')],
          ['Alt R', t('beside.turn')],
        ]}
      />
    </section>
  )
}
/** How far it has come, and why there is no more. */
function BesideState({ read }: { readonly read: PaperBesideProps['read'] }) {
  const t = useT()
  if (read.reading)
    return read.slow ? (
      <p className="row between small beside-note" role="status">
        <span className="row">
          <progress max={read.asked ?? 1} value={read.asked === null ? undefined : read.done} />
          {read.asked === null ? t('beside.opening') : t('beside.reading', { done: read.done, of: read.asked })}
        </span>
        <button type="button" className="link" onClick={read.stop}>
          {t('beside.stop')}
        </button>
      </p>
    ) : null
  const part = read.pages !== null && read.asked !== null && read.asked < read.pages
  const said = [
    read.refused?.words,
    read.why === 'stopped' ? t('beside.stopped') : read.why && t(`beside.why.${read.why}`),
    part && t('beside.part', { pages: read.pages }),
  ].filter(Boolean)
  return said.length > 0 ? (
    <p className="small amber beside-note" role="status">
      {said.join('')}
    </p>
  ) : null
}
