/** A light is a shape and a word, never a colour alone: diamond 超期, triangle 临期, disc 在期, two bars 暂停, ring 办结. The state is computed by the server. */
import type { z } from 'zod'
import type { light } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { sayLeft } from '../say-time.ts'
import { useKernelWords, useT } from '../words/use-words.ts'

export type LightState = z.output<typeof light>

export function Shape({ state }: { readonly state: LightState }) {
  return (
    <svg className={`shape is-${state}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {state === 'late' && <path d="M6 .4 11.6 6 6 11.6.4 6Z" />}
      {state === 'soon' && <path d="M6 1.2 11.4 10.8H.6Z" />}
      {state === 'on' && <circle cx="6" cy="6" r="4.6" />}
      {state === 'paused' && <path d="M2.4 1.5h2.6v9H2.4zM7 1.5h2.6v9H7z" />}
      {state === 'done' && <circle cx="6" cy="6" r="4.1" fill="none" strokeWidth="1.4" />}
    </svg>
  )
}
/** @param children the words beside it; without them, the state's own word */
export function Light({ state, children }: { readonly state: LightState; readonly children?: React.ReactNode }) {
  const words = useKernelWords()
  return (
    <span className={`light is-${state}`}>
      <Shape state={state} />
      <span>{children ?? words.lights[state]}</span>
    </span>
  )
}
/** Light and time left: 超期 8 天 · 剩 4 天. */
export function TimeLeft({ state, due }: { readonly state: LightState; readonly due: string | null }) {
  const t = useT()
  return (
    <Light state={state}>
      <span className="num">{sayLeft(state, due, officeNow(), t)}</span>
    </Light>
  )
}
