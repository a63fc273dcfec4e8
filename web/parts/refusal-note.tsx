/** What the office said no to, in words, inside the form: the rule, what is missing, and that nothing typed is lost. */
import type { ReactNode } from 'react'
import { isStale, Refused } from '../call.ts'
import { deskOf } from '../desk-pages.ts'
import { kernelWords, refusalText } from '../words/kernel-words.ts'
import { useLanguage, useT } from '../words/use-words.ts'

const deskOfCode = (code: string) => deskOf(code.split('.')[0] ?? '')

/** The sentence for an error of a call, in the reader's language. */
export function useRefusalText(): (error: unknown, desk?: string) => string {
  const t = useT()
  const language = useLanguage()
  return (error, desk) => {
    if (!(error instanceof Refused)) return t('refused.fault', { request: '' })
    if (error.status === 0) return t('refused.offline')
    const own = (desk ? deskOf(desk) : undefined) ?? deskOfCode(error.code)
    const known = { ...kernelWords[language].refusals, ...own?.words[language].refusals } as Readonly<Record<string, string>>
    if (known[error.code]) return refusalText(error.code, error.facts, language, known)
    if (error.words) return error.words
    if (error.status >= 500) return t('refused.fault', { request: String(error.facts.request ?? '') })
    return t('refused.unknown')
  }
}
export function RefusalNote({ error, desk, children }: { readonly error: unknown; readonly desk?: string; readonly children?: ReactNode }) {
  const t = useT()
  const text = useRefusalText()
  if (!error) return null
  const stale = isStale(error)
  return (
    <div className={`refusal ${stale ? 'is-stale' : ''}`} role="alert">
      <b>{stale ? t('refused.stale') : text(error, desk)}</b>
      {stale && <p>{text(error, desk)}</p>}
      {stale && <p className="small">{t('refused.staleNote')}</p>}
      {children}
    </div>
  )
}
