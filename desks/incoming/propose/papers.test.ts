import { expect, test } from 'vitest'
import { labelled } from '../../../journeys/bench/papers/flow.ts'
import { makePaper } from '../../../journeys/bench/papers/make.ts'
import { linesOf } from '../../../journeys/bench/propose.ts'
import { proposeFields } from './propose-fields.ts'

test('of one paper of each kind of file the fields are proposed as a clerk would type them', { timeout: 120_000 }, async () => {
  for (const id of ['p07', 'p06', 'p26', 'p59', 'p29']) {
    const paper = labelled.find((one) => one.id === id)
    if (!paper) throw new Error(id)
    const found = proposeFields(await linesOf(makePaper(paper).bytes))
    expect([found.senderNumber?.value, found.sender?.value, found.writtenOn?.value, found.answerBy?.value ?? null], id).toEqual([
      paper.says.number,
      paper.says.sender,
      paper.says.writtenOn,
      paper.says.answerBy,
    ])
  }
})
