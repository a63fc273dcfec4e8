import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft } from '../../kernel/drafts/draft.ts'
import { type Answer, type Attempt, draftSaver, type SaveState } from './draft-saver.ts'

const draft = (title: string): Draft => ({ ...emptyDraft, title })
class No extends Error {}
/** The office: answers, says no, or is not reached; keeps what landed under each key. */
function office() {
  const landed = new Map<string, Attempt>()
  const how: ('yes' | 'no' | 'lost' | 'away')[] = []
  let revision = 3
  return {
    how,
    landed,
    texts: () => [...landed.values()].map((one) => one.draft.title),
    send: async (attempt: Attempt): Promise<Answer> => {
      const next = how.shift() ?? 'yes'
      if (next === 'away') throw new TypeError('not reached')
      if (next === 'no') throw new No('refused')
      if (!landed.has(attempt.key)) {
        landed.set(attempt.key, attempt)
        revision++
      }
      if (next === 'lost') throw new TypeError('the answer was lost')
      return { revision, savedAt: '2026-11-30T08:00:00.000Z' }
    },
  }
}
function opened(of: ReturnType<typeof office>) {
  const told: SaveState[] = []
  const kept: { revision: number; title: string }[] = []
  let key = 0
  const saver = draftSaver(
    {
      send: of.send,
      isAnswer: (error) => error instanceof No,
      freshKey: () => `k${++key}`,
      keep: (revision, one) => void kept.push({ revision, title: one.title }),
      forget: () => void kept.splice(0),
      tell: (state) => void told.push(state),
      pause: 1_500,
      again: 10_000,
    },
    3,
  )
  return { saver, told, kept }
}
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('自动保存 autosave', () => {
  test('停笔一秒半就存一次，连着写只存最后的；存好以前本机留着', async () => {
    const of = office()
    const { saver, told, kept } = opened(of)
    saver.write(draft('一'))
    await vi.advanceTimersByTimeAsync(1_000)
    saver.write(draft('一二'))
    expect(kept.at(-1)).toEqual({ revision: 3, title: '一二' })
    await vi.advanceTimersByTimeAsync(1_600)
    expect([of.texts(), kept, told.at(-1), saver.unsaved()]).toEqual([['一二'], [], 'saved', false])
  })
  test('断线：写的留在本机，接通以后补上；断线当中又写的也在', async () => {
    const of = office()
    of.how.push('away', 'away')
    const { saver, told, kept } = opened(of)
    saver.write(draft('一'))
    await vi.advanceTimersByTimeAsync(1_600)
    expect([told.at(-1), kept.at(-1)?.title]).toEqual(['here', '一'])
    saver.write(draft('一二'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect([of.texts().at(-1), saver.unsaved(), kept]).toEqual(['一二', false, []])
  })
  test('存下了而回音丢了：同一次再送不存两遍，后写的不会被当成已存', async () => {
    const of = office()
    of.how.push('lost')
    const { saver } = opened(of)
    saver.write(draft('一'))
    await vi.advanceTimersByTimeAsync(1_600)
    saver.write(draft('一二'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(of.texts()).toEqual(['一', '一二'])
    expect([...of.landed.values()].map((one) => one.revision)).toEqual([3, 4])
    expect(saver.unsaved()).toBe(false)
  })
  test('办公室不收（别人接过去写了）：不再催，写的留在本机', async () => {
    const of = office()
    of.how.push('no')
    const { saver, told, kept } = opened(of)
    saver.write(draft('一'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect([told.at(-1), of.texts(), kept.at(-1)?.title, saver.unsaved()]).toEqual(['refused', [], '一', true])
    expect(await saver.flush()).toBe(true)
    expect(of.texts()).toEqual(['一'])
  })
})
