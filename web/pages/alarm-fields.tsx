/** 提醒 of a clock: when each sounds, and whom it reaches. Rule: HB-44, HA-91 */
import { X } from 'lucide-react'
import { type AlarmValue, alarmActs, spanUnits } from '../../kernel/rules/value.ts'
import { Button } from '../parts/button.tsx'
import { useT } from '../words/use-words.ts'

type When = 'share' | 'due' | 'after'
const whens = ['share', 'due', 'after'] as const
const whenOf = ({ when }: AlarmValue): When => ('after' in when ? 'after' : when.share === 1 ? 'due' : 'share')
const startOf: { readonly [W in When]: AlarmValue['when'] } = { share: { share: 0.5 }, due: { share: 1 }, after: { after: { unit: 'workdays', n: 1 } } }
const whole = (text: string): number => Number(text.replace(/[^0-9]/g, '').slice(0, 3))

interface AlarmFieldsProps {
  readonly value: readonly AlarmValue[]
  readonly onChange: (value: AlarmValue[]) => void
}
export function AlarmFields({ value, onChange }: AlarmFieldsProps) {
  const t = useT()
  const change = (at: number, part: Partial<AlarmValue>) => onChange(value.map((alarm, n) => (n === at ? { ...alarm, ...part } : alarm)))
  return (
    <fieldset className="rule-entries">
      <legend className="field-label">{t('rules.alarms')}</legend>
      {value.map((alarm, at) => {
        const no = t('rules.alarmNo', { n: at + 1 })
        const { when } = alarm
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an alarm has no name of its own
          <div key={at} className="rule-entry is-alarm">
            <select className="text-box" aria-label={`${no} ${t('rules.alarmWhen')}`} value={whenOf(alarm)} onChange={(e) => change(at, { when: startOf[e.target.value as When] })}>
              {whens.map((one) => (
                <option key={one} value={one}>
                  {t(`rules.alarmWhens.${one}`)}
                </option>
              ))}
            </select>
            <span className="row alarm-number">
              {whenOf(alarm) === 'share' && 'share' in when && (
                <>
                  <input
                    className="text-box num"
                    inputMode="numeric"
                    aria-label={`${no} %`}
                    value={Math.round(when.share * 100) || ''}
                    onChange={(e) => change(at, { when: { share: Math.min(99, whole(e.target.value)) / 100 } })}
                  />
                  %
                </>
              )}
              {'after' in when && (
                <>
                  <input
                    className="text-box num"
                    inputMode="numeric"
                    aria-label={`${no} ${t('rules.number')}`}
                    value={when.after.n || ''}
                    onChange={(e) => change(at, { when: { after: { ...when.after, n: whole(e.target.value) } } })}
                  />
                  <select
                    className="text-box"
                    aria-label={`${no} ${t('rules.unit')}`}
                    value={when.after.unit}
                    onChange={(e) => change(at, { when: { after: { ...when.after, unit: e.target.value as never } } })}
                  >
                    {spanUnits.map((unit) => (
                      <option key={unit} value={unit}>
                        {t(`rules.units.${unit}`)}
                      </option>
                    ))}
                  </select>
                </>
              )}
            </span>
            <select className="text-box" aria-label={`${no} ${t('rules.alarmAct')}`} value={alarm.act} onChange={(e) => change(at, { act: e.target.value as AlarmValue['act'] })}>
              {alarmActs.map((act) => (
                <option key={act} value={act}>
                  {t(`rules.alarmActs.${act}`)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="icon-button"
              disabled={value.length === 1}
              aria-label={`${t('act.remove')} ${no}`}
              onClick={() => onChange(value.filter((_, n) => n !== at))}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </div>
        )
      })}
      {value.length < 6 && (
        <Button small onClick={() => onChange([...value, { when: startOf.due, act: 'remind' }])}>
          {t('rules.addAlarm')}
        </Button>
      )}
    </fieldset>
  )
}
