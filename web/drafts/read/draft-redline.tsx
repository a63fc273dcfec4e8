/** 花脸稿 on the screen: two texts of a paper, line by line; added underlined, taken out struck through, so that it reads in black and white too. Rule: R-D41 */
import { useMemo, useState } from 'react'
import type { Draft } from '../../../kernel/drafts/draft.ts'
import { draftPair } from '../../../kernel/drafts/shape.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { type RedlineLine, type RedlineRun, redline } from '../../../typeset/draft/redline.ts'
import { useReading } from '../../reading.ts'
import './drafts-read.css'
import { type DraftWords, fill, useDraftWords } from '../use-draft-words.ts'

function Run({ run, words }: { readonly run: RedlineRun; readonly words: DraftWords }) {
  if (run.kind === 'kept') return <span>{run.text}</span>
  const said = <span className="off-screen">{run.kind === 'added' ? words.added : words.taken}</span>
  return run.kind === 'added' ? (
    <ins>
      {said}
      {run.text}
    </ins>
  ) : (
    <del>
      {said}
      {run.text}
    </del>
  )
}
function Line({ line, words }: { readonly line: RedlineLine; readonly words: DraftWords }) {
  const label = { title: words.title, addressees: words.addressees, remark: words.remark, 'copy-to': words.copyTo, 'attachment-title': words.attachment, body: '', attachment: '' }[
    line.part
  ]
  return (
    <li className={`redline-line is-${line.change} ${line.kind === 'heading' ? `is-level-${line.level}` : ''}`}>
      {label && <span className="draft-label small quiet">{label}</span>}
      {line.mark && <span className="draft-number">{line.mark}</span>}
      {line.cells.map((runs, c) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells and runs have no name but their place
        <span key={c} className={line.kind === 'table' ? 'redline-cell' : ''}>
          {runs.map((run, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Run key={n} run={run} words={words} />
          ))}
        </span>
      ))}
      {line.was && <span className="small amber">（{line.was.kind === 'heading' ? fill(words.wasLevel, { n: line.was.level }) : words.wasText}）</span>}
    </li>
  )
}
/** @param before, after any two texts */
export function RedlineOf({ before, after }: { readonly before: Draft; readonly after: Draft }) {
  const w = useDraftWords()
  const lines = useMemo(() => redline(before, after), [before, after])
  const [onlyChanged, setOnly] = useState(false)
  const changed = lines.filter((line) => line.change !== 'kept').length
  if (changed === 0) return <p className="quiet">{w.same}</p>
  return (
    <>
      <p className="row between small">
        <span role="status">
          <b>{fill(w.changes, { n: changed })}</b>
          <span className="quiet">　{w.legend}</span>
        </span>
        <label>
          <input type="checkbox" checked={onlyChanged} onChange={(event) => setOnly(event.target.checked)} /> {w.onlyChanged}
        </label>
      </p>
      <ol className="redline">
        {lines.map((line, n) =>
          onlyChanged && line.change === 'kept' ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line that was taken out and one that was added have no name in common
            <Line key={n} line={line} words={w} />
          ),
        )}
      </ol>
    </>
  )
}
/** @param to null: the text as it stands */
export function DraftRedline({ matter, from, to }: { readonly matter: MatterId; readonly from: number; readonly to: number | null }) {
  const pair = useReading(draftPair, { matter, from, ...(to === null ? {} : { to }) })
  return <RedlineOf before={pair.before as Draft} after={pair.after as Draft} />
}
