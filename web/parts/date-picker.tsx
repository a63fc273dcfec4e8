/** antd's picker in our clothes for the day; the time beside it is plain text (18:00), quicker by keyboard than any list. */
import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type KeyboardEvent, useState } from 'react'
import { Theme } from '../theme.tsx'
import { useLanguage, useT } from '../words/use-words.ts'
import { readTime } from './read-time.ts'

export interface PickerProps {
  readonly id?: string
  /** Wall-clock text, or '' for none. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly time?: boolean
  /** Wall-clock text; earlier days cannot be chosen. */
  readonly min?: string
  readonly max?: string
  readonly placeholder?: string
  readonly 'aria-label'?: string
  readonly 'aria-invalid'?: true | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly 'data-first'?: boolean
}
/** A day without a time means the end of the office's day. */
const CLOSING = '18:00'
const typed = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'MM-DD', 'M-D', 'M月D日']

function TimeBox({ value, onChange }: { readonly value: string; readonly onChange: (time: string) => void }) {
  const t = useT()
  const [text, setText] = useState<string | null>(null)
  return (
    <input
      className="text-box time-box num"
      aria-label={t('form.time')}
      inputMode="numeric"
      value={text ?? value}
      onChange={(event) => {
        setText(event.target.value)
        const time = event.target.value.length > 3 ? readTime(event.target.value) : null
        if (time) onChange(time)
      }}
      onBlur={(event) => {
        const time = readTime(event.target.value)
        if (time) onChange(time)
        setText(null)
      }}
    />
  )
}
/** Enter in a date takes what was typed; the form is landed by Ctrl+Enter or its button. */
const holdEnter = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.target instanceof HTMLInputElement) event.preventDefault()
}
export function DatePickerBox({ value, onChange, time = false, min, max, ...rest }: PickerProps) {
  const shown = useLanguage() === 'en' ? 'D MMM YYYY' : 'YYYY年M月D日'
  const [day = '', hour = CLOSING] = value.split('T')
  const out = (date: Dayjs) => (min !== undefined && date.isBefore(dayjs(min), 'day')) || (max !== undefined && date.isAfter(dayjs(max), 'day'))
  const say = (to: string, at: string) => onChange(to && time ? `${to}T${at}` : to)
  return (
    <Theme>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter takes the day that was typed; it never lands the form around it */}
      <span className={time ? 'date-time' : ''} onKeyDown={holdEnter}>
        <DatePicker
          className="date-box"
          value={day ? dayjs(day) : null}
          onChange={(date) => say(date ? date.format('YYYY-MM-DD') : '', hour)}
          format={[shown, ...typed]}
          disabledDate={(date: Dayjs) => out(date)}
          getPopupContainer={(node) => node.closest('dialog') ?? document.body}
          preserveInvalidOnBlur
          {...rest}
        />
        {time && <TimeBox value={hour} onChange={(at) => say(day, at)} />}
      </span>
    </Theme>
  )
}
