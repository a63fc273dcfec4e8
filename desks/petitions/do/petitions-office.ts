/** For tests: a small office of 信访 on a real database. Acts run as their routes would run them; nothing is committed. */
import type { Office } from '../../../kernel/decide/office.ts'
import type { PersonId, PostId, UnitId } from '../../../kernel/ids.ts'
import { type Acting, acting } from '../../../kernel/trial/acting.ts'
import { openOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { smallOffice } from '../../../kernel/trial/small-office.ts'
import type { Tx } from '../../../kernel/write/tx.ts'
import { powers } from '../powers.ts'
import { erase, load, save } from '../tables.ts'
import { handleAdmitPetition } from './extend-petition.ts'
import { declared, type Petition } from './move-petition.ts'
import { handleRegisterPetition } from './register-petition.ts'
import { handleReplyPetition, handleReportPetition } from './reply-petition.ts'

export const unitOf = (key: string): UnitId => idOf<UnitId>(`petitions unit ${key}`)
export const personOf = (name: string): PersonId => personId(name)
const postOf = (key: string): PostId => idOf<PostId>(`petitions post ${key}`)
const unitRows = [
  ['office', '市政府办公室', 'office', null],
  ['division', '来信来电科', 'division', 'office'],
  ['housing', '市住建局', 'department', null],
  ['county', '清溪县', 'county', null],
  ['review', '复查复核办', 'division', null],
] as const
/** Key, post key, unit, head, receiving, who. */
const postRows = [
  ['sg', 'secretary-general', 'office', true, true, '张怀远'],
  ['integrity', 'integrity', 'office', false, false, '段锦程'],
  ['head', 'letters-head', 'division', true, true, '高敏'],
  ['staff', 'letters-division', 'division', false, false, '刘梦琪'],
  ['centre', 'call-centre', 'division', false, false, '何雨桐'],
  ['housing-head', 'unit-head', 'housing', true, false, '郭振华'],
  ['housing-liaison', 'liaison', 'housing', false, true, '许文涛'],
  ['county-head', 'unit-head', 'county', true, false, '毛永福'],
  ['county-liaison', 'liaison', 'county', false, true, '关山'],
  ['review-head', 'unit-head', 'review', true, false, '何平川'],
  ['review-liaison', 'liaison', 'review', false, true, '魏来'],
] as const

const people: Office = smallOffice({
  units: unitRows.map(([key, name, kind, parent]) => ({ key, name, kind, parent })),
  seats: postRows.map(([id, key, unit, head, receiving, person]) => ({ id, key, unit, head, receiving, person })),
  powers: { petitions: powers },
  ids: { unit: unitOf, post: postOf, person: personOf },
})

export const claim = { kind: 'claim', way: 'visit', title: '要求落实征收补偿', body: '安置房两年没有交付。', name: '周先生', phone: '139 0000 7001' } as const
export const accusation = { kind: 'accusation', way: 'letter', title: '反映工作人员接受宴请', body: '下乡检查时接受宴请。' } as const
export const letter = { request: '落实补偿。', facts: '经查属实。', opinion: '限期落实。', basis: '征收补偿条例第二条。', via: 'letter' } as const

export interface PetitionsOffice extends Acting<Petition> {
  /** A claim taken as far as this by 市住建局. */
  claim(upTo: 'registered' | 'assigned' | 'received' | 'working' | 'reported' | 'replied', more?: object): Promise<Petition>
  /** The letter leaves: written by one, agreed by his head. */
  reply(petition: Petition, by: string, head: string): Promise<Petition>
}
export async function petitionsOffice(db: Tx): Promise<PetitionsOffice> {
  const office = await openOffice(db, { desks: new Map([['petitions', { desk: declared, load, save, erase }]]), people, at: '2026-11-23T01:00:00.000Z' })
  const base = acting<Petition>(office)
  const { as, see } = base
  const it: PetitionsOffice = {
    ...base,
    async claim(upTo, more = {}) {
      let now = (await as('高敏', handleRegisterPetition, { ...claim, ...more })) as Petition
      const on = { matter: now.id, piece: null }
      const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['registered', async () => now],
        ['assigned', () => office.as('高敏').do('assign', { ...on, lead: { unit: unitOf('housing') }, ask: '请办理' })],
        ['received', () => office.as('许文涛').do('accept', on)],
        ['working', () => as('许文涛', handleAdmitPetition, { ...on, text: '予以受理。' })],
        ['reported', () => as('许文涛', handleReportPetition, { ...on, version: now.version, result: 'partly', text: '限期落实。' })],
        ['replied', () => it.reply(now, '许文涛', '郭振华')],
      ]
      for (const [name, step] of steps) {
        now = (await step()) as Petition
        office.pass(3_600_000)
        if (name === upTo) break
      }
      return now
    },
    async reply(petition, by, head) {
      await as(by, handleReplyPetition, { matter: petition.id, piece: null, ...letter })
      const asked = await see(head, petition)
      const piece = asked.stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')?.id
      return (await office.as(head).do('sign', { matter: petition.id, piece, agree: true })) as Petition
    },
  }
  return it
}
