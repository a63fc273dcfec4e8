/** 传阅夹 at the counter: the holder is chosen once, then each label scanned is one copy more, and one key hands all of them over. */
import { useEffect, useRef, useState } from 'react'
import { read } from '../../../../web/call.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { PaperFrame } from '../../../../web/parts/paper-frame.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { useScanner } from '../../../../web/parts/use-scanner.ts'
import { useAct } from '../../../../web/reading.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { type CopyRow, copyByCode, handCopies } from '../../copies-shape.ts'
import { CopyActions } from './copy-actions.tsx'
import { fill, useIncomingWords } from './use-incoming-words.ts'

interface Props {
  readonly chosen: readonly CopyRow[]
  readonly onChoose: (rows: readonly CopyRow[]) => void
}
export function CopiesDesk({ chosen, onChoose }: Props) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [folder, setFolder] = useState('')
  const [backBy, setBackBy] = useState('')
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState('')
  const [wrong, setWrong] = useState<unknown>(null)
  const [destruction, setDestruction] = useState<string | null>(null)
  const have = useRef(chosen)
  have.current = chosen
  const done = () => {
    onChoose([])
    setTold(w.done)
  }
  const act = useAct(handCopies, { onDone: done })
  const find = async (code: string) => {
    setWrong(null)
    try {
      const { copy } = await read(copyByCode, { code: code.trim() })
      if (!copy) return setTold(w.unknownLabel)
      setTyped('')
      setTold('')
      if (!have.current.some((row) => row.id === copy.id)) onChoose([...have.current, copy])
    } catch (error) {
      setWrong(error)
    }
  }
  useScanner((code) => void find(code))
  const [holder] = to
  const hand = () => {
    if (!holder || chosen.length === 0 || act.busy) return
    const { person, post } = holder.holder
    act.run({
      copies: chosen.map((row) => row.id),
      to: { ...(person ? { person } : {}), ...(post ? { post } : {}) } as never,
      folder: folder.trim() || null,
      backBy: (backBy || null) as never,
    })
  }
  const keys = useRef(hand)
  keys.current = hand
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      keys.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <div className="card-body stack no-print copies-desk">
      <div className="copies-scan">
        <Field label={w.handTo}>{(ids) => <HolderPicker {...ids} label={w.handTo} only="person" value={to} onChange={setTo} />}</Field>
        <Field label={w.scanLabel}>
          {(ids) => (
            <input
              {...ids}
              className="text-box num"
              autoComplete="off"
              maxLength={60}
              value={typed}
              onChange={(e) => setTyped(e.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || typed.trim() === '') return
                event.preventDefault()
                void find(typed)
              }}
            />
          )}
        </Field>
        <Field label={w.folder}>{(ids) => <input {...ids} className="text-box" maxLength={40} value={folder} onChange={(e) => setFolder(e.target.value)} />}</Field>
        <Field label={w.backBy}>{(ids) => <DateField {...ids} value={backBy} onChange={setBackBy} />}</Field>
      </div>
      {chosen.length > 0 && (
        <ul className="row wrap plain-list" aria-label={fill(w.scanned, { n: chosen.length })}>
          {chosen.map((row) => (
            <li key={row.id} className="picked">
              <span className="num">{row.number}</span> {fill(w.copy, { no: row.no })} {row.holder && <span className="quiet">{row.holder.name}</span>}
            </li>
          ))}
        </ul>
      )}
      <p className="small" role="status">
        {chosen.length > 0 ? fill(w.scanned, { n: chosen.length }) : ''} {told}
      </p>
      <RefusalNote error={act.refused ?? wrong} desk="incoming" />
      <div className="row wrap">
        <Button kind="primary" busy={act.busy} disabled={!holder || chosen.length === 0} data-move="handCopies" onClick={hand}>
          {holder ? fill(w.handKey, { name: holder.name }) : w.hand} <Kbd>F2</Kbd>
        </Button>
        <CopyActions
          copies={chosen.map((row) => row.id)}
          onDone={(paper) => {
            done()
            setDestruction(paper)
          }}
        />
      </div>
      {destruction && (
        <Dialog title={w.destruction} onClose={() => setDestruction(null)} wide>
          <PaperFrame path={`/api/incoming/destruction.pdf?id=${destruction}&language=${language}`} name={w.destruction} />
        </Dialog>
      )}
    </div>
  )
}
