/** 每周专报: drawn by itself on Monday, written on here, issued by whoever signs, printed. Rule: HA-41, GN-04 */
import { useNavigate } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { issueWeekly, weeklyView } from '../weekly-shape.ts'
import { namedNumbers, titles, tokens } from '../weekly-words.ts'
import { fill, useLettersWords } from './parts/use-letters-words.ts'
import { type Block, useWeekly, type WeeklyDraft } from './parts/use-weekly.ts'
import { WeeklyPaper } from './parts/weekly-paper.tsx'
import './weekly.css'

type View = z.output<typeof weeklyView.output>

function Editor({ view, block, write }: { readonly view: View; readonly block: Block; readonly write: WeeklyDraft['write'] }) {
  const w = useLettersWords().screen.weekly
  const id = `weekly-${block.key}`
  return (
    <div className="weekly-block">
      <label htmlFor={id}>{block.heading}</label>
      <textarea
        id={id}
        className="text-box"
        rows={Math.min(12, 2 + block.text.split('\n').reduce((lines, one) => lines + Math.ceil(one.length / 26), 0))}
        maxLength={8000}
        value={block.text}
        onChange={(e) => write(block.key, e.target.value)}
      />
      <select
        className="text-box weekly-insert"
        aria-label={fill(w.insertIn, { heading: block.heading })}
        value=""
        onChange={(e) => e.target.value && write(block.key, `${block.text}【${e.target.value}】`)}
      >
        <option value="">{w.insert}</option>
        {[...tokens, ...namedNumbers(view.numbers)].map((one) => (
          <option key={one.word} value={one.word}>
            {one.word}
          </option>
        ))}
      </select>
    </div>
  )
}
function IssueDialog({ view, draft, onClose }: { readonly view: View; readonly draft: WeeklyDraft; readonly onClose: () => void }) {
  const t = useT()
  const w = useLettersWords().screen.weekly
  const issue = useAct(issueWeekly, { onDone: onClose })
  const [unsaved, setUnsaved] = useState(false)
  const send = async () => {
    const version = await draft.settle()
    setUnsaved(version === null)
    if (version !== null) issue.run({ id: view.id, version })
  }
  return (
    <Dialog
      title={w.issue}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" data-first busy={issue.busy} onClick={() => void send()}>
            {w.issue}
          </Button>
        </>
      }
    >
      <p>{w.issueNote}</p>
      {unsaved && <RefusalNote error={draft.fault} desk="letters" />}
      <RefusalNote error={issue.refused} desk="letters" />
    </Dialog>
  )
}
function Desk({ view }: { readonly view: View }) {
  const t = useT()
  const w = useLettersWords().screen.weekly
  const language = useLanguage()
  const navigate = useNavigate()
  const draft = useWeekly(view)
  const [issuing, setIssuing] = useState(false)
  const blocks = view.may.edit ? draft.blocks : view.blocks
  const states = { kept: fill(w.kept, { at: sayMoment(draft.savedAt, officeNow(), language) }), typing: w.typing, saving: w.saving, failed: w.failed }
  return (
    <div className={`weekly-page ${view.may.edit ? 'is-edited' : ''}`}>
      <div className="card weekly-head no-print">
        <div className="page-head">
          <h1>
            {titles[view.kind]} <span className="quiet">{view.number ?? w.draft}</span>
          </h1>
          <span className="row">
            <Button onClick={() => void navigate({ to: '/letters/weekly' } as never)}>{t('act.back')}</Button>
            <a className="btn is-plain" href={`/api/letters/weekly-paper.pdf?id=${view.id}`} target="_blank" rel="noreferrer">
              PDF
            </a>
            <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
              {t('act.print')}
            </Button>
            {view.may.issue && (
              <Button kind="primary" onClick={() => setIssuing(true)}>
                {w.issue}
              </Button>
            )}
          </span>
        </div>
        <p className="small quiet" role="status">
          {fill(w.frozen, { at: sayMoment(view.cutOff, officeNow(), language) })}　{view.may.edit && states[draft.state]}
        </p>
        <RefusalNote error={draft.fault} desk="letters" />
      </div>
      {view.may.edit && (
        <Card className="weekly-edit no-print" title={w.edit} aside={w.editNote}>
          <div className="card-body">
            {draft.blocks.map((block) => (
              <Editor key={block.key} view={view} block={block} write={draft.write} />
            ))}
          </div>
        </Card>
      )}
      <div className="card weekly-sheet">
        <WeeklyPaper view={view} blocks={blocks} />
      </div>
      {issuing && <IssueDialog view={view} draft={draft} onClose={() => setIssuing(false)} />}
    </div>
  )
}
export function WeeklyPage({ id }: { readonly id: string }) {
  const view = useReading(weeklyView, { id })
  return <Desk key={`${view.id} ${view.issuedAt ?? ''}`} view={view} />
}
