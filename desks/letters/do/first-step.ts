/** What follows 登记 in the same act: it is given to somebody, answered on the line, or it is an emergency. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { postByKey } from '../../../kernel/route/who.ts'
import type { LandInput } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'

interface Step {
  readonly move: string
  readonly input: Readonly<Record<string, unknown>>
}
/** 批示 stands in the record of the letter, before anybody handles it. */
const noteOf = ({ noted }: LandInput, name: string): Step[] =>
  noted ? [{ move: 'note', input: { text: zh.form.notedSays.replace('{{name}}', name).replace('{{note}}', noted.note), files: [] } }] : []

/**
 * 疑似突发: with whoever is on duty at this minute, bound to it (it is not passed back), half an hour to look.
 * @throws Refusal `letters.no-duty`
 * Rule: R-H10
 */
function toDuty(ctx: Ctx): Step {
  const duty = postByKey(ctx.office, 'duty-officer', ctx.now)
  if (!duty) throw new RefusalError(refuse('letters.no-duty', {}, 409))
  return { move: 'assign', input: { lead: duty, helpers: [], ask: zh.form.emergencyAsk, due: null, bound: true } }
}
/** Rule: R-H02, R-H03, R-H10, HA-44 */
export function firstSteps(ctx: Ctx, input: LandInput): readonly Step[] {
  const note = noteOf(input, input.noted ? (ctx.office.persons.get(input.noted.leader)?.name ?? '') : '')
  const { assign, answered, exit } = input
  if (exit?.way === 'emergency') return [...note, toDuty(ctx)]
  if (assign)
    return [...note, { move: 'assign', input: { lead: assign.lead, helpers: assign.helpers, ask: assign.ask ?? zh.form.askDefault, due: assign.due, bound: assign.bound } }]
  const result = exit?.way === 'legal' ? 'otherChannel' : 'explained'
  return answered ? [...note, { move: 'answerAtOnce', input: { result, text: answered.text, files: [], withoutHelpers: [] } }] : note
}
