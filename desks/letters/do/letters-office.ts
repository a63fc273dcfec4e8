/** For tests: the letters' small office on a real database. Acts run as their routes would run them; nothing is committed. */
import type { UnitId } from '../../../kernel/ids.ts'
import { type Acting, acting } from '../../../kernel/trial/acting.ts'
import { openOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import type { MatterView } from '../../../kernel/view.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { letterFigures } from '../figures.ts'
import { desk, onDatabase } from '../rehearsal.ts'
import type { LetterDetail } from '../shape.ts'
import { erase, load, save } from '../tables.ts'
import { handleRegisterLetter } from './register-letter.ts'
import { handleReplyLetter, handleSubmitReply } from './reply-letter.ts'
import { handleReportLetter } from './report-letter.ts'

export type Letter = MatterView<LetterDetail>
export const unitOf = (key: string): UnitId => idOf<UnitId>(`letters unit ${key}`)
export const call = {
  channel: 'call',
  kind: 'help',
  title: '北苑小区3号楼暖气不热',
  body: '整栋楼都凉，家里有老人。',
  place: '北苑小区',
  name: '王女士',
  phone: '138 0000 6027',
} as const

export interface LettersOffice extends Acting<Letter> {
  /** A letter taken as far as this. */
  letter(upTo: 'registered' | 'assigned' | 'working' | 'reported' | 'submitted' | 'agreed' | 'answered', more?: object): Promise<Letter>
}
const text = '您好，经查系循环泵故障，现已更换，昨日上门测温二十度。'

export async function lettersOffice(db: Tx, own = false): Promise<LettersOffice> {
  const office = await openOffice(db, {
    desks: new Map([['letters', { desk, load, save, erase, figures: letterFigures }]]),
    people: onDatabase(idOf, personId),
    at: '2026-11-23T01:00:00.000Z',
    own,
  })
  const base = acting<Letter>(office)
  const { as } = base
  const it: LettersOffice = {
    ...base,
    async letter(upTo, more = {}) {
      let now = (await as('何雨桐', handleRegisterLetter, { ...call, ...more })) as Letter
      const on = { matter: now.id, piece: null }
      const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['registered', async () => now],
        ['assigned', () => office.as('何雨桐').do('assign', { ...on, lead: { unit: unitOf('housing') }, ask: '请办理' })],
        ['working', () => office.as('许文涛').do('accept', on)],
        ['reported', () => as('许文涛', handleReportLetter, { ...on, version: now.version, result: 'solved', text: '已更换循环泵。' })],
        ['submitted', () => as('刘梦琪', handleSubmitReply, { ...on, text })],
        ['agreed', () => office.as('高敏').do('sign', { ...on, agree: true, draft: now.draft })],
        ['answered', () => as('刘梦琪', handleReplyLetter, { ...on, via: 'phone' })],
      ]
      for (const [name, step] of steps) {
        now = (await step()) as Letter
        office.pass(3_600_000)
        if (name === upTo) break
      }
      return now
    },
  }
  return it
}
