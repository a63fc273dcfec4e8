/** 复制通知文字: what may stand in a group chat: kind, number, due time, link. No title, no name, nothing of a matter on a closed list. Rule: R-W02 */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import { Dialog } from './dialog.tsx'

export interface Told {
  readonly kind: string
  readonly matter: { readonly id: string; readonly desk: string; readonly number: string | null; readonly named: boolean } | null
  readonly due: string | null
}
export function useNoticeText(): (told: Told) => string {
  const t = useT()
  const language = useLanguage()
  return ({ kind, matter, due }) => {
    const number = matter && !matter.named ? matter.number : null
    const link = window.location.origin + (matter ? matterPath(matter.desk, matter.id) : '/notices')
    const lines = [
      number ? t('copy.text', { kind, number }) : t('copy.plain', { kind }),
      due && t('copy.due', { due: sayMoment(due, officeNow(), language) }),
      t('copy.link', { link }),
    ]
    return lines.filter(Boolean).join('\n')
  }
}
export function CopyNotice({ told, small = true, about }: { readonly told: Told; readonly small?: boolean; readonly about?: string }) {
  const t = useT()
  const text = useNoticeText()(told)
  const [state, setState] = useState<'still' | 'done' | 'by-hand'>('still')
  const copy = async () => setState((await copyText(text)) ? 'done' : 'by-hand')
  return (
    <>
      <Button
        kind="text"
        small={small}
        className="copy-notice no-print"
        {...(about ? { 'aria-label': `${t('copy.button')} ${about}` } : {})}
        icon={state === 'done' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        onClick={() => void copy()}
      >
        <span role="status">{t(state === 'done' ? 'copy.done' : 'copy.button')}</span>
      </Button>
      {state === 'by-hand' && (
        <Dialog title={t('copy.button')} onClose={() => setState('still')}>
          <p className="small quiet">{t('copy.byHand')}</p>
          <textarea className="text-box" data-first readOnly rows={4} value={text} onFocus={(e) => e.currentTarget.select()} aria-label={t('copy.button')} />
        </Dialog>
      )}
    </>
  )
}
