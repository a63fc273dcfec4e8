import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { listGuards } from '../../../kernel/history/guards.ts'
import { sealAll } from '../../../kernel/history/seal.ts'
import { verifyDatabase } from '../../../kernel/history/verify.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { readTrail } from '../../../kernel/reading/trail.ts'
import { personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { withClient } from '../../../platform/database/connection.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readDraft } from '../read/letter.ts'
import { readSimilar } from '../read/similar.ts'
import { routes } from '../routes.ts'
import type { LetterDetail } from '../shape.ts'
import { save } from '../tables.ts'
import { handleCallBack } from './call-back.ts'
import { call, type Letter, type LettersOffice, lettersOffice } from './letters-office.ts'
import { handleCallerHistory, handleOpenContact } from './open-contact.ts'

const words = ['绿茵里幼儿园门前', '孩子过街要绕行', '绿茵里12号楼', '循环泵', '请办理']
const handleErase = routes.mounted.acts.find((a) => a.contract.key === 'letters.erase')

describe('依法删除 on a letter: every text, on record, for good (不变量 17、18)', () => {
  let trial: TrialDatabase
  let o: LettersOffice
  let letter: Letter
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'letters-erase')
    o = await lettersOffice(trial.db, true)
    letter = await o.letter('answered', { title: '绿茵里幼儿园门前没有斑马线', body: '孩子过街要绕行。', place: '绿茵里12号楼' })
  }, 120_000)
  afterAll(() => trial.close())
  const see = () => o.see('张怀远', letter)
  const erase = async (who: string, table: string, key: string | undefined, column: string) => {
    if (!handleErase) throw new Error('letters.erase is mounted nowhere')
    return o.code(who, handleErase as never, { matter: letter.id, piece: null, table, key, column, reason: '当事人依法申请' })
  }
  const verify = async () => {
    await withClient(trial.database, 'seal', (client) => sealAll(client, () => o.office.now))
    const guards = await withClient(trial.database, 'owner', listGuards)
    return withClient(trial.database, 'act', (client) => verifyDatabase(client, guards))
  }
  /** Every word of these that any table of the office still holds. */
  async function left(): Promise<string[]> {
    const tables = ['matter', 'report', 'assignment', 'answer', 'note', 'letters_letter', 'letters_draft', 'event', 'outbox', 'snapshot', 'done']
    const all = await Promise.all(tables.map((t) => run<{ text: string }>(trial.db, `select coalesce(string_agg(t::text, ' '), '') as text from ${t} t`, [])))
    const text = all.map((rows) => rows[0]?.text ?? '').join(' ')
    return words.filter((w) => text.includes(w))
  }

  test('only the post outside the division may; whoever sees the letter is told so on his page', async () => {
    expect(await erase('高敏', 'letters', letter.id, 'body')).toBe('kernel.no-power')
    expect(await erase('许文涛', 'letters', letter.id, 'body')).toBe('kernel.no-power')
    expect((await see()).may.erase).toMatchObject({ allowed: true })
    expect((await o.see('高敏', letter)).may.erase).toMatchObject({ allowed: false })
    expect(await left()).toEqual(words)
  })
  test('what was written, where, and the title with the pieces made from it: gone for the page and for finding what is alike', async () => {
    const alike = () => o.as('何雨桐', readSimilar, { title: '绿茵里幼儿园门前要画斑马线' }).then((found) => found.rows.length)
    expect(await alike()).toBe(1)
    for (const column of ['body', 'place']) expect(await erase('张怀远', 'letters', letter.id, column)).toBe('done')
    expect(await erase('张怀远', 'matter', letter.id, 'title')).toBe('done')
    expect(await see()).toMatchObject({ title: null, number: letter.number, detail: { body: null, place: null, channel: 'call' } })
    expect(await alike()).toBe(0)
    expect(await run(trial.db, 'select body, place, grams from letters_letter where matter_id = $1', [letter.id])).toEqual([{ body: null, place: null, grams: [] }])
  })
  test('the answer goes with the draft it was sent from; the draft alone cannot go twice', async () => {
    expect((await see()).detail.drafted).toBe(true)
    expect(await erase('张怀远', 'answer', letter.answers[0]?.id, 'body')).toBe('done')
    expect((await see()).detail.drafted).toBe(false)
    expect(await o.as('高敏', readDraft, { id: letter.id })).toEqual({ draft: null })
    expect(await erase('张怀远', 'letters', letter.id, 'reply')).toBe('kernel.already-erased')
  })
  test('a second time is refused; so is what is no text, and a text of another letter', async () => {
    for (const column of ['body', 'place']) expect(await erase('张怀远', 'letters', letter.id, column)).toBe('kernel.already-erased')
    expect(await erase('张怀远', 'letters', letter.id, 'channel')).toBe('kernel.not-erasable')
    expect(await erase('张怀远', 'letters_letter', letter.id, 'body')).toBe('kernel.not-erasable')
    const other = await o.letter('registered')
    expect(await erase('张怀远', 'letters', other.id, 'body')).toBe('kernel.not-found')
  })
  test('who wrote goes whole: nothing to open, no finding by the telephone, nobody to be called; a second time is refused (R-C18)', async () => {
    const kept = () =>
      run(trial.db, `select c.id from contact c where c.matter_id = $1 and coalesce(c.name_cipher, c.phone_cipher, c.phone_key, c.name_key) is not null`, [letter.id])
    const found = async () => (await o.as('何雨桐', handleCallerHistory, { phone: call.phone })).rows.map((row) => row.matter)
    expect(await kept()).toHaveLength(1)
    expect(await found()).toContain(letter.id)
    expect((await see()).detail.reachable).toBe(true)
    expect(await erase('张怀远', 'contact', letter.id, 'phone')).toBe('kernel.not-erasable')
    expect(await erase('张怀远', 'contact', letter.answers[0]?.id, 'all')).toBe('kernel.not-found')
    expect(await erase('张怀远', 'contact', letter.id, 'all')).toBe('done')
    expect(await kept()).toEqual([])
    expect((await see()).detail.reachable).toBe(false)
    expect((await found()).includes(letter.id)).toBe(false)
    expect(await o.as('何雨桐', handleOpenContact, { matter: letter.id, why: '回访' })).toEqual({ contacts: [{ name: null, phone: null, address: null, other: null }] })
    expect(await erase('张怀远', 'contact', letter.id, 'all')).toBe('kernel.already-erased')
  })
  test('whoever saves the letter with what he had read before does not bring it back', async () => {
    await save(trial.db, [{ matter: letter.id as MatterId, detail: { ...letter.detail, attempts: 1 } satisfies LetterDetail }])
    expect((await see()).detail).toMatchObject({ body: null, place: null, attempts: 1 })
  })
  test('closed with nothing of it kept: the trail says who erased what and why; verify finds nothing wrong', async () => {
    const closed = (await o.as('何雨桐', handleCallBack, {
      matter: letter.id,
      piece: null,
      answer: letter.answers[0]?.id,
      reached: true,
      responded: true,
      solved: 'yes',
      satisfied: 'yes',
    })) as Letter
    expect(closed.state).toBe('closed')
    expect(await erase('张怀远', 'report', closed.reports[0]?.id, 'result_text')).toBe('done')
    for (const piece of closed.stages.flatMap((s) => s.pieces).filter((p) => p.ask)) expect(await erase('张怀远', 'assignment', piece.id, 'ask')).toBe('done')
    expect(await left()).toEqual([])
    const reader = { tx: trial.db, who: { person: personId('张怀远') }, now: o.office.now, office: o.office.office } as unknown as Parameters<typeof readTrail>[0]
    const { lines } = await readTrail(reader, letter.id as MatterId)
    const erasures = lines.filter((l) => l.move === 'erase')
    expect(erasures.every((l) => l.actor.name === '张怀远' && l.text === '当事人依法申请')).toBe(true)
    expect(lines.find((l) => l.move === 'report')?.text).toBe('〔已依法删除〕')
    const told = await run<{ said: { erased: object } }>(trial.db, `select e.said from event e where e.matter_id = $1 and e.move = 'erase' order by e.id limit 1`, [letter.id])
    expect(told[0]?.said.erased).toEqual({ table: 'letters', key: letter.id, column: 'body' })
    expect(await verify()).toMatchObject({ faults: [], more: 0 })
  })
})
