/** 下一步: what may be done now, drawn from `may` alone; what is locked stays on screen, dashed, with what is missing underneath. */
import { Lock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { Refused } from '../call.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { RefusalNote, useRefusalText } from '../parts/refusal-note.tsx'
import { useAct } from '../reading.ts'
import { sayDue } from '../say-time.ts'
import { moveWord, useLanguage, useStepWord, useT } from '../words/use-words.ts'
import type { DeskForm } from './desk-form.ts'
import { EraseForm } from './erase-form.tsx'
import { atOnce } from './move-fields.ts'
import { MoveForm } from './move-form.tsx'
import { judged, openAct, type Words, wordOf } from './open-act.ts'
import { StartRouteForm } from './start-route-form.tsx'

export type { DeskForm } from './desk-form.ts'

export interface Moves {
  /** The one primary move, first that is allowed; a desk that names some has no other. */
  readonly primary?: readonly string[]
  /** Moves shown even while locked, with what is missing: 销号. */
  readonly keep?: readonly string[]
  /** Moves drawn elsewhere on the page, or not for hands at all. */
  readonly skip?: readonly string[]
  /** Moves of the desk's own that stand beside the first one, before the office's usual words. */
  readonly near?: readonly string[]
  /** The office word behind a move of the desk's own name. */
  readonly words?: Words
  /** What a move is called on this page, where its name says too little: 送核稿 for a new draft. */
  readonly names?: Readonly<Record<string, string>>
  /** Moves the page does itself when pressed: what they need stands on it already. */
  readonly press?: Readonly<Record<string, { readonly run: () => void; readonly busy: boolean; readonly refused: unknown }>>
  /** The desk's own forms. */
  readonly forms?: Readonly<Record<string, (props: DeskForm) => ReactNode>>
}
const usual = [
  'accept',
  'assign',
  'report',
  'reply',
  'sign',
  'read',
  'done',
  'settle',
  'close',
  'handOver',
  'startRoute',
  'circulate',
  'urge',
  'extend',
  'note',
  'errand',
  'addSign',
  'refuse',
  'sendBack',
  'sendBackBranch',
  'dropSign',
  'withdraw',
  'pause',
  'resume',
  'reopen',
  'merge',
  'unmerge',
  'takeBack',
  'void',
  'erase',
  'recuse',
  'closeList',
  'changeList',
  'openList',
]
const never = new Set(['register', 'object', 'answerThrough', 'renew'])
/** Not a lock but simply not mine, or not now. */
const elsewhere = new Set([
  'kernel.not-yours',
  'kernel.no-power',
  'kernel.not-in-this-state',
  'kernel.wrong-piece',
  'kernel.unknown-move',
  'kernel.not-found',
  'kernel.lead-only',
  'kernel.nobody-to-urge',
  'kernel.no-earlier-holder',
  'kernel.only-branch',
  'kernel.nobody',
  'kernel.not-paused',
  'kernel.not-merged',
  'kernel.nothing-owed',
  'kernel.no-draft',
  'kernel.nothing-to-take-back',
  'kernel.taken-up',
  'kernel.final',
  'kernel.no-clock',
  'kernel.own-work',
  'kernel.list-closed',
  'kernel.list-open',
  'kernel.no-route',
])
/** Seldom done: behind «其他», never beside the usual ones. */
const rare = new Set(['void', 'merge', 'unmerge', 'withdraw', 'reopen', 'dropSign', 'takeBack', 'erase', 'recuse', 'closeList', 'changeList', 'openList'])
const backward = new Set(['refuse', 'sendBack', 'sendBackBranch', 'void', 'takeBack', 'erase'])
const byOrder = (a: string, b: string) => (usual.indexOf(a) + 1 || 99) - (usual.indexOf(b) + 1 || 99)

const pieceFor = (matter: MatterView, move: string): PieceView | undefined => {
  const may = matter.may[move]
  return may?.allowed ? matter.stages.flatMap((s) => s.pieces).find((p) => p.id === may.piece) : undefined
}
/** The consent asked of the reader, if that is what he would sign now. */
export function decides(matter: MatterView): { readonly stage: MatterView['stages'][number]; readonly piece: PieceView } | null {
  const piece = pieceFor(matter, 'sign')
  const stage = piece && matter.stages.find((s) => s.id === piece.stage && s.asks !== null)
  return piece && stage ? { stage, piece } : null
}
/** What can be pressed, what stands locked; pure. */
export function sorted(
  matter: MatterView,
  moves: Moves,
): {
  readonly primary: string | null
  readonly second: readonly string[]
  readonly more: readonly string[]
  readonly locked: readonly { readonly move: string; readonly error: Refused }[]
} {
  const skip = new Set([...(moves.skip ?? []), ...never].filter((m) => !moves.keep?.includes(m) && !moves.primary?.includes(m)))
  const names = Object.keys(matter.may).filter((m) => !skip.has(m))
  const reading = matter.stages.some((s) => s.kind === 'read' && !s.endedAt)
  const open = names.filter((m) => matter.may[m]?.allowed && (m !== 'withdraw' || reading)).sort(byOrder)
  // what waits for my decision comes before my own work
  const wished = [...(decides(matter) ? ['sign'] : []), ...(moves.primary ?? [...open.filter((m) => !usual.includes(m)), ...usual.slice(0, 9)])]
  // what a rule gave needs no signature: taking it up by name is a seldom one
  const seldom = (m: string) => rare.has(m) || (m === 'accept' && pieceFor(matter, m)?.byRule === true)
  const primary = wished.find((m) => open.includes(m) && !(m === 'accept' && seldom(m))) ?? null
  const rest = open.filter((m) => m !== primary)
  const locked = names.flatMap((move) => {
    const may = matter.may[move]
    if (!may || may.allowed || ((elsewhere.has(may.code) || may.code.startsWith('kernel.already-')) && !moves.keep?.includes(move))) return []
    return [{ move, error: new Refused({ code: may.code, facts: may.facts, status: 422 }) }]
  })
  // 催办 comes and goes with its quiet time: it stands last, so that nothing else moves
  const own = rest.filter((m) => moves.near?.includes(m))
  const near = [...[...own, ...rest.filter((m) => !own.includes(m) && !seldom(m) && m !== 'urge')].slice(0, 4), ...rest.filter((m) => m === 'urge')]
  return { primary, second: near, more: rest.filter((m) => !near.includes(m)), locked: locked.filter((l) => moves.keep?.includes(l.move) || matter.phase !== 'closed') }
}

function LockedMove({ matter, move, name, error }: { readonly matter: MatterView; readonly move: string; readonly name: string; readonly error: unknown }) {
  const text = useRefusalText()
  return (
    <div className="locked">
      <button type="button" className="btn is-locked" aria-disabled="true" aria-describedby={`locked-${move}`}>
        <Lock size={14} aria-hidden="true" /> {name}
      </button>
      <p className="small quiet" id={`locked-${move}`}>
        {text(error, matter.desk)}
      </p>
    </div>
  )
}

/** Office words with a form of their own on every desk. */
const formsOfWords: Readonly<Record<string, (props: DeskForm) => ReactNode>> = { erase: EraseForm, startRoute: StartRouteForm }

export function MoveBar({ matter, moves = {}, children }: { readonly matter: MatterView; readonly moves?: Moves; readonly children?: ReactNode }) {
  const t = useT()
  const language = useLanguage()
  const [open, setOpen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const { primary, second, more, locked } = sorted(matter, moves)
  const shut = () => setOpen(null)
  const Own = open ? (moves.forms?.[open] ?? formsOfWords[wordOf(open, moves.words) ?? '']) : undefined
  const decision = decides(matter)
  const step = useStepWord()
  const nameOf = (move: string) => (move === 'sign' && decision ? step(matter.desk, decision.stage) : null) ?? moves.names?.[move] ?? moveWord(matter.desk, move, language)
  const button = (move: string, kind: 'primary' | 'plain') => (
    <MoveButton
      key={move}
      matter={matter}
      move={move}
      name={nameOf(move)}
      kind={backward.has(move) && kind === 'plain' ? 'danger' : kind}
      words={moves.words ?? {}}
      pressed={moves.press?.[move]}
      own={Boolean(moves.forms?.[move])}
      onOpen={() => setOpen(move)}
    />
  )
  return (
    <div className="moves">
      {children}
      {decision?.stage.asks && (
        <p className="asked-for">
          <b>
            {t('matter.askedFor', { name: decision.piece.givenBy.name, move: moveWord(matter.desk, decision.stage.asks.move, language) })}
            {typeof decision.stage.asks.said.until === 'string' && ` ${t('people.until', { date: sayDue(decision.stage.asks.said.until, officeNow(), language) })}`}
          </b>
          {decision.piece.ask && <span className="pre">{decision.piece.ask}</span>}
        </p>
      )}
      <div className="move-bar">
        {primary && button(primary, 'primary')}
        {second.length > 0 && <div className="move-grid">{second.map((move) => button(move, 'plain'))}</div>}
        {more.length > 0 && (
          <>
            <button type="button" className="link small more-moves" aria-expanded={all} onClick={() => setAll(!all)}>
              {t('matter.others')}
            </button>
            {all && <div className="move-grid is-more">{more.map((move) => button(move, 'plain'))}</div>}
          </>
        )}
      </div>
      {!primary && second.length === 0 && (
        <p className="quiet nothing-now">{matter.phase === 'closed' ? t('matter.closed') : matter.phase === 'void' ? t('matter.void') : t('matter.nothing')}</p>
      )}
      {locked.map((one) => (
        <LockedMove key={one.move} matter={matter} name={nameOf(one.move)} {...one} />
      ))}
      {open && (
        <Dialog title={nameOf(open)} onClose={shut}>
          {Own ? (
            <Own matter={matter} move={open} onDone={shut} onCancel={shut} />
          ) : (
            <MoveForm matter={matter} move={open} words={moves.words ?? {}} onDone={shut} onCancel={shut} />
          )}
        </Dialog>
      )}
    </div>
  )
}

/** A move that needs no words is done with one press; the others open their form. */
function MoveButton({
  matter,
  move,
  name,
  kind,
  words,
  pressed,
  own,
  onOpen,
}: {
  readonly matter: MatterView
  readonly move: string
  readonly name: string
  readonly kind: 'primary' | 'plain' | 'danger'
  readonly words: Words
  readonly pressed: NonNullable<Moves['press']>[string] | undefined
  readonly own: boolean
  readonly onOpen: () => void
}) {
  const act = useAct(openAct(matter.desk, move, words))
  const word = wordOf(move, words)
  const direct = !own && word !== null && atOnce.has(word)
  const press = () => (pressed ? pressed.run() : direct ? act.run(judged(matter, move)) : onOpen())
  return (
    <div className="move-one">
      <Button kind={kind} busy={pressed?.busy ?? act.busy} className="move" data-move={move} onClick={press}>
        {name}
      </Button>
      <RefusalNote error={pressed?.refused ?? act.refused} desk={matter.desk} />
    </div>
  )
}
