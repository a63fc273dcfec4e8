/** 代录: what a leader decided on paper or by word of mouth, entered by another hand. Three keys from an open matter: D, then 1 同意 or 2 圈阅, then Enter. */
import { useEffect, useRef, useState } from 'react'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Dictated } from '../parts/dictated.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileDrop, type SentFile } from '../parts/file-drop.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd, KeyBar } from '../parts/small.tsx'
import { fromWall, toWall } from '../parts/wall-clock.ts'
import { useAct } from '../reading.ts'
import { useStepWord, useT } from '../words/use-words.ts'
import { judged, openAct } from './open-act.ts'

/** The pieces another hand may enter for: an opinion or a reading still open with somebody else. Opinions first, leaders' own. */
export const recordable = (matter: MatterView, me: string): readonly PieceView[] =>
  matter.stages
    .flatMap((s) => s.pieces)
    .filter((p) => p.state === 'open' && p.kind !== 'do' && p.person !== null && p.person.id !== me)
    .sort((a, b) => Number(b.kind === 'say') - Number(a.kind === 'say'))

type Decided = 'agree' | 'marked'
const DAY = 24 * 3600_000

export function RecordDialog({ matter, onClose }: { readonly matter: MatterView; readonly onClose: () => void }) {
  const t = useT()
  const me = useMe()
  const step = useStepWord()
  const pieces = recordable(matter, me.person.id)
  const [pieceId, setPiece] = useState(pieces[0]?.id ?? '')
  const [decided, setDecided] = useState<Decided>('agree')
  const [opinion, setOpinion] = useState('')
  const [wall, setWall] = useState<string | null>(null)
  const [relay, setRelay] = useState<string>(() => t('record.relayOral', { name: me.person.name }))
  const [scan, setScan] = useState<readonly SentFile[]>([])
  const [late, setLate] = useState('')
  const [dictated, setDictated] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const land = useRef<HTMLButtonElement>(null)
  const opened = useRef(officeNow())
  const piece = pieces.find((p) => p.id === pieceId) ?? null
  const move = piece?.kind === 'read' ? 'read' : 'sign'
  const act = useAct(openAct(matter.desk, move), { onDone: onClose })
  const at = wall === null ? officeNow() : (fromWall(wall) ?? officeNow())
  const isLate = Date.parse(officeNow()) - Date.parse(at) > DAY
  const choose = (what: Decided) => {
    setDecided(what)
    land.current?.focus()
  }
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type=radio]), textarea, select')
      if (typing || event.isComposing) return
      if (event.key === '1') choose('agree')
      else if (event.key === '2') choose('marked')
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  })
  const submit = () => {
    if (!piece?.person) return
    const said = opinion.trim() || null
    const word = decided === 'marked' ? t('record.key2') : null
    act.run({
      ...judged(matter, move),
      piece: piece.id,
      dictated,
      ...(move === 'sign' ? { agree: true, opinion: said ?? word } : { opinion: said ?? (decided === 'agree' ? t('record.key1') : null) }),
      recorded: { actor: piece.person.id, at, evidence: scan[0]?.id ?? null, relay: relay.trim() || null, late: isLate ? late.trim() || null : null },
    })
  }
  return (
    <Dialog title={t('record.title')} onClose={onClose}>
      {pieces.length === 0 ? (
        <p className="quiet">{t('record.nobody')}</p>
      ) : (
        <form
          ref={form}
          className="stack record"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p className="small quiet">{t('record.note')}</p>
          <Choice
            label={t('record.what')}
            value={decided}
            options={[
              {
                value: 'agree',
                word: (
                  <>
                    {t('record.key1')} <Kbd>1</Kbd>
                  </>
                ),
              },
              {
                value: 'marked',
                word: (
                  <>
                    {t('record.key2')} <Kbd>2</Kbd>
                  </>
                ),
              },
            ]}
            onChange={setDecided}
          />
          <Field label={t('record.who')}>
            {(ids) => (
              <select {...ids} className="text-box" value={pieceId} onChange={(e) => setPiece(e.target.value)}>
                {pieces.map((p) => (
                  <option key={p.id} value={p.id}>
                    {[p.person?.name, p.post, step(matter.desk, p)].filter(Boolean).join('　')}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="two">
            <Field label={t('record.at')}>
              {(ids) => <DateField {...ids} time value={wall ?? toWall(opened.current)} max={toWall(officeNow())} onChange={(to) => setWall(to || null)} />}
            </Field>
            <Field label={t('record.relay')}>{(ids) => <input {...ids} className="text-box" value={relay} maxLength={100} onChange={(e) => setRelay(e.target.value)} />}</Field>
          </div>
          {isLate && <Field label={t('record.late')}>{(ids) => <input {...ids} className="text-box" value={late} onChange={(e) => setLate(e.target.value)} />}</Field>}
          <Field label={t('form.opinion')}>{(ids) => <textarea {...ids} rows={2} className="text-box serif" value={opinion} onChange={(e) => setOpinion(e.target.value)} />}</Field>
          <Dictated value={dictated} onChange={setDictated} />
          <FileDrop label={t('record.scan')} value={scan} onChange={setScan} max={1} />
          <RefusalNote error={act.refused} desk={matter.desk} />
          <div className="row between form-foot">
            <KeyBar
              keys={[
                ['1', t('record.key1')],
                ['2', t('record.key2')],
                ['↵', t('record.land')],
              ]}
            />
            <Button type="submit" kind="primary" busy={act.busy} ref={land} data-first>
              {t('record.land')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

/** Opens 代录 by D when nothing is being typed. */
export function useRecordKey(allowed: boolean, open: () => void): void {
  const now = useRef(open)
  now.current = open
  useEffect(() => {
    if (!allowed) return
    const key = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'd' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof HTMLElement && (event.target.matches('input, textarea, select, [contenteditable=true]') || event.target.closest('dialog'))) return
      event.preventDefault()
      now.current()
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [allowed])
}
