/** Who calls, since when, who takes it, and how long it has taken. */
import { Mail, Mailbox, MailOpen, MessageSquareText, PhoneCall } from 'lucide-react'
import { useMe } from '../../../../web/me.ts'
import { sayTime } from '../../../../web/say-time.ts'
import { CallTimer } from './call-timer.tsx'
import type { Before } from './caller-before.tsx'
import type { IntakeState } from './intake-state.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const icons = { call: PhoneCall, letter: MailOpen, email: Mail, message: MessageSquareText, mayor: Mailbox, governor: Mailbox } as const
/** 138 0000 6027 */
const grouped = (phone: string) => phone.replace(/[\s-]/g, '').replace(/^(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3')

export function IntakeHead({ intake, before }: { readonly intake: IntakeState; readonly before: Before | null }) {
  const w = useLettersWords()
  const me = useMe()
  const { form, began } = intake
  const Icon = icons[form.channel]
  return (
    <header className="card intake-head">
      <span className="intake-icon" aria-hidden="true">
        <Icon size={20} />
      </span>
      <div className="grow">
        <h1>
          {w.screen.intake.heads[form.channel]}
          {form.phone && form.replyBy !== 'none' && <span className="intake-phone num">{grouped(form.phone)}</span>}
          {before && before.count > 0 && <span className="intake-nth">{fill(w.screen.intake.nthCall, { n: before.count + 1 })}</span>}
        </h1>
        <p className="quiet">
          {began && <span className="num">{fill(w.screen.intake.began, { time: sayTime(began) })}　</span>}
          {fill(w.screen.intake.officer, { name: me.person.name })}
        </p>
      </div>
      <CallTimer began={began} />
    </header>
  )
}
