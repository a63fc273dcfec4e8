/** 每夜备份: its time, folder and number kept, set by the system administrator; the passphrase is said twice and kept nowhere. Rule: R-C19 */
import { type FormEvent, useState } from 'react'
import { type SystemStatus, setNightly, systemStatus } from '../../kernel/reading/shape.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { queryClient, useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'

const goodTime = /^([01]\d|2[0-3]):[0-5]\d$/
export function NightlyDialog({ now, onClose }: { readonly now: SystemStatus['backup']['nightly']; readonly onClose: () => void }) {
  const t = useT()
  const [at, setAt] = useState(now?.at ?? '01:30')
  const [folder, setFolder] = useState(now?.folder ?? '')
  const [keep, setKeep] = useState(String(now?.keep ?? 14))
  const [suite, setSuite] = useState<'aes' | 'sm'>('aes')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const act = useAct(setNightly, {
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: [systemStatus.key] })
      onClose()
    },
  })
  const differ = second !== '' && first !== second
  const ready = goodTime.test(at) && folder.trim() !== '' && Number(keep) > 0 && first !== '' && first === second
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready) act.run({ at, folder: folder.trim(), keep: Number(keep), suite, passphrase: first })
  }
  return (
    <Dialog title={t('status.nightly')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={land}>
        <div className="two">
          <Field label={t('status.nightlyTime')}>{(ids) => <input {...ids} data-first className="text-box num" value={at} onChange={(e) => setAt(e.target.value)} />}</Field>
          <Field label={t('status.nightlyKeep')}>
            {(ids) => <input {...ids} className="text-box num" inputMode="numeric" value={keep} onChange={(e) => setKeep(e.target.value.replace(/\D/g, '').slice(0, 4))} />}
          </Field>
        </div>
        <Field label={t('status.nightlyFolder')} hint={t('status.nightlyFolderNote')}>
          {(ids) => <input {...ids} className="text-box" value={folder} maxLength={400} onChange={(e) => setFolder(e.target.value)} />}
        </Field>
        <Choice
          label={t('status.nightlySuite')}
          value={suite}
          options={[
            { value: 'aes', word: 'AES-256' },
            { value: 'sm', word: 'SM4 / SM3' },
          ]}
          onChange={setSuite}
        />
        <div className="two">
          <Field label={t('status.passphrase')}>
            {(ids) => <input {...ids} type="password" autoComplete="new-password" className="text-box" value={first} onChange={(e) => setFirst(e.target.value)} />}
          </Field>
          <Field label={t('status.passphraseAgain')} {...(differ ? { hint: <span className="amber">{t('status.passphraseDiffers')}</span> } : {})}>
            {(ids) => <input {...ids} type="password" autoComplete="new-password" className="text-box" value={second} onChange={(e) => setSecond(e.target.value)} />}
          </Field>
        </div>
        <p className="small quiet">{t('status.passphraseNote')}</p>
        <RefusalNote error={act.refused} />
        <div className="row end form-foot">
          {now && (
            <Button kind="danger" busy={act.busy} onClick={() => act.run({ at: null })}>
              {t('status.nightlyOff')}
            </Button>
          )}
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
