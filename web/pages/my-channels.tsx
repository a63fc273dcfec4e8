/** 通知方式 of oneself: addresses, shown again only in part, and which ways one wants. */
import { type FormEvent, useState } from 'react'
import { chooseChannel, myChannels, putAddress } from '../../kernel/reading/notices-shape.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

function Address({ kind, hint }: { readonly kind: 'mail' | 'sms'; readonly hint: string | undefined }) {
  const t = useT()
  const [value, setValue] = useState('')
  const [saved, setSaved] = useState(false)
  const act = useAct(putAddress, {
    onDone: () => {
      setValue('')
      setSaved(true)
    },
  })
  const land = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    act.run({ kind, value: value.trim() })
  }
  return (
    <form className="stack tight" onSubmit={land}>
      <Field label={t(`mine.${kind}`)} {...(hint ? { hint: t('mine.kept', { hint }) } : {})}>
        {(ids) => (
          <div className="row">
            <input
              {...ids}
              className="text-box"
              inputMode={kind === 'mail' ? 'email' : 'tel'}
              autoComplete={kind === 'mail' ? 'email' : 'tel'}
              value={value}
              onChange={(e) => setValue(e.target.value)}
            />
            <Button type="submit" busy={act.busy} disabled={value.trim() === ''} aria-label={`${t('act.save')} ${t(`mine.${kind}`)}`}>
              {t('act.save')}
            </Button>
            {hint && (
              <Button kind="text" busy={act.busy} aria-label={`${t('mine.remove')} ${t(`mine.${kind}`)}`} onClick={() => act.run({ kind, value: '' })}>
                {t('mine.remove')}
              </Button>
            )}
          </div>
        )}
      </Field>
      {saved && (
        <p role="status" className="small quiet">
          {t('mine.saved')}
        </p>
      )}
      <RefusalNote error={act.refused} />
    </form>
  )
}
export function MyChannels() {
  const t = useT()
  const { data } = useReadingLater(myChannels, {})
  const choose = useAct(chooseChannel)
  const hintOf = (kind: 'mail' | 'sms') => data?.addresses.find((one) => one.kind === kind)?.hint
  return (
    <Card id="my-channels" title={t('mine.title')}>
      <div className="card-body stack">
        <p className="small quiet">{t('mine.note')}</p>
        <ul className="plain-list">
          <li className="row between">
            <span>{t('mine.inApp')}</span>
            <span className="small quiet">{t('mine.always')}</span>
          </li>
          {data?.rows.map((row) => (
            <li key={row.id} className="row between">
              <label className="check">
                <input type="checkbox" checked={row.wanted} disabled={row.mandatory || choose.busy} onChange={(e) => choose.run({ id: row.id, wanted: e.target.checked })} />
                <span>{row.name}</span>
              </label>
              <span className="small quiet">
                {row.lacks ? <span className="amber">{t(`mine.lacks.${row.lacks}`)}</span> : row.mandatory ? t('mine.mandatory') : t(`channels.kinds.${row.kind}`)}
              </span>
            </li>
          ))}
        </ul>
        {data?.rows.length === 0 && <p className="small quiet">{t('mine.none')}</p>}
        <RefusalNote error={choose.refused} />
        <Address kind="mail" hint={hintOf('mail')} />
        <Address kind="sms" hint={hintOf('sms')} />
      </div>
    </Card>
  )
}
