/** 来信: what was written, word for word; its questions underlined and numbered. */
import { Fragment, type ReactNode } from 'react'
import { officeNow } from '../../../../web/clock.ts'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import type { LetterDetail } from '../../shape.ts'
import type { Question } from './questions.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

function marked(body: string, questions: readonly Question[]): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const q of questions) {
    parts.push(<Fragment key={`b${q.no}`}>{body.slice(at, q.from)}</Fragment>)
    parts.push(
      <span key={q.no} className="question">
        <sup>{q.no}</sup>
        {body.slice(q.from, q.to)}
      </span>,
    )
    at = q.to
  }
  return [...parts, <Fragment key="end">{body.slice(at)}</Fragment>]
}
/** What a program left as the address of a picture (media_url): shown as an address, never loaded by itself. Rule: R-W04 */
const PICTURE = /图片地址：(https?:\/\/\S+)$/
function PictureLink({ body }: { readonly body: string }) {
  const w = useLettersWords().screen.letter
  const link = PICTURE.exec(body)?.[1]
  return link ? (
    <p className="small">
      <a href={link} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
        {w.pictureLink}
      </a>
      　<span className="amber">{w.pictureWarning}</span>
    </p>
  ) : null
}
export function LetterText({ detail, questions, registeredAt }: { readonly detail: LetterDetail; readonly questions: readonly Question[]; readonly registeredAt: string }) {
  const w = useLettersWords()
  const language = useLanguage()
  const { body } = detail
  const aside = [
    fill(w.screen.letter.received, { date: sayDay(registeredAt, officeNow(), language) }),
    body && fill(w.screen.letter.characters, { n: [...body].length }),
    detail.source === 'open311' ? w.screen.letter.program : detail.source && fill(detail.imported ? w.screen.letter.imported : w.screen.letter.brought, { source: detail.source }),
  ]
  return (
    <Card title={w.form.original} id="letter" aside={aside.filter(Boolean).join('　')}>
      <div className="card-body">
        {body === null ? <p className="quiet">{w.screen.letter.erased}</p> : <p className="letter-text">{marked(body, questions)}</p>}
        {body !== null && detail.source === 'open311' && <PictureLink body={body} />}
      </div>
    </Card>
  )
}
