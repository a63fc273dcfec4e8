import { describe, expect, test } from 'vitest'
import { type Letter, themesOf } from './group.ts'
import { districtsBy, gazetteerOf, placesIn } from './places.ts'
import { rising, weekly } from './rise.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-30T02:00:00.000Z')
let n = 0
const letter = (title: string, body: string, who: string, ago = 1): Letter => ({ id: String(++n), title, body, who, at: NOW - ago * DAY })
const heat = [
  letter('北苑小区暖气不热', '北苑小区暖气三天不热，换热站循环泵坏了', 'a', 3),
  letter('请修北苑小区的暖气', '我住北苑小区，暖气不热，换热站没人管', 'b', 2),
  letter('北苑小区没有暖气', '在北苑小区租房，暖气一直不热，老人受冻', 'c', 1),
]
const others = [
  letter('北苑小区广场舞扰民', '北苑小区每晚放音响到十点，孩子没法写作业', 'd', 2),
  letter('东湖小区暖气不热', '东湖小区暖气三天不热，换热站循环泵坏了', 'e', 2),
  letter('去东湖小区的公交太少', '东湖小区门口半小时一班车', 'f', 2),
]
/** What else an office gets: every letter about something of its own. */
const rest =
  '公交改线 学区划分 低保申请 工伤认定 违章停车 河水发黑 路灯不亮 井盖缺失 食品过期 医保报销 拖欠工资 宅基地审批 电梯困人 快递丢失 垃圾堆放 居住证办理 户口迁移 养老金补缴 树枝遮挡 宠物伤人'
    .split(' ')
    .map((title, i) => letter(title, `${title}，${title.slice(0, 2)}的事问过${title.slice(2)}，请答复`, `w${i}`, 1 + i))

describe('热点 letters about one problem in one place', () => {
  test('another problem in the place and the same problem elsewhere stay out (HB-49)', () => {
    const themes = themesOf([...heat, ...others, ...rest], undefined, 0.1)
    expect(themes.map((t) => t.letters.map((l) => l.id).sort())).toEqual([heat.map((l) => l.id).sort()])
    expect(themes[0]?.place).toBe('北苑小区')
  })
  test('one person’s letters alone are no theme, however many (HB-49)', () => {
    expect(themesOf([...heat.map((l) => ({ ...l, who: 'a' })), ...rest], undefined, 0.1)).toEqual([])
  })
  test('what was written half a year apart is not one theme', () => {
    const [one, two] = heat as [Letter, Letter]
    expect(themesOf([one, { ...two, at: one.at - 180 * DAY }, ...rest], undefined, 0.1)).toEqual([])
  })
  test('a place of one name in two districts is two places', () => {
    const [one, two] = heat as [Letter, Letter]
    const apart = [{ ...one, body: `城西区${one.body}` }, { ...two, body: `城东区${two.body}` }, ...rest]
    expect(themesOf(apart, districtsBy(['城西区', '城东区']), 0.1)).toEqual([])
    expect(themesOf(apart, undefined, 0.1).length).toBe(1)
  })
  test('names of places are learned from the letters, as long as these agree', () => {
    const gazetteer = gazetteerOf(heat, districtsBy([]))
    expect(placesIn('我在北苑小区', gazetteer)).toContain('北苑小区')
    expect(placesIn('我在南苑小区', gazetteer).size).toBe(0)
    const sites = ['和平小区工地噪声', '柳荫小区工地噪声'].map((title, i) => letter(title, '', `s${i}`))
    expect(placesIn('小区工地', gazetteerOf(sites, districtsBy([]))).size).toBe(0)
  })
})
describe('突增 when a theme rises', () => {
  const at = (ago: number, who: string) => ({ at: NOW - ago * DAY, who })
  test('three letters of two people in a week, twice what came before (HB-49)', () => {
    expect(rising([at(1, 'a'), at(2, 'b'), at(3, 'b')], NOW)).toBe(true)
    expect(rising([at(1, 'a'), at(2, 'a'), at(3, 'a')], NOW)).toBe(false)
    expect(rising([at(1, 'a'), at(2, 'b')], NOW)).toBe(false)
    // as many every week: no rise
    const steady = Array.from({ length: 5 }, (_, week) => [at(week * 7 + 1, 'a'), at(week * 7 + 2, 'b'), at(week * 7 + 3, 'c')]).flat()
    expect(rising(steady, NOW)).toBe(false)
  })
  test('weeks are counted back from now, the oldest first', () => {
    expect(weekly([NOW - DAY, NOW - 2 * DAY, NOW - 8 * DAY, NOW - 100 * DAY], NOW, 3)).toEqual([0, 1, 2])
  })
})
