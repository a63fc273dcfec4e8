/** 指引卡: five exits at intake, each with what to say, where to go and what to bring; the sixth, an emergency, is a key of its own. Rule: R-H03, GN-35 */
import { Choice } from '../../../../web/parts/field.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { type Exit, exits, type LegalWay, type LetterRow, legalWays } from '../../shape.ts'
import type { IntakeState } from './intake-state.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

type Said = Exclude<Exit, 'emergency'>
const said = exits.filter((way): way is Said => way !== 'emergency')
type Words = ReturnType<typeof useLettersWords>['exits']

/** What the citizen is told, in the office's words; the one who answers may change every word of it. */
function textOf(w: Words, way: Said, to: LegalWay, about: LetterRow | null): string {
  if (way === 'legal') return fill(w.say.legal, { way: w.ways[to].name, where: w.ways[to].where, call: w.ways[to].call, bring: w.ways[to].bring })
  return way === 'repeat' ? fill(w.say.repeat, { number: about?.number ?? '' }) : w.say[way]
}

export function GuidanceCard({ intake, open }: { readonly intake: IntakeState; readonly open: boolean }) {
  const w = useLettersWords().exits
  const { exit, about } = intake.form
  if (!open && exit === null) return null
  const choose = (way: Said, to: LegalWay = 'court') => {
    if (way === 'repeat' && about === null) return
    intake.change('exit', { way, to: way === 'legal' ? to : null })
    intake.change('answered', textOf(w, way, to, about))
  }
  const way = exit?.way
  const to = exit?.to ?? null
  return (
    <Card title={w.heading} id="guidance" className="hint-card guidance" aside={w.note}>
      <p className="card-body small amber">{w.emergencyNote}</p>
      <ul className="hint-list is-plain">
        {said.map((one) => (
          <li key={one}>
            <button
              type="button"
              className="link strong"
              aria-pressed={way === one}
              disabled={one === 'repeat' && about === null}
              title={one === 'repeat' && about === null ? w.needsEarlier : undefined}
              onClick={() => choose(one)}
            >
              {w.names[one]}
            </button>
            {one === 'repeat' && about === null && <span className="small quiet grow">{w.needsEarlier}</span>}
          </li>
        ))}
      </ul>
      {to && (
        <div className="card-body guidance-way">
          <Choice label={w.way} value={to} options={legalWays.map((value) => ({ value, word: w.ways[value].name }))} onChange={(value) => choose('legal', value)} />
          <dl className="small">
            <dt>{w.where}</dt>
            <dd>{w.ways[to].where}</dd>
            <dt>{w.call}</dt>
            <dd className="num">{w.ways[to].call}</dd>
            <dt>{w.bring}</dt>
            <dd>{w.ways[to].bring}</dd>
          </dl>
        </div>
      )}
    </Card>
  )
}
