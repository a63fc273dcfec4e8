/** A day or a moment of the office, as wall-clock text (`2026-11-25`, `2026-11-25T18:00`): no machine's own time zone ever enters. The picker comes when it is needed. */
import { lazy, Suspense } from 'react'
import type { PickerProps } from './date-picker.tsx'

const Picker = lazy(async () => ({ default: (await import('./date-picker.tsx')).DatePickerBox }))
export const DateField = (props: PickerProps) => (
  <Suspense fallback={<input id={props.id} className="text-box" value={props.value.replace('T', ' ')} disabled aria-label={props['aria-label']} />}>
    <Picker {...props} />
  </Suspense>
)
