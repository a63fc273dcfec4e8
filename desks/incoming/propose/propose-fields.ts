/**
 * What a file says of itself, proposed to whoever registers it: each field with its place and ground, silent where it is not sure. Pure; no word of it leaves the house.
 * Rule: issue D «fields proposed from the text with the place they were read from»
 */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { asPaper } from './as-paper.ts'
import { proposeAnswerBy } from './propose-answer-by.ts'
import { proposeAttachments } from './propose-attachments.ts'
import { proposeNumber } from './propose-number.ts'
import { proposePaperType } from './propose-paper-type.ts'
import { proposeSender } from './propose-sender.ts'
import { proposeTitle } from './propose-title.ts'
import { proposeUrgency } from './propose-urgency.ts'
import { proposeWrittenOn } from './propose-written-on.ts'

export type Proposed = ReturnType<typeof proposeFields>
export function proposeFields(lines: readonly FileLine[]) {
  const paper = asPaper(lines)
  const writtenOn = proposeWrittenOn(paper)
  return {
    sender: proposeSender(paper),
    senderNumber: proposeNumber(paper),
    title: proposeTitle(paper),
    paperType: proposePaperType(paper),
    urgency: proposeUrgency(paper),
    writtenOn,
    answerBy: proposeAnswerBy(paper, writtenOn?.value ?? null),
    attachmentsNamed: proposeAttachments(paper),
  }
}
