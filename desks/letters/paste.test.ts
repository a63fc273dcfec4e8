import { describe, expect, test } from 'vitest'
import type { UnitId } from '../../kernel/ids.ts'
import { addMillis, atTime, type Instant, instant, officeDate, officeTime } from '../../kernel/time.ts'
import { pasteCases as cases } from './paste.cases.ts'
import { type PasteUnit, readPasted } from './paste.ts'
import { morePasteCases } from './paste-more.cases.ts'
import { pasted } from './shape.ts'

const names: readonly (readonly [string, string])[] = [
  ['市住房和城乡建设局', '市住建局'],
  ['市城市管理局', '市城管局'],
  ['市交通运输局', '市交通局'],
  ['市公安局', '市公安局'],
  ['市教育局', '市教育局'],
  ['市卫生健康委员会', '市卫健委'],
  ['市人力资源和社会保障局', '市人社局'],
  ['市生态环境局', '市生态环境局'],
  ['市水利局', '市水利局'],
  ['市市场监督管理局', '市市场监管局'],
  ['市民政局', '市民政局'],
  ['市自然资源和规划局', '市自然资源局'],
]
const units: PasteUnit[] = [
  ...names.map(([name, short], i) => ({ id: `d${i}` as UnitId, name, short, kind: 'department' })),
  ...['城东区', '城西区', '清溪县', '石桥县'].map((short, i) => ({ id: `c${i}` as UnitId, name: `${short}人民政府`, short, kind: 'county' })),
]
const pasteCases = [...cases, ...morePasteCases]
/** Monday, ten days before December; 2027 is not covered by the calendar yet. */
const office = { units, now: instant('2026-11-23T10:20:00+08:00'), calendar: { days: new Map(), years: new Set([2026]) } }
const said = (due: Instant): string => {
  const whole = atTime(officeDate(addMillis(due, -1))) === due
  const day = officeDate(whole ? addMillis(due, -1) : due)
  return `${day.startsWith('2026') ? day.slice(5) : day} ${whole ? '24:00' : officeTime(due)}`
}

describe('一贴即办 paste anything', () => {
  test('there are forty messages, and four with a forwarding head on the line itself', () => expect(pasteCases).toHaveLength(44))
  test.each(pasteCases.map((c, i) => [i + 1, c.text.slice(0, 24).replaceAll('\n', ' '), c] as const))('%i %s', (_, __, c) => {
    const read = readPasted(c.text, office)
    expect(pasted.safeParse(read).success).toBe(true)
    expect({
      title: read.title,
      kind: read.kind.kind,
      unit: read.units[0]?.name ?? null,
      due: read.due ? said(read.due.at as Instant) : null,
      phone: read.phone,
      name: read.name,
      place: read.place,
    }).toEqual({ title: c.title, kind: c.kind, unit: c.unit, due: c.due, phone: c.phone, name: c.name, place: c.place })
  })

  test("the writer's number leaves the text that units will read; nothing else of what was said is lost", () => {
    const read = readPasted('小区停水，联系人：周女士 138 0000 6027，请尽快。', office)
    expect(read.body).not.toContain('6027')
    expect(read.body).toContain('小区停水')
    expect(read.phone).toBe('13800006027')
  })
  test('a unit the office does not have is not suggested', () => expect(readPasted('路灯不亮', { ...office, units: [] }).units).toEqual([]))
  test('every suggestion tells its reason', () => {
    for (const c of pasteCases) for (const u of readPasted(c.text, office).units) expect(u.because.length).toBeGreaterThan(3)
  })
  test('any text at all is read without fault, and quickly', () => {
    for (const odd of [
      '',
      ' ',
      '\n\n\n',
      '1'.repeat(5000),
      '请'.repeat(5000),
      '13800006027'.repeat(300),
      '\u0000\u0001',
      '😀'.repeat(500),
      '<script>alert(1)</script>',
      "'; drop table matter; --",
    ])
      expect(readPasted(odd, office).title.length).toBeLessThanOrEqual(200)
  })
})
