/** What the archive is told of a paper. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type IncomingOffice, incomingOffice, personOf, request } from '../do/incoming-office.ts'
import { keeps } from './keeps.ts'

let trial: TrialDatabase
let o: IncomingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'incoming-keeps')
  o = await incomingOffice(trial.db)
})
afterAll(async () => {
  await o.office.close()
  await trial.close()
})
const kept = async (paper: { readonly id: string }, name = '季红梅') => {
  const found = await keeps({ tx: o.office.tx(), office: o.office.office, who: { person: personOf(name) }, now: o.office.now }, [paper.id as never])
  return found.get(paper.id as never)
}

describe('归档 of an incoming paper (R-A01)', () => {
  test('its own number, who wrote it and when; 正本 and every attachment it names are needed, the 收文处理笺 is printed (R-A01)', async () => {
    const paper = await o.paper({ ...request, writtenOn: '2026-11-20', attachmentsNamed: ['资金测算表', '设计方案'] })
    expect(await kept(paper)).toMatchObject({
      number: request.senderNumber,
      author: request.sender,
      on: '2026-11-20',
      marks: ['paper:request', 'handling:act', 'urgency:normal', 'origin:outside'],
      parts: [{ role: 'handling', slip: 'processing', file: null }],
      needed: ['original', 'handling', 'attachment', 'attachment'],
    })
    const files = ['红头.pdf', '测算表.xlsx'].map((name) => {
      o.office.pass(1_000)
      return [o.office.ids.next(), name] as const
    })
    for (const [id, name] of files)
      await run(o.office.tx(), `insert into file (id, matter_id, act_id, digest, name, name_salt, kind, size) values ($1, $2, $3, $4, $5, '00', 'pdf', 9)`, [
        id,
        paper.id,
        o.office.ids.next(),
        'ab'.repeat(32),
        name,
      ])
    expect((await kept(paper))?.parts.map(({ role, file }) => [role, file])).toEqual([
      ['original', files[0]?.[0]],
      ['handling', null],
      ['attachment', files[1]?.[0]],
    ])
  })
  test('whoever does not see the paper is told nothing of it (invariant 14)', async () => {
    expect(await kept(await o.paper(), '水清')).toBeUndefined()
  })
})
