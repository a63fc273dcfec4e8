import { describe, expect, test } from 'vitest'
import { type MeasuredSide, measure } from '../../platform/print/measure-official.ts'
import { joint, letter, linesOf, minutes, order, paragraphs, plain, threeAttachments, unsealed, upward } from './golden.ts'
import { BOTTOM, CELL, LINE, RIGHT, SIZE } from './grid.ts'
import { layOut, pageNumber } from './lay-out.ts'
import type { Glyphs, Laid, Seal, Side } from './page.ts'

const POINT = 25.4 / 72
const laid = (paper: Parameters<typeof layOut>[0]) => layOut(paper) as Laid
const glyphs = (s: Side): Glyphs[] => s.items.flatMap((item) => (item.kind === 'text' ? [item] : []))
const near = (value: number | undefined, wanted: number, by: number) => {
  expect(value).toBeGreaterThanOrEqual(wanted - by)
  expect(value).toBeLessThanOrEqual(wanted + by)
}
const side = (sides: MeasuredSide[], n: number) => sides[n] as MeasuredSide
const body = (s: MeasuredSide) => s.lines.filter((line) => line.top > 36 && line.top < 262)

describe('公文版式 official papers, measured on the PDF', () => {
  test('the sheet is A4; a side of body has 22 lines from edge to edge, 29.61 pt apart, 28 characters each (R-F01, R-F02, R-F03)', async () => {
    const sides = await measure({ ...plain, body: [{ kind: 'paragraph', text: '字'.repeat(28 * 60) }] })
    const whole = side(sides, 1)
    near(whole.width, 595.276, 0.1)
    near(whole.height, 841.89, 0.1)
    const lines = body(whole)
    expect(lines).toHaveLength(22)
    for (const [n, line] of lines.slice(1).entries()) near(line.baseline - (lines[n]?.baseline ?? 0), 29.61 * POINT, 0.05 * POINT)
    near(lines[0]?.top, 37, 0.5)
    near((lines[21]?.top ?? 0) + CELL, 262, 0.5)
    for (const line of lines.slice(1)) {
      near(line.left, 28, 0.3)
      near(line.right, 184, 0.3)
      expect(line.text.replaceAll(/\s/g, '')).toHaveLength(28)
    }
  })
  test('the mark begins 72 mm down, the red line is 4 mm below the number and 156 mm long (R-F11)', async () => {
    const first = side(await measure(plain), 0)
    near(await first.redFrom(0), 72, 0.5)
    const [line, ...more] = await first.rules(true)
    expect(more).toEqual([])
    near(line?.y, first.line('〔2026〕12号').top + CELL + 4, 0.6)
    near(line?.x, 28, 0.3)
    near(line?.end, 184, 0.3)
    const number = first.line('〔2026〕12号')
    near((number.left + number.right) / 2, 106, 1)
  })
  test('title two lines below the red line in 2号, addressees one line below it, text begins two cells in', async () => {
    const first = side(await measure(plain), 0)
    const [red] = await first.rules(true)
    const title = first.line('云溪市人民政府办公室关于印发')
    near(title.size, 22 * POINT, 0.1)
    near(title.top, (red?.y ?? 0) + 2 * LINE, 0.8)
    const to = first.line('各县（市、区）人民政府')
    near(to.left, 28, 0.6)
    near(first.line('总体要求').left, 28 + 2 * CELL, 0.6)
  })
  test('upward: signers to the right with the number on their last line; without one it is refused (R-F12)', async () => {
    const first = side(await measure(upward), 0)
    const line = first.line('签发人')
    expect(line.text.replaceAll(/\s/g, '')).toContain('云政〔2026〕3号签发人：周启明张怀远')
    near(line.left, 28 + CELL, 0.6)
    near(line.right, 184 - CELL, 0.8)
    expect(first.line('特急').top).toBeGreaterThan(first.line('000012').top)
    expect(layOut({ ...upward, signers: [] })).toMatchObject({ code: 'typeset.signer-missing' })
    const three = side(await measure({ ...upward, signers: ['周启明', '张怀远', '高敏'] }), 0)
    expect(three.line('高敏').text).toContain('〔2026〕3号')
  })
  test('the first side carries text: addressees too many go to the 版记; what still does not fit is refused (R-F21)', async () => {
    const many = { ...plain, addressees: Array.from({ length: 60 }, (_, n) => `市直属机构第${n}单位`) }
    const sides = await measure(many)
    expect(body(side(sides, 0)).some((line) => line.text.includes('各级各部门'))).toBe(true)
    expect(sides.at(-1)?.lines.some((line) => line.text.startsWith('主送：'))).toBe(true)
    expect(layOut({ ...joint, organs: Array.from({ length: 14 }, (_, n) => `云溪市第${n + 1}工作局`) })).toMatchObject({ code: 'typeset.no-body-on-first-side' })
  })
  test('a paper without any text is refused (R-F21)', () => expect(layOut({ ...plain, body: [] })).toMatchObject({ code: 'typeset.no-body-on-first-side' }))
  test('版记 on an even side: ended on 1, on 2 with room, on 2 without, on 3 (R-F30)', () => {
    const endings = [2, 12, 26, 44].map((n) => laid({ ...plain, body: linesOf(n), signature: { ...plain.signature, sealed: false } }))
    expect(endings.map((l) => [l.end.side + 1, l.sides.length, l.sides.map((s) => s.number)])).toEqual([
      [1, 2, [1, 2]],
      [2, 2, [1, 2]],
      [2, 4, [1, 2, null, null]],
      [3, 4, [1, 2, 3, 4]],
    ])
    for (const one of endings) expect(one.sides.length % 2).toBe(0)
  })
  test('its last line lies on the edge of the type area, thick outside and thin between (R-F32)', async () => {
    const rules = await side(await measure(plain), 1).rules(false)
    expect(rules).toHaveLength(3)
    near((rules[2]?.y ?? 0) + (rules[2]?.thick ?? 0) / 2, BOTTOM, 0.3)
    for (const rule of rules) {
      near(rule.x, 28, 0.3)
      near(rule.end, 184, 0.3)
    }
  })
  test('page numbers: dashes 7 mm below the type area, odd to the right, even to the left, one character in (R-F31)', () => {
    for (const n of [1, 2, 9, 10, 99, 100]) {
      const dashes = pageNumber(n).flatMap((i) => (i.kind === 'rule' ? [i] : []))
      expect(dashes).toHaveLength(2)
      for (const dash of dashes) near(dash.y - dash.thick / 2, 269, 0.1)
      if (n % 2 === 1) near((dashes[1]?.x ?? 0) + (dashes[1]?.width ?? 0), 184 - CELL, 0.01)
      else near(dashes[0]?.x, 28 + CELL, 0.01)
    }
    expect(
      laid({ ...plain, body: paragraphs(12) })
        .sides.map((s) => s.number)
        .slice(0, 2),
    ).toEqual([1, 2])
  })
  test('a signature never stands alone on a side, whatever the length; 此页无正文 is never written (R-F23)', async () => {
    for (let n = 1; n <= 46; n++)
      for (const sealed of [true, false]) {
        const one = laid({ ...plain, body: linesOf(n), signature: { ...plain.signature, sealed } })
        expect(one.end.lines, `${n} lines, sealed ${sealed}`).toBeGreaterThan(0)
        for (const s of one.sides) for (const item of s.items) if (item.kind === 'text' && !item.fit) expect(item.y + item.size).toBeLessThan(BOTTOM + 0.4)
        for (const s of one.sides) for (const item of s.items) if (item.kind === 'seal') expect(item.y + item.across).toBeLessThan(BOTTOM + 0.01)
      }
  })
  test('nor does a remark, which goes with the signature (R-F23)', () => {
    for (let n = 1; n <= 46; n++)
      for (const sealed of [true, false])
        for (const remark of ['联系人：何雨桐', '联系人：何雨桐，电话：0500-80001234，此件公开发布，各县（市、区）转发至乡镇。'])
          expect(laid({ ...plain, body: linesOf(n), remark, signature: { ...plain.signature, sealed } }).end.lines, `${n} lines, sealed ${sealed}`).toBeGreaterThan(0)
  })
  test('lines set closer for its sake are so by a tenth at most, whatever stands below them (R-F23)', () => {
    for (let n = 1; n <= 46; n++)
      for (const sealed of [true, false])
        for (const s of laid({ ...plain, body: linesOf(n), colophon: null, signature: { ...plain.signature, sealed } }).sides) {
          const tops = [...new Set(glyphs(s).flatMap((g) => (g.fit === undefined && g.size === SIZE.three && g.y > 45 ? [g.y] : [])))].sort((a, b) => a - b)
          for (const [k, top] of tops.slice(1).entries()) expect(top - (tops[k] as number), `${n} lines, sealed ${sealed}`).toBeGreaterThan(0.9 * LINE - 1e-6)
        }
  })
  test('a heading at the end of an attachment draws neither the next attachment nor a lying table on to its side', () => {
    const heading = { kind: 'heading', level: 1, text: '其他' } as const
    const lying = { kind: 'table', columns: [1, 1], lying: true, rows: [['序号', '任务']] } as const
    for (let n = 15; n <= 45; n++) {
      const two = laid({
        ...plain,
        attachments: [
          { title: '甲', body: [...linesOf(n), heading] },
          { title: '乙', body: [] },
        ],
      })
      for (const s of two.sides) for (const g of glyphs(s)) if (g.face === 'hei' && g.text === '附' && g.x === 28) expect(g.y, `${n} lines`).toBe(37)
      const table = laid({ ...plain, attachments: [{ title: '甲', body: [...linesOf(n), heading, lying] }] })
      for (const s of table.sides) for (const item of s.items) if (item.kind === 'rule' && item.width > 200) expect(s.lying, `${n} lines`).toBe(true)
    }
  })
  test('the seal begins within a line of the text, name and date a little below its middle; the date is four cells from the right (R-E04)', () => {
    for (const organ of ['云溪市政府', '云溪市人民政府办公室']) {
      const on = laid({ ...plain, signature: { ...plain.signature, organs: [organ] } }).sides.find((s) => s.items.some((i) => i.kind === 'seal')) as Side
      const seal = on.items.find((i) => i.kind === 'seal') as Seal
      const upright = glyphs(on).filter((g) => g.size === SIZE.three)
      const above = Math.max(...upright.filter((g) => g.y < seal.y).map((g) => g.y))
      const [name = [], date = []] = [
        ...Map.groupBy(
          upright.filter((g) => g.y > seal.y),
          (g) => g.y,
        ).values(),
      ]
      const textOf = (row: Glyphs[]) => row.map((g) => g.text).join('')
      expect([textOf(name), textOf(date)]).toEqual([organ, '2026年1月5日'])
      expect(seal.y - above - CELL).toBeLessThan(LINE)
      const middle = ((name[0]?.y ?? 0) + (date[0]?.y ?? 0) + CELL) / 2 - (seal.y + seal.across / 2)
      expect(middle > 0 && middle < CELL).toBe(true)
      const last = date.at(-1)
      expect(RIGHT - (last?.x ?? 0) - (last?.width ?? 0)).toBeCloseTo(4 * CELL)
    }
  })
  test('without a seal the date begins two cells right of the name', () => {
    const all = laid({ ...plain, signature: { ...plain.signature, sealed: false } })
      .sides.flatMap((s) => s.items)
      .flatMap((i) => (i.kind === 'text' && i.size > 5 ? [i] : []))
    const date = all.findLastIndex((i) => i.text === '2026')
    const name = all.slice(0, date).findLast((i) => i.text === '云')
    expect(((all[date]?.x ?? 0) - (name?.x ?? 0)) / CELL).toBeCloseTo(2, 3)
    expect(
      laid(unsealed)
        .sides.flatMap((s) => s.items)
        .some((i) => i.kind === 'seal'),
    ).toBe(false)
  })
  test('attachments: listed without a mark behind, a side each, number in the first line, title in the third, names the same (R-F22)', async () => {
    const sides = await measure(threeAttachments)
    const listed = side(sides, 1)
    expect(listed.line('附件：1').text).not.toMatch(/[，。；]$/)
    near(listed.line('减情况一览表').left, listed.line('附件：1').left + (3 + 1.5) * CELL, 0.8)
    const [first, third] = [side(sides, 2), side(sides, 6)]
    near(first.line('附件1').top, 37, 0.5)
    near(first.line('云溪市城镇老旧小区改造三年行动方案').top, 37 + 2 * LINE, 1)
    near(third.line('附件3').left, 28, 0.3)
    expect(layOut({ ...plain, attachments: [{ title: ' ', body: [] }] })).toMatchObject({ code: 'typeset.attachment-untitled' })
  })
  test('a lying table: its head toward the left edge, the page number where it always is', () => {
    const { sides } = laid(threeAttachments)
    expect(sides.map((s) => s.lying)).toEqual([false, false, false, true, true, true, false, false])
    expect(sides.map((s) => s.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const [attachment] = threeAttachments.attachments.slice(1)
    const title = '云溪市城镇老旧小区改造三年行动方案任务分解和资金安排以及完成时限一览表（征求意见稿）'
    const long = laid({ ...plain, attachments: [{ title, body: attachment?.body ?? [] }] }).sides.find((s) => s.lying) as Side
    const lines = glyphs(long).filter((g) => g.face === 'title')
    expect(lines.map((g) => g.text).join('')).toBe(title)
    for (const line of lines) expect([...line.text].length * line.size).toBeLessThanOrEqual(line.width)
    expect(lines[0]?.y).toBeCloseTo(28 + 2 * LINE)
  })
  test('a letter: name 30 mm down, double lines of 170 mm, number to the right, no page number on the first side, 版记 without lines (10.1)', async () => {
    const sides = await measure(letter)
    const first = side(sides, 0)
    near(await first.redFrom(0), 30, 0.6)
    const rules = await first.rules(true)
    expect(rules).toHaveLength(4)
    for (const rule of rules) near(rule.end - rule.x, 170, 0.4)
    near(rules.at(-1)?.y, 277, 0.8)
    near(first.line('〔2026〕5号').right, 184, 0.8)
    expect(laid(letter).sides.map((s) => s.number)[0]).toBeNull()
    expect(await side(sides, 1).rules(false)).toEqual([])
    expect(side(sides, 1).line('抄送：').text).toContain('。')
  })
  test('an order: name 20 mm below the upper edge, post two cells left of the signature, no title (10.2)', async () => {
    const first = side(await measure(order), 0)
    near(await first.redFrom(0), 57, 0.6)
    expect(first.line('周启明').left).toBeGreaterThan(first.line('市长').left)
    near(first.line('供水条例').top - first.line('第6号').top, 3 * LINE, 0.3)
    expect(first.lines.some((l) => l.text.includes('关于'))).toBe(false)
  })
  test('minutes: who was there, in 黑体 before the names, later lines under the first name (10.3)', async () => {
    const first = side(await measure(minutes), 0)
    near(await first.redFrom(0), 72, 0.6)
    expect(first.line('出席：').top).toBeLessThan(first.line('请假：').top)
    near(first.line('赵强').left, 28 + 5 * CELL, 0.8)
    expect(
      laid(minutes)
        .sides.flatMap((s) => s.items)
        .some((i) => i.kind === 'seal'),
    ).toBe(false)
  })
  test('joint: lead organ first, 文件 at middle height, a seal each that touches no other', async () => {
    const sides = laid(joint).sides
    const seals = sides.flatMap((s, n) => s.items.flatMap((i) => (i.kind === 'seal' ? [{ ...i, n }] : [])))
    expect(seals).toHaveLength(3)
    for (const a of seals) for (const b of seals) if (a !== b && a.n === b.n) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.across)
    near(await side(await measure(joint), 0).redFrom(0), 72, 0.8)
  })
})
