/** Which light a list shows: all, or one of five; pressed again, all. */
import { useT } from '../words/use-words.ts'
import { Light, type LightState } from './light.tsx'

const lights: readonly LightState[] = ['late', 'soon', 'on', 'paused', 'done']
export interface LightBarProps {
  readonly light: string | undefined
  readonly onChange: (light: LightState | undefined) => void
}
export function LightBar({ light, onChange }: LightBarProps) {
  const t = useT()
  return (
    <fieldset className="light-bar">
      <legend className="off-screen">{t('ledger.light')}</legend>
      <button type="button" aria-pressed={!light} onClick={() => onChange(undefined)}>
        {t('ledger.all')}
      </button>
      {lights.map((one) => (
        <button key={one} type="button" aria-pressed={light === one} onClick={() => onChange(light === one ? undefined : one)}>
          <Light state={one} />
        </button>
      ))}
    </fieldset>
  )
}
