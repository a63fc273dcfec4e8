/** One line of the list at a time: Enter goes on and at the last field registers, the scanner fills it from anywhere, function keys say what is unusual. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { holdsMark } from '../../../../kernel/secret-mark.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { SecretCard } from '../../../../web/parts/secret-channel.tsx'
import { Kbd, KeyBar } from '../../../../web/parts/small.tsx'
import { useScanner } from '../../../../web/parts/use-scanner.ts'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { type ArrivalRun, countSecret, landLine, sameNumber } from '../../arrival-shape.ts'
import { readPaperCode } from '../../paper-code.ts'
import { type PaperType, paperTypes } from '../../shape.ts'
import { CodeFromScan } from './code-from-scan.tsx'
import { freshLine, type How, type LineForm, lineInput, typeOf, type Way, ways, withCode, withRaw } from './line-form.ts'
import { SamePapers } from './same-papers.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

const widths: Readonly<Record<Way, number>> = { sender: 100, senderNumber: 60, title: 200, copiesListed: 3, copiesCame: 3 }
const words = { sender: 'sender', senderNumber: 'number', title: 'title', copiesListed: 'copiesListed', copiesCame: 'copiesCame' } as const

export function RunForm({ run, onLanded }: { readonly run: ArrivalRun; readonly onLanded: (line: number) => void }) {
  const w = useIncomingWords()
  const a = w.arrival
  const page = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState<LineForm>(freshLine)
  const [signer, setSigner] = useState<readonly Chosen[]>([])
  const [missed, setMissed] = useState<ReadonlySet<string>>(new Set())
  const [secret, setSecret] = useState<{ readonly byCode: boolean; readonly kept: number } | null>(null)
  const [told, setTold] = useState('')
  /** The number as it stood when its field was left: then it is looked up. */
  const [asked, setAsked] = useState({ number: '', sender: '' })
  const number = asked.number !== '' && asked.number === form.senderNumber.trim() ? asked : null
  const same = useReadingLater(sameNumber, number).data?.rows ?? []
  const act = useAct(landLine)
  const counting = useAct(countSecret)
  const change = (part: Partial<LineForm>) => setForm((now) => ({ ...now, ...part }))
  const focus = (way: Way) => page.current?.querySelector<HTMLInputElement>(`[name=${way}]`)?.focus()
  const lookUp = (now: LineForm) => setAsked({ number: now.senderNumber.trim(), sender: now.sender.trim() })

  const land = async (how: Omit<How, 'run' | 'words'> = {}) => {
    if (act.busy) return
    const input = { ...lineInput(form, { run: run.id, words: w.paperTypes, ...how }), signedBy: (signer[0]?.holder.person ?? null) as never }
    const checked = landLine.input.safeParse(input)
    const missing = new Set(checked.success ? [] : checked.error.issues.map((issue) => String(issue.path[0] ?? '')))
    setMissed(missing)
    const first = ways.find((way) => missing.has(way))
    if (missing.size > 0) return first && focus(first)
    const landed = await act.runAsync(input).catch(() => null)
    if (!landed) return lookUp(form) // what the office said stands under the form; nothing typed is lost
    setForm(freshLine)
    setAsked({ number: '', sender: '' })
    setTold('')
    focus('sender')
    onLanded(landed.line)
  }
  /** Nothing of what was typed or scanned is kept: the form is emptied before anything else. Rule: R-C01 */
  const goSecret = async (byCode: boolean) => {
    setForm(freshLine)
    setAsked({ number: '', sender: '' })
    setTold('')
    act.clear()
    const counted = await counting.runAsync({ run: run.id }).catch(() => null)
    if (counted) setSecret({ byCode, kept: counted.secret })
  }
  const hearCode = (raw: string) => {
    const read = readPaperCode(raw)
    if (read.kind === 'secret') return void goSecret(true)
    const filled = (now: LineForm) => (read.kind === 'paper' ? withCode(now, read) : withRaw(now, read.raw))
    const next = filled(form)
    setForm(filled)
    setTold(read.kind === 'paper' ? a.read : next.code === null ? a.readNumber : a.rawCode)
    if (next.senderNumber !== '') lookUp(next)
    // where the field has the focus, what was read stands in the others
    setTimeout(() => focus(read.kind === 'paper' ? 'copiesListed' : next.code === null ? 'title' : 'sender'))
  }
  useScanner(hearCode)
  const firstSame = same.find((paper) => paper.same && !paper.returned)
  const attach = () => firstSame && void land({ copyOf: firstSame.matter })
  const special = new Map([
    ['F2', attach],
    ['F4', () => void land({ missing: true })],
    ['F8', () => change({ listed: !form.listed })],
    ['F9', () => void goSecret(false)],
  ])
  const keys = useRef<(event: globalThis.KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (document.querySelector('dialog[open]') || event.isComposing || event.altKey) return
    const does = special.get(event.key) ?? (event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? () => void land() : undefined)
    if (!does) return
    event.preventDefault()
    does()
  }
  useEffect(() => {
    const heard = (event: globalThis.KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    focusFirst(page.current)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  const walk = (way: Way) => (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const at = ways.indexOf(way)
    const to = event.key === 'ArrowUp' ? at - 1 : event.key === 'ArrowDown' || event.key === 'Enter' ? at + 1 : null
    if (to === null) return
    event.preventDefault()
    const next = ways[to]
    if (next) focus(next)
    else if (event.key === 'Enter') void land()
  }
  const line = (way: Way) => {
    const short = way === 'copiesListed' || way === 'copiesCame'
    return (
      <Field label={a[words[way]]} error={missed.has(way) ? { message: 'required' } : undefined}>
        {(ids) => (
          <input
            {...ids}
            name={way}
            className={`text-box ${short ? 'num' : ''}`}
            inputMode={short ? 'numeric' : 'text'}
            autoComplete="off"
            maxLength={widths[way]}
            placeholder={way === 'copiesCame' ? form.copiesListed : ''}
            value={form[way]}
            onChange={(e) => change({ [way]: e.target.value })}
            onKeyDown={walk(way)}
            onBlur={way === 'senderNumber' ? () => lookUp(form) : undefined}
          />
        )}
      </Field>
    )
  }
  const marked = [form.title, form.sender, form.senderNumber].some(holdsMark)
  return (
    <form
      ref={page}
      className="card-body stack run-form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void land()
      }}
    >
      <div className="run-two">
        {line('sender')}
        {line('senderNumber')}
      </div>
      <div className="run-three">
        {line('title')}
        {line('copiesListed')}
        {line('copiesCame')}
      </div>
      <p className="small quiet" role="status">
        {told} {form.code && <span className="num raw-code">{form.code}</span>}
      </p>
      <SamePapers rows={same} onCopy={(paper) => void land({ copyOf: paper.matter })} onAnother={() => void land({ another: true })} />
      <div className="run-more">
        <Field label={a.type}>
          {(ids) => (
            <select {...ids} className="text-box" value={typeOf(form, w.paperTypes)} onChange={(e) => change({ paperType: e.target.value as PaperType })}>
              {paperTypes.map((value) => (
                <option key={value} value={value}>
                  {w.paperTypes[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={a.copyFrom}>
          {(ids) => (
            <input
              {...ids}
              className="text-box num"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={form.copyFrom}
              onChange={(e) => change({ copyFrom: e.target.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
        <Field label={a.signedBy}>{(ids) => <HolderPicker {...ids} label={a.signedBy} only="person" value={signer} onChange={setSigner} />}</Field>
        <Field label={a.attachments} hint={a.attachmentsHint}>
          {(ids) => (
            <textarea
              {...ids}
              name="attachments"
              className="text-box"
              rows={2}
              maxLength={4000}
              value={form.attachments}
              onChange={(e) => change({ attachments: e.target.value })}
            />
          )}
        </Field>
      </div>
      {marked && <p className="amber small">{a.secretText}</p>}
      <RefusalNote error={act.refused ?? counting.refused} desk="incoming" />
      <div className="row wrap form-foot">
        <Button type="submit" kind="primary" busy={act.busy} data-move="landLine">
          {form.listed ? a.landWord : a.landSurplus} <Kbd>↵</Kbd>
        </Button>
        <Button aria-pressed={!form.listed} onClick={() => change({ listed: !form.listed })}>
          {a.keys.surplus} <Kbd>F8</Kbd>
        </Button>
        <Button onClick={() => void land({ missing: true })}>
          {a.landMissing} <Kbd>F4</Kbd>
        </Button>
        <Button onClick={() => void goSecret(false)}>
          {a.keys.secret} <Kbd>F9</Kbd>
        </Button>
        <CodeFromScan onCode={hearCode} />
      </div>
      <KeyBar
        keys={[
          ['↵ ↑ ↓', a.keys.next],
          ['F2', a.keys.copy],
          ['F4', a.keys.absent],
          ['F8', a.keys.surplus],
          ['F9', a.keys.secret],
        ]}
        note={a.scanHint}
      />
      {secret && (
        <SecretCard
          kept={secret.kept}
          byCode={secret.byCode}
          onClose={() => {
            setSecret(null)
            setTimeout(() => focus('sender'))
          }}
        />
      )}
    </form>
  )
}
const focusFirst = (page: HTMLElement | null) => page?.querySelector('input')?.focus()
