/** 应答: each debt of an answer, to whom, sent how, delivered or not, and what they said of it. 响应, 解决, 满意 stay apart. */
import type { z } from 'zod'
import type { answerView, MatterView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { deskOf } from '../desk-pages.ts'
import { sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { Light } from './light.tsx'

type Answer = z.output<typeof answerView>
function Marks({ answer }: { readonly answer: Answer }) {
  const t = useT()
  const words = useKernelWords()
  if (!answer.ratedAt) return null
  const solved: Readonly<Record<string, string>> = words.solved
  const satisfied: Readonly<Record<string, string>> = words.satisfied
  return (
    <dl className="marks">
      <div>
        <dt>{t('form.responded')}</dt>
        <dd>{answer.responded === null ? '' : words.responded[answer.responded ? 'yes' : 'no']}</dd>
      </div>
      <div>
        <dt>{t('form.solved')}</dt>
        <dd>{solved[answer.solved ?? ''] ?? ''}</dd>
      </div>
      <div>
        <dt>{t('form.satisfied')}</dt>
        <dd>{satisfied[answer.satisfied ?? ''] ?? ''}</dd>
      </div>
    </dl>
  )
}
/** Ways on which nothing is said: nobody told, answered by its parts. */
const wordless = new Set(['none', 'parts'])
export function AnswerList({ matter }: { readonly matter: MatterView }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const vias: Readonly<Record<string, string>> = words.vias
  return (
    <ul className="answers">
      {matter.answers.map((answer) => (
        <li key={answer.id}>
          <div className="row between wrap">
            <b>
              {answer.toName ?? (answer.to === 'contact' ? (deskOf(matter.desk)?.words[language].roles.contact ?? t('matter.toCitizen')) : t('matter.toInside'))}
              <span className="quiet small"> {words.answers[answer.kind]}</span>
              {answer.round !== matter.round && <span className="quiet small"> {t('matter.round', { no: answer.round })}</span>}
            </b>
            <Light state={answer.settledAt ? 'done' : answer.sentAt ? 'on' : 'soon'}>
              {t(answer.settledAt ? 'matter.settled' : answer.sentAt ? 'matter.notDelivered' : 'matter.unsent')}
            </Light>
          </div>
          {answer.sentAt && (
            <p className="quiet small">
              {t('matter.sentBy', { name: answer.by?.name ?? '', time: sayMoment(answer.sentAt, officeNow(), language), via: vias[answer.via ?? ''] ?? '' })}
            </p>
          )}
          {answer.body && <p className="pre answer-body">{answer.body}</p>}
          {answer.body === null && answer.sentAt && !wordless.has(answer.via ?? '') && <p className="quiet">{t('matter.hidden')}</p>}
          {answer.ground && <p className="quiet">{answer.ground}</p>}
          <Marks answer={answer} />
        </li>
      ))}
    </ul>
  )
}
