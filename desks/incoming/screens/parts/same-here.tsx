/** 重份 in the form of one paper: what is registered under this number stands beside it; F2 makes this its second copy, and no second matter is born. */
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { type SamePaper, sameNumber } from '../../arrival-shape.ts'
import { addCopies } from '../../copies-shape.ts'
import { isNumber } from '../../paper-code.ts'
import { SamePapers } from './same-papers.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

interface Props {
  readonly form: { readonly sender: string; readonly senderNumber: string; readonly copies: string; readonly copyFrom: string }
  /** The number said to be another paper's. */
  readonly another: string
  readonly onAnother: (number: string) => void
  /** Its copies have joined those that are there. */
  readonly onJoined: () => void
}
/** Is the number to be looked up, and not registered twice? */
export const isOnce = (number: string, another: string): boolean => isNumber(number) && number !== another
export function SameHere({ form, another, onAnother, onJoined }: Props) {
  const { arrival: w } = useIncomingWords()
  const [joined, setJoined] = useState<SamePaper | null>(null)
  const number = useDeferredValue(form.senderNumber.trim())
  const asked = isOnce(number, another)
  const rows = useReadingLater(sameNumber, asked ? { number, sender: form.sender.trim() } : null).data?.rows ?? []
  const act = useAct(addCopies, { onDone: onJoined })
  const join = (paper: SamePaper) => {
    const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : null)
    setJoined(paper)
    act.run({ matter: paper.matter as MatterId, copies: whole(form.copies) || 1, copyFrom: whole(form.copyFrom) })
  }
  const first = asked ? rows.find((paper) => paper.same && !paper.returned) : undefined
  const press = useRef<() => void>(() => undefined)
  press.current = () => first && !act.busy && join(first)
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      press.current()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  return (
    <>
      {asked && <SamePapers rows={rows} onCopy={join} onAnother={() => onAnother(number)} />}
      <RefusalNote error={act.refused} desk="incoming" />
      {joined && !act.busy && !act.refused && (
        <p role="status" className="landed">
          <Check size={16} aria-hidden="true" /> {w.asCopy} <Link to={`/incoming/${joined.matter}`}>{joined.number}</Link>
        </p>
      )}
    </>
  )
}
