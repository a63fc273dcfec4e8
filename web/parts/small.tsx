/** Small marks: units, keys, urgency, one person's initial, one figure. */
import { type ReactNode, useId } from 'react'
import { type FigureDefinition, FigureSays } from '../figures/term.tsx'
import { useKernelWords } from '../words/use-words.ts'
import { type LightState, Shape } from './light.tsx'

export function UnitChip({ role, unit, children }: { readonly role: 'lead' | 'joint' | 'unsure'; readonly unit: string; readonly children?: ReactNode }) {
  return (
    <span className={`unit-chip is-${role}`}>
      {children && <span>{children} </span>}
      <span>{unit}</span>
      {role === 'unsure' && <span>？</span>}
    </span>
  )
}
export const Kbd = ({ children }: { readonly children: ReactNode }) => <kbd className="kbd">{children}</kbd>

/** The keys that work here, at the foot of a page or dialog. */
export function KeyBar({ keys, note }: { readonly keys: readonly (readonly [string, string])[]; readonly note?: ReactNode }) {
  return (
    <div className="key-bar">
      {keys.map(([key, what]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {what}
        </span>
      ))}
      {note && <span className="faint">{note}</span>}
    </div>
  )
}
export function Urgency({ level }: { readonly level: string }) {
  const words = useKernelWords()
  if (level !== 'urgent' && level !== 'extra') return null
  return <span className={`urgency is-${level}`}>{words.urgency[level]}</span>
}
export const Initial = ({ name }: { readonly name: string }) => (
  <span className="initial" aria-hidden="true">
    {[...name][0] ?? ''}
  </span>
)
/** One figure: light and name, the count, one line of what it rests on. The whole cell leads to its matters. */
export function FigureCard(figure: {
  readonly light: LightState
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly note: string
  readonly onOpen?: () => void
  readonly pressed?: boolean
  /** How it is counted, shown to whoever points at it. */
  readonly says?: FigureDefinition
}) {
  const id = useId()
  const { says } = figure
  const inside = (
    <>
      <span className={`light is-${figure.light}`}>
        <Shape state={figure.light} />
        <span>{figure.name}</span>
      </span>
      <span className="figure-value">
        <b>{figure.value}</b> <span>{figure.unit}</span>
      </span>
      <span className="figure-note">{figure.note}</span>
      {says && <FigureSays id={id} {...says} hidden />}
    </>
  )
  const kind = `figure is-${figure.light}${figure.value === '0' ? ' is-none' : ''}`
  return figure.onOpen ? (
    <button type="button" className={kind} aria-pressed={figure.pressed ?? false} {...(says ? { 'aria-describedby': id } : {})} onClick={figure.onOpen}>
      {inside}
    </button>
  ) : (
    <div className={kind}>{inside}</div>
  )
}
/** A card of ours: antd's are too loose. */
export function Card({
  title,
  aside,
  children,
  id,
  className,
}: {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly id?: string
  readonly className?: string
}) {
  return (
    <section className={`card ${className ?? ''}`} id={id} aria-labelledby={id && title ? `${id}-title` : undefined}>
      {title && (
        <div className="card-head">
          <h2 id={id ? `${id}-title` : undefined}>{title}</h2>
          {aside && <div className="card-aside small quiet">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
