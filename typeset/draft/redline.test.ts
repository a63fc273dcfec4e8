import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../kernel/drafts/draft.ts'
import { linesOf, type RedlineLine, redline, redlineText } from './redline.ts'
import { anyDraft, numbered, sample } from './sample-drafts.ts'

/** The text on one side of a redline: kept with taken is what was, kept with added what is. */
const side = (lines: readonly RedlineLine[], not: 'added' | 'taken') =>
  lines
    .filter((line) => line.change !== not)
    .map((line) =>
      line.cells
        .map((runs) => runs.flatMap((run) => (run.kind === not ? [] : [run.text])).join(''))
        .join('\n')
        .replace(/\n+$/, ''),
    )
const plain = (draft: Draft) => linesOf(draft).map((line) => line.cells.join('\n').replace(/\n+$/, ''))
const changed = (lines: readonly RedlineLine[]) => lines.filter((line) => line.change !== 'kept')

describe('花脸稿 (R-D41)', () => {
  test('删去的加保留的就是前稿，增加的加保留的就是后稿，任意两稿都是', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (a, b) => {
        const lines = redline(a, b)
        expect(side(lines, 'added')).toEqual(plain(a))
        expect(side(lines, 'taken')).toEqual(plain(b))
      }),
      { numRuns: 150 },
    )
  })

  test('改几处的稿也是：删一段、加一段、改几个字', () => {
    fc.assert(
      fc.property(anyDraft, fc.nat(), fc.constantFrom('drop', 'add', 'edit', 'level'), (a, n, how) => {
        const at = n % a.body.length
        const body = [...a.body]
        const one = body[at] as Draft['body'][number]
        if (how === 'drop') body.splice(at, 1)
        if (how === 'add') body.splice(at, 0, { id: 'new', kind: 'paragraph', text: '另加的一段。' })
        if (how === 'edit' && one.kind === 'paragraph') body[at] = { ...one, text: `${one.text}（有改动）` }
        if (how === 'level' && one.kind === 'heading') body[at] = { ...one, level: one.level === 1 ? 2 : 1 }
        const b = numbered({ ...a, body })
        const lines = redline(a, b)
        expect(side(lines, 'added')).toEqual(plain(a))
        expect(side(lines, 'taken')).toEqual(plain(b))
      }),
    )
  })

  test('没有改动，一处也不标', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(changed(redline(draft, draft))).toEqual([])
      }),
    )
  })

  test('一段里改两个数字，只标这两个数字；段落移了级，写明原来是哪一级', () => {
    const body = sample.body.map((one) =>
      one.kind === 'heading' && one.runOn?.includes('42个')
        ? { ...one, runOn: one.runOn.replace('42个', '56个') }
        : one.kind === 'heading' && one.text === '目标任务'
          ? { ...one, level: 1 as const }
          : one,
    )
    const lines = changed(redline(sample, { ...sample, body }))
    expect(lines.map((line) => [line.change, line.level, line.was?.level ?? null])).toEqual([
      ['changed', 1, 2],
      ['changed', 3, null],
    ])
    expect(lines[1]?.cells[1]).toEqual([
      { kind: 'kept', text: '全年改造老旧小区' },
      { kind: 'taken', text: '42' },
      { kind: 'added', text: '56' },
      { kind: 'kept', text: '个，惠及居民1.8万户。' },
    ])
    expect(lines[0]?.mark).toBe('二、')
  })

  test('表格按行按格比', () => {
    const attachments = sample.attachments.map((one, n) =>
      n === 0
        ? {
            ...one,
            body: [
              {
                id: 't',
                kind: 'table',
                columns: [1, 1],
                rows: [
                  ['任务', '牵头单位'],
                  ['摸底', '市财政局'],
                  ['验收', '市住房和城乡建设局'],
                ],
              } as const,
            ],
          }
        : one,
    )
    const lines = changed(redline(sample, { ...sample, attachments }))
    expect(lines.map((line) => line.change)).toEqual(['changed', 'added'])
    expect(lines[0]?.cells[0]).toEqual([{ kind: 'kept', text: '摸底' }])
  })

  test('没有一个字相同的长文也比得完', () => {
    const [a, b] = ['甲'.repeat(20_000), '乙'.repeat(20_000)]
    expect(redlineText(a, b).map((run) => [run.kind, run.text.length])).toEqual([
      ['taken', 20_000],
      ['added', 20_000],
    ])
  })
})
