/** 走机要渠道: the key for a classified paper, and the card that says what to do with it. It says nothing of the paper, for it was told nothing. Rule: R-C01 */
import { ShieldAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Kbd } from './small.tsx'

/** @param kept how many are counted where they are counted at all */
export function SecretCard({ kept = null, byCode = false, onClose }: { readonly kept?: number | null; readonly byCode?: boolean; readonly onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      title={t('secret.title')}
      onClose={onClose}
      foot={
        <Button kind="primary" data-first onClick={onClose}>
          {t('secret.back')}
        </Button>
      }
    >
      <div className="stack secret-card">
        <p className="row">
          <ShieldAlert size={20} aria-hidden="true" /> <b>{byCode ? t('secret.code') : t('secret.text')}</b>
        </p>
        <ol>
          <li>{t('secret.first')}</li>
          <li>{t('secret.second')}</li>
          <li>{t('secret.third')}</li>
        </ol>
        <p className="small quiet">{kept === null ? t('secret.nothing') : t('secret.kept', { n: kept })}</p>
      </div>
    </Dialog>
  )
}
/** @param onPress empties whatever was typed, before the card is shown */
export function SecretKey({ onPress }: { readonly onPress: () => void }) {
  const t = useT()
  const [shown, setShown] = useState(false)
  const press = () => {
    onPress()
    setShown(true)
  }
  const now = useRef(press)
  now.current = press
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== 'F9' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      now.current()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  return (
    <>
      <Button onClick={press}>
        {t('secret.key')} <Kbd>F9</Kbd>
      </Button>
      {shown && <SecretCard onClose={() => setShown(false)} />}
    </>
  )
}
