/** 经手记录: every hand it went through, oldest first; who to whom, when, what was said, how long it was held. Ends in now, and in what comes after. */
import type { MatterView, TrailLine } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { sayHeld, sayMoment, saySpan } from '../say-time.ts'
import { moveWord, useLanguage, useStepWord, useT } from '../words/use-words.ts'
import { Opinion } from './opinion.tsx'

const backward = new Set(['refuse', 'sendBack', 'sendBackBranch', 'takeBack', 'reopen', 'object'])
const sealed = new Set(['void', 'erase'])

const isLate = (line: TrailLine) => Date.parse(line.loggedAt) - Date.parse(line.at) > 24 * 3600_000
/** A register brought in as a whole says so once, not on every line. */
export const broughtIn = (lines: readonly TrailLine[]): string | null => {
  const late = lines.filter(isLate)
  const first = late[0]?.loggedAt ?? null
  return first && late.length > 2 && late.every((line) => line.loggedAt.slice(0, 13) === first.slice(0, 13)) ? first : null
}

function Line({ line, matter, longest, together }: { readonly line: TrailLine; readonly matter: MatterView; readonly longest: number; readonly together: boolean }) {
  const t = useT()
  const language = useLanguage()
  const now = officeNow()
  const { desk } = matter
  const given = line.opinionOn ? matter.stages.flatMap((s) => s.pieces).find((p) => p.id === line.opinionOn) : undefined
  const agreed = typeof line.said.agree === 'boolean' ? line.said.agree : null
  const spoken = line.recordedBy !== null && line.text !== null
  // whoever registers gives it to himself: said once
  const to = line.to
    .filter((one) => one.person !== line.actor.name)
    .map((one) => [one.unit, one.person].filter(Boolean).join(' '))
    .filter(Boolean)
  const kind = spoken ? 'is-instruction' : sealed.has(line.move) ? 'is-void' : backward.has(line.move) ? 'is-back' : ''
  const late = !together && isLate(line)
  return (
    <li className={`trail-line ${kind} ${line.undone ? 'is-undone' : ''}`} id={`event-${line.event}`}>
      <span className="trail-dot" aria-hidden="true" />
      <div className="trail-what">
        <p>
          <b>{moveWord(desk, line.move, language)}</b>
          {agreed !== null && (
            <b>
              {language === 'en' ? ': ' : '：'}
              {t(agreed ? 'form.agree' : 'form.disagree')}
            </b>
          )}{' '}
          <span className="quiet">
            {[line.post, line.actor.name].filter(Boolean).join(' ')}
            {to.length > 0 && ` → ${to.join('、')}`}
          </span>
          {typeof line.said.ticket === 'string' && <span className="quiet"> {t('tickets.title')}</span>}
          {line.undone && <span className="amber"> {t('matter.undone')}</span>}
        </p>
        {line.text && <p className={`pre trail-text ${spoken ? 'serif' : ''}`}>{line.text}</p>}
        {given && <Opinion piece={given} words={false} />}
      </div>
      <div className="trail-when">
        <time dateTime={line.at}>{sayMoment(line.at, now, language)}</time>
        {line.recordedBy && (
          <span>
            {t('matter.recordedBy', { name: line.recordedBy.name })} <time dateTime={line.loggedAt}>{sayMoment(line.loggedAt, now, language)}</time>
          </span>
        )}
        {late && line.recordedBy === null && <span>{t('matter.lateEntry', { time: sayMoment(line.loggedAt, now, language) })}</span>}
        {line.heldMinutes !== null && line.heldMinutes > 0 && (
          <span className="trail-held">
            <i style={{ width: `${Math.max(3, (line.heldMinutes / longest) * 40).toFixed(0)}px` }} aria-hidden="true" />
            {saySpan(line.heldMinutes * 60_000, t)}
          </span>
        )}
      </div>
    </li>
  )
}

/** @param later what comes after, as the desk knows it: 核稿 → 签发 → 送达来信人 → 回访 */
export function CustodyTrail({ matter, lines, later }: { readonly matter: MatterView; readonly lines: readonly TrailLine[]; readonly later?: string | undefined }) {
  const t = useT()
  const language = useLanguage()
  const step = useStepWord()
  const now = officeNow()
  const longest = Math.max(1, ...lines.map((l) => l.heldMinutes ?? 0))
  const together = broughtIn(lines) !== null
  const open = matter.phase !== 'closed' && matter.phase !== 'void'
  const hands = matter.stages.flatMap((s) => s.pieces).filter((p) => p.state === 'open')
  return (
    <ol className="trail" aria-label={t('matter.trail')}>
      {lines.map((line) => (
        <Line key={line.event} line={line} matter={matter} longest={longest} together={together} />
      ))}
      {open &&
        hands.map((piece) => (
          <li key={piece.id} className="trail-line is-now">
            <span className="trail-dot" aria-hidden="true" />
            <div className="trail-what">
              <p>
                <b>{step(matter.desk, piece)}</b> <span className="quiet">{[piece.unit.name, piece.person?.name].filter(Boolean).join(' ')}</span>
                {piece.mine && <span className="mine-mark">{t('matter.mine')}</span>}
              </p>
              <p className="quiet">
                {piece.acceptedAt || piece.kind !== 'do' || piece.byRule
                  ? (piece.ask ?? (piece.seenAt ? t('matter.seenAt', { time: sayMoment(piece.seenAt, now, language) }) : t('matter.unseen')))
                  : t('matter.notSigned')}
              </p>
            </div>
            <div className="trail-when">
              <span>{t('matter.since', { time: sayMoment(piece.acceptedAt ?? piece.givenAt, now, language) })}</span>
              <span>{sayHeld(Date.parse(now) - Date.parse(piece.acceptedAt ?? piece.givenAt), t)}</span>
            </div>
          </li>
        ))}
      {open && later && (
        <li className="trail-line is-later">
          <span className="trail-dot" aria-hidden="true" />
          <div className="trail-what">
            <p>
              <b>{t('matter.later')}</b> <span className="quiet">{later}</span>
            </p>
          </div>
        </li>
      )}
    </ol>
  )
}
