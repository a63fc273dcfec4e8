/** Who wrote: sealed until somebody opens it, and opening is on record. What was opened is kept in this page only. */
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { Card } from './small.tsx'

export interface OpenedContact {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly other?: string | null
}
/** @param open the desk's own logged act; answers what it opened */
export function ContactCard({ open, allowed = true }: { readonly open: () => Promise<readonly OpenedContact[]>; readonly allowed?: boolean }) {
  const t = useT()
  const [seen, setSeen] = useState<readonly OpenedContact[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>(null)
  const look = async () => {
    setBusy(true)
    setWrong(null)
    try {
      setSeen(await open())
    } catch (error) {
      setWrong(error)
    }
    setBusy(false)
  }
  return (
    <Card title={t('contact.title')} id="contact">
      <div className="card-body stack tight">
        {seen === null ? (
          <>
            <p className="quiet">
              <Lock size={14} aria-hidden="true" /> {t('contact.sealed')}
            </p>
            {allowed && (
              <Button busy={busy} onClick={look}>
                {t('contact.open')}
              </Button>
            )}
          </>
        ) : (
          <>
            {seen.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: shown once, never reordered
              <dl key={n} className="facts">
                {(['name', 'phone', 'address'] as const).map((key) =>
                  one[key] ? (
                    <div key={key}>
                      <dt>{t(`contact.${key}`)}</dt>
                      <dd>{key === 'phone' ? <a href={`tel:${one[key]}`}>{one[key]}</a> : one[key]}</dd>
                    </div>
                  ) : null,
                )}
              </dl>
            ))}
            <p className="small quiet">{t('contact.logged')}</p>
            <Button small onClick={() => setSeen(null)}>
              {t('contact.hide')}
            </Button>
          </>
        )}
        <RefusalNote error={wrong} />
      </div>
    </Card>
  )
}
