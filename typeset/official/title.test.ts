import { describe, expect, test } from 'vitest'
import { TITLE_ACROSS, titleLines } from './title.ts'

const names = ['云溪市', '清河县']
const titles = [
  '云溪市人民政府办公室关于印发云溪市城镇老旧小区改造三年行动方案的通知',
  '云溪市人民政府关于2026年全市安全生产工作情况的报告',
  '云溪市人民政府办公室关于转发市住房和城乡建设局等部门《云溪市既有住宅加装电梯管理办法（试行）》的通知',
  '清河县人民政府关于请求解决城区防洪排涝工程建设资金的请示',
  '云溪市人民政府办公室关于公布2026年度第一批市级应急避难场所名单的通知',
]
const length = (text: string) => [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 0.5 : 1), 0)

describe('标题 the title (GB/T 9704-2012 7.3.1)', () => {
  test('nothing is lost, no line is wider than the type area, no line begins with 的 or a closing mark', () => {
    for (const title of titles) {
      const lines = titleLines(title, names)
      expect(lines.join('')).toBe(title)
      for (const line of lines) {
        expect(length(line), line).toBeLessThanOrEqual(TITLE_ACROSS)
        expect(line).toMatch(/^[^的和与》）]/)
      }
    }
  })
  test('names of places and organs, years and what stands in marks are whole', () => {
    for (const title of titles) for (const line of titleLines(title, names).slice(1)) expect(line).not.toMatch(/^(溪市|河县|市城|民政府|年)/)
    expect(titleLines('关于做好2026年防汛抗旱工作和地质灾害防治工作的紧急通知', names).some((l) => l.includes('2026年'))).toBe(true)
  })
  test('a short title is one line; two lines are a trapezium, three no hourglass', () => {
    expect(titleLines('关于表彰先进集体的决定')).toEqual(['关于表彰先进集体的决定'])
    for (const title of titles) {
      const lengths = titleLines(title, names).map(length)
      if (lengths.length === 3) expect((lengths[1] as number) < (lengths[0] as number) && (lengths[1] as number) < (lengths[2] as number)).toBe(false)
    }
  })
  test('without a place to part it is cut where it must be', () => expect(titleLines('哈'.repeat(45)).join('')).toBe('哈'.repeat(45)))
})
