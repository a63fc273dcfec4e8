/** 我的意见: 同意, 圈阅, 批示, 退回 or 交秘书, typed, spoken or by hand, under whatever was read. What is written stays until it has landed. */
import { useState, useSyncExternalStore } from 'react'
import { mySecretary } from '../../kernel/reading/paper-shape.ts'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { useKeptWriting } from '../kept-writing.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Dictated } from '../parts/dictated.tsx'
import { Field } from '../parts/field.tsx'
import { InkField } from '../parts/ink-pad.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import '../styles/papers.css'
import { MoveForm } from './move-form.tsx'
import { judged, openAct } from './open-act.ts'

/** An act waits for the line by itself (the cache's own rule): whoever pressed is told so. */
function useOnline(): boolean {
  return useSyncExternalStore(
    (tell) => {
      for (const event of ['online', 'offline']) window.addEventListener(event, tell)
      return () => {
        for (const event of ['online', 'offline']) window.removeEventListener(event, tell)
      }
    },
    () => navigator.onLine,
  )
}
export interface MyOpinionProps {
  readonly matter: MatterView
  /** Mine, and open. */
  readonly piece: PieceView
  readonly onLanded: () => void
  /** Where papers follow each other. */
  readonly onLater?: () => void
  /** What saying no is called here, where it sends the paper back. */
  readonly no?: string
}
export function MyOpinion({ matter, piece, onLanded, onLater, no }: MyOpinionProps) {
  const t = useT()
  const me = useMe()
  const { writing, write, forget } = useKeptWriting(`${me.person.id}.${piece.id}`)
  const [returning, setReturning] = useState<string | null>(null)
  const landed = () => {
    forget()
    onLanded()
  }
  const move = piece.kind === 'read' ? 'read' : 'sign'
  const act = useAct(openAct(matter.desk, move), { onDone: landed })
  const hand = useAct(openAct(matter.desk, 'errand'), { onDone: landed })
  const mayHand = matter.may.errand?.allowed === true && piece.kind === 'say'
  const secretary = useReadingLater(mySecretary, mayHand ? { desk: matter.desk } : null).data?.person ?? null
  const words = writing.opinion.trim() || null
  const wrote = words !== null || writing.ink !== null
  const busy = act.busy || hand.busy
  const said = { ink: writing.ink, dictated: writing.dictated && words !== null }
  const on = { ...judged(matter, move), piece: piece.id }
  const sign = (agree: boolean, word: string | null = null) => act.run({ ...on, agree, opinion: words ?? (writing.ink ? null : word), ...said })
  const read = () => act.run({ ...on, opinion: words, ...said })
  const toSecretary = () =>
    secretary && hand.run({ ...judged(matter, 'errand'), piece: piece.id, to: { person: secretary.id }, ask: words ?? t('papers.secretaryAsk'), kind: 'do' })
  const back = ['sendBack', 'sendBackBranch'].find((name) => matter.may[name]?.allowed)
  const refused = act.refused ?? hand.refused
  const online = useOnline()
  return (
    <>
      <Card id="mine" title={t('papers.mine')} aside={me.person.name}>
        <div className="card-body stack">
          <Field label={t('form.opinion')}>
            {(ids) => (
              <textarea {...ids} className="text-box serif" rows={3} maxLength={2000} value={writing.opinion} onChange={(event) => write({ opinion: event.target.value })} />
            )}
          </Field>
          <Dictated value={writing.dictated} onChange={(dictated) => write({ dictated })} />
          <InkField value={writing.ink} onChange={(ink) => write({ ink })} />
          <RefusalNote error={refused} desk={matter.desk} />
          {refused && wrote && <p className="small">{t('papers.kept')}</p>}
          {busy && !online && (
            <p className="amber" role="status">
              {t('papers.waits')}
            </p>
          )}
          <div className="paper-keys">
            {piece.kind === 'say' ? (
              <>
                <Button kind="primary" className="wide" busy={busy} onClick={() => sign(true)}>
                  {wrote ? `${t('papers.write')}（${t('papers.agree')}）` : t('papers.agree')}
                </Button>
                {!wrote && (
                  <Button busy={busy} onClick={() => sign(true, t('papers.mark'))}>
                    {t('papers.mark')}
                  </Button>
                )}
                <Button disabled={!wrote} busy={busy} onClick={() => sign(false)}>
                  {no ?? t('papers.disagree')}
                </Button>
              </>
            ) : (
              <Button kind="primary" className="wide" busy={busy} onClick={read}>
                {t(wrote ? 'papers.write' : 'papers.mark')}
              </Button>
            )}
            {back && (
              <Button busy={busy} onClick={() => setReturning(back)}>
                {t('papers.back')}
              </Button>
            )}
            {secretary && (
              <Button busy={busy} onClick={toSecretary} title={t('papers.secretary', { name: secretary.name })}>
                {t('papers.toSecretary')}
              </Button>
            )}
            {onLater && (
              <Button kind="text" busy={busy} onClick={onLater}>
                {t('papers.later')}
              </Button>
            )}
          </div>
          {piece.kind === 'say' && !wrote && <p className="small quiet">{t('papers.why')}</p>}
        </div>
      </Card>
      {returning && (
        <Dialog title={t('papers.back')} onClose={() => setReturning(null)}>
          <MoveForm matter={matter} move={returning} start={words ? { reason: words } : {}} onDone={landed} onCancel={() => setReturning(null)} />
        </Dialog>
      )}
    </>
  )
}
