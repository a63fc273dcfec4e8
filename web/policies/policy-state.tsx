/** 效力 as a shape and a word, with its day. */
import type { PolicyRow } from '../../kernel/policies/shape.ts'
import type { PolicyState } from '../../kernel/policies/state.ts'
import { Light, type LightState } from '../parts/light.tsx'
import { sayDate } from '../say-time.ts'
import { useLanguage } from '../words/use-words.ts'
import { fill, usePolicyWords } from './use-policy-words.ts'

const shapes: Readonly<Record<PolicyState, LightState>> = { valid: 'on', coming: 'paused', amended: 'soon', repealed: 'late', expired: 'done' }
export function StateOf({ row, day = true }: { readonly row: Pick<PolicyRow, 'state' | 'on'>; readonly day?: boolean }) {
  const w = usePolicyWords()
  const language = useLanguage()
  return (
    <span className="policy-state">
      <Light state={shapes[row.state]}>{w.states[row.state]}</Light>
      {day && row.state !== 'valid' && <span className="small quiet"> {fill(w.since[row.state], { day: sayDate(row.on, language) })}</span>}
    </span>
  )
}
