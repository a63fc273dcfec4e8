/** 行文规则, while a paper is written: what breaks one, with the rule. */

import { sayFinding } from '../../../../kernel/writing/finding-words.ts'
import type { Finding } from '../../../../kernel/writing/writing.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { useScreenWords } from './use-outgoing-words.ts'

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const s = useScreenWords()
  const language = useLanguage()
  if (findings.length === 0) return null
  return (
    <section className="outgoing-findings" aria-label={s.fields.findings} aria-live="polite">
      <ul className="stack tight">
        {findings.map((one) => (
          <li key={`${one.rule}${one.key}${one.about}`} className={one.weight === 'stop' ? 'red' : one.weight === 'reason' ? 'amber' : 'quiet'}>
            {sayFinding(one, language)} <span className="small quiet num">{one.rule}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
