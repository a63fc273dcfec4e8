/** 手写板: an opinion by one's own hand, with pen, finger or mouse. Whoever has none of these types; what is written stays until it is taken away. */
import { Eraser, PenTool, Plus, Undo2 } from 'lucide-react'
import { type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type InkPoint, inkBreadth, inkPath, packInk, readInk } from '../../kernel/ink.ts'
import '../styles/ink.css'
import { useKernelWords, useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { addPoint, PAD_HEIGHT, PAD_MOST, PAD_WIDTH, pointOn, withStroke, writes } from './ink-strokes.ts'

export interface InkPadProps {
  /** As `kernel/ink.ts` keeps it; null: nothing is written. */
  readonly value: string | null
  readonly onChange: (ink: string | null) => void
}
/** Lines to write on. */
const rules = (height: number): string => Array.from({ length: height / 200 - 1 }, (_, n) => `M30 ${(n + 1) * 200}h${PAD_WIDTH - 60}`).join('')
interface Now {
  readonly pointer: number
  readonly type: string
  readonly stroke: InkPoint[]
}

export function InkPad({ value, onChange }: InkPadProps) {
  const t = useT()
  const words = useKernelWords()
  const id = useId()
  const ink = useMemo(() => (value === null ? null : readInk(value)), [value])
  const strokes = ink?.strokes ?? []
  const [height, setHeight] = useState(Math.max(PAD_HEIGHT, ink?.height ?? 0))
  const [full, setFull] = useState(false)
  /** What was wiped away, until something else is written. */
  const [wiped, setWiped] = useState<string | null>(null)
  const surface = useRef<SVGSVGElement>(null)
  const line = useRef<SVGPathElement>(null)
  const now = useRef<Now | null>(null)
  const pen = useRef(false)
  const began = useRef<number | null>(null)
  /** The browser must not scroll under a hand that writes: React hears touches too late to say so. */
  useEffect(() => {
    const pad = surface.current
    const hold = (event: TouchEvent) => event.preventDefault()
    pad?.addEventListener('touchmove', hold, { passive: false })
    return () => pad?.removeEventListener('touchmove', hold)
  }, [])
  const draw = () => {
    if (!line.current) return
    const stroke = now.current?.stroke ?? []
    line.current.setAttribute('d', inkPath(stroke))
    line.current.setAttribute('stroke-width', String(inkBreadth(stroke)))
  }
  const hear = (event: PointerEvent<SVGSVGElement>, at: Now) => {
    const box = event.currentTarget.getBoundingClientRect()
    const last = strokes.at(-1)?.at(-1)?.t ?? 0
    began.current ??= event.timeStamp - last
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const one of moves.length > 0 ? moves : [event.nativeEvent])
      addPoint(at.stroke, pointOn(box, one, height), Math.max(last, one.timeStamp - (began.current ?? 0)), one.pointerType === 'touch' ? 0 : one.pressure)
    draw()
  }
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (!writes(event, pen.current)) return
    // a pen that comes after a palm takes the palm's stroke away
    if (now.current && !(event.pointerType === 'pen' && now.current.type !== 'pen')) return
    if (event.pointerType === 'pen') pen.current = true
    event.currentTarget.setPointerCapture(event.pointerId)
    now.current = { pointer: event.pointerId, type: event.pointerType, stroke: [] }
    hear(event, now.current)
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (now.current?.pointer === event.pointerId) hear(event, now.current)
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    const done = now.current
    if (done?.pointer !== event.pointerId) return
    now.current = null
    draw()
    const next = withStroke(ink, done.stroke, height)
    setFull(next === null)
    if (!next) return
    setWiped(null)
    onChange(packInk(next))
  }
  const cancel = (event: PointerEvent<SVGSVGElement>) => {
    if (now.current?.pointer !== event.pointerId) return
    now.current = null
    draw()
  }
  const undo = () => {
    setFull(false)
    if (strokes.length === 0 && wiped !== null) {
      setWiped(null)
      return onChange(wiped)
    }
    const rest = strokes.slice(0, -1)
    onChange(rest.length > 0 ? packInk({ width: PAD_WIDTH, height, strokes: rest }) : null)
  }
  const clear = () => {
    setFull(false)
    setWiped(value)
    began.current = null
    onChange(null)
  }
  return (
    <div className="ink-pad">
      <svg
        ref={surface}
        className="ink-surface"
        role="img"
        aria-label={strokes.length > 0 ? t('ink.written', { n: strokes.length }) : t('ink.pad')}
        aria-describedby={`${id}-note`}
        viewBox={`0 0 ${PAD_WIDTH} ${height}`}
        style={{ aspectRatio: `${PAD_WIDTH} / ${height}` }}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
      >
        <path className="ink-rule" d={rules(height)} />
        {strokes.map((stroke) => (
          <path key={`${stroke[0]?.t} ${stroke[0]?.x} ${stroke[0]?.y}`} d={inkPath(stroke)} strokeWidth={inkBreadth(stroke)} />
        ))}
        <path ref={line} />
      </svg>
      <div className="row between wrap">
        <span className="small quiet" id={`${id}-note`} role="status">
          {full ? t('ink.full') : words.inkNote}
        </span>
        <span className="row">
          <Button small icon={<Undo2 size={14} aria-hidden="true" />} disabled={strokes.length === 0 && wiped === null} onClick={undo}>
            {t('ink.undo')}
          </Button>
          <Button small icon={<Eraser size={14} aria-hidden="true" />} disabled={strokes.length === 0} onClick={clear}>
            {t('ink.clear')}
          </Button>
          <Button small icon={<Plus size={14} aria-hidden="true" />} disabled={height >= PAD_MOST} onClick={() => setHeight(height + PAD_HEIGHT)}>
            {t('ink.taller')}
          </Button>
        </span>
      </div>
    </div>
  )
}

/** The pad behind a button: whoever types never sees it. */
export function InkField({ value, onChange }: InkPadProps) {
  const t = useT()
  const [open, setOpen] = useState(value !== null)
  return open ? (
    <InkPad value={value} onChange={onChange} />
  ) : (
    <div>
      <Button icon={<PenTool size={16} aria-hidden="true" />} aria-expanded={false} onClick={() => setOpen(true)}>
        {t('ink.open')}
      </Button>
    </div>
  )
}
