/** One channel set up or changed: the fields of its kind, in the order the other side's own page has them. */
import { type FormEvent, useState } from 'react'
import type { UnitId } from '../../kernel/ids.ts'
import { type ChannelKind, type ChannelView, channelFields, channelKindNames, isGroupKind, putChannel } from '../../kernel/reading/notices-shape.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'

type Typed = Readonly<Record<string, string>>
type Spec = (typeof channelFields)[ChannelKind][number]
const first: Readonly<Record<ChannelKind, Typed>> = {
  mail: { port: '465', security: 'tls' },
  sms: { type: 'json' },
  wecom: { language: 'zh-CN' },
  dingtalk: { language: 'zh-CN' },
  webhook: {},
}
/** As they stand in a template, not filled in here. */
const places = { phone: '{{phone}}', text: '{{text}}', secret: '{{secret}}', id: '{{id}}' }

function One({
  kind,
  spec,
  value,
  kept,
  onChange,
}: {
  readonly kind: ChannelKind
  readonly spec: Spec
  readonly value: string
  readonly kept: boolean
  readonly onChange: (value: string) => void
}) {
  const t = useT()
  const label = t(`channels.fields.${spec.key}` as 'channels.fields.host')
  const hints = t('channels.hints', { returnObjects: true, ...places }) as Readonly<Record<string, string>>
  if (spec.choices)
    return (
      <Choice
        label={label}
        value={value}
        options={spec.choices.map((choice) => ({ value: choice, word: t(`channels.choices.${choice}` as 'channels.choices.tls') }))}
        onChange={onChange}
      />
    )
  const hint = spec.secret && kept ? t('channels.keepSecret') : spec.key === 'address' && !isGroupKind(kind) ? undefined : hints[spec.key]
  const needed = !spec.optional && !(spec.secret && kept)
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      {(ids) =>
        spec.long ? (
          <textarea {...ids} className="text-box" rows={3} required={needed} value={value} onChange={(e) => onChange(e.target.value)} />
        ) : (
          <input
            {...ids}
            className="text-box"
            type={spec.secret ? 'password' : 'text'}
            autoComplete="off"
            required={needed}
            value={value}
            onChange={(e) => onChange(e.target.value)}
          />
        )
      }
    </Field>
  )
}
export function ChannelForm({ one, onClose }: { readonly one: ChannelView | null; readonly onClose: () => void }) {
  const t = useT()
  const [kind, setKind] = useState<ChannelKind>(one?.kind ?? 'wecom')
  const [name, setName] = useState(one?.name ?? '')
  const [unit, setUnit] = useState<readonly Chosen[]>(one?.unit ? [{ holder: { unit: one.unit.id as UnitId }, name: one.unit.name, note: '' }] : [])
  const [flags, setFlags] = useState({ mandatory: one?.mandatory ?? false, inUse: one?.inUse ?? true })
  const [typed, setTyped] = useState<Typed>(one ? { ...first[one.kind], ...one.set } : first.wecom)
  const act = useAct(putChannel, { onDone: onClose })
  const specs = channelFields[kind]
  const part = (secret: boolean): Record<string, string> =>
    Object.fromEntries(specs.filter((spec) => (spec.secret === true) === secret).flatMap((spec) => (typed[spec.key] ? [[spec.key, typed[spec.key] ?? '']] : [])))
  const land = (event: FormEvent) => {
    event.preventDefault()
    act.run({ id: one?.id ?? null, kind, name: name.trim(), unit: unit[0]?.holder.unit ?? null, ...flags, set: part(false), secrets: part(true) })
  }
  return (
    <Dialog title={one ? `${t('channels.edit')}　${one.name}` : t('channels.add')} onClose={onClose}>
      <form className="stack tight" onSubmit={land} autoComplete="off">
        {!one && (
          <Field label={t('channels.kind')}>
            {(ids) => (
              <select
                {...ids}
                data-first
                className="text-box"
                value={kind}
                onChange={(e) => {
                  setKind(e.target.value as ChannelKind)
                  setTyped(first[e.target.value as ChannelKind])
                }}
              >
                {channelKindNames.map((value) => (
                  <option key={value} value={value}>
                    {t(`channels.kinds.${value}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('channels.name')}>{(ids) => <input {...ids} className="text-box" required maxLength={40} value={name} onChange={(e) => setName(e.target.value)} />}</Field>
        {isGroupKind(kind) && (
          <Field label={t('channels.unit')} hint={t('channels.unitHint')}>
            {(ids) => <HolderPicker {...ids} label={t('channels.unit')} value={unit} onChange={setUnit} only="unit" />}
          </Field>
        )}
        {specs.map((spec) => (
          <One
            key={`${kind}${spec.key}`}
            kind={kind}
            spec={spec}
            value={typed[spec.key] ?? ''}
            kept={one?.secrets.includes(spec.key) ?? false}
            onChange={(value) => setTyped({ ...typed, [spec.key]: value })}
          />
        ))}
        {!isGroupKind(kind) && (
          <label className="check">
            <input type="checkbox" checked={flags.mandatory} onChange={(e) => setFlags({ ...flags, mandatory: e.target.checked })} />
            <span>{t('channels.mandatory')}</span>
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={flags.inUse} onChange={(e) => setFlags({ ...flags, inUse: e.target.checked })} />
          <span>{t('channels.inUse')}</span>
        </label>
        <RefusalNote error={act.refused} />
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
