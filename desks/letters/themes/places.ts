/**
 * Where a letter is about: names of places learned from the letters themselves. A name ends like a place (小区, 路, 桥 …) and stands in letters of at least two
 * writers; it begins where the letters agree on it, and is none when it is said of many districts («加油站», «断头路»). Pure.
 */
import type { Told } from '../learn/pieces.ts'

const ends =
  /小区|社区|花园|家园|新城|之城|国际|公寓|大厦|广场|公园|学校|小学|中学|学院|大学|医院|幼儿园|市场|车站|地铁站|火车站|高铁站|大道|大桥|立交|隧道|水库|工业园|产业园|安置房|商业街|步行街|号线|项目|集团|公司|工地|酒店|酒吧|商城|苑|园|府|邸|湾|墅|庭|郡|都|港|城|路|街|巷|桥|村|镇|乡|湖|河|山|洲|岛|厂|站/g
const [SHORTEST, LONGEST] = [3, 9]
/** «小区工地»: made of endings alone, it names no place. */
const onlyEnds = new RegExp(`^(?:${ends.source})+$`)
/** Districts a name may be said of before it is no name of one place. */
const DISTRICTS = 3
/** What stands before a name and is none of it. */
const lead = /这个|那个|我们|他们|某个|一个|整个|每个|各个|其他|所有|政府|市委|位于|关于|反映|投诉|请求|咨询|配套|线路|公立|^[走经过从去往]/
const part = /[^一-龥a-z0-9]+/
/** Anonymous districts (A3区) of the public letters; an office's own stand in its table of units. */
const coded = /[A-Z]\d+[市区县]/g

export type DistrictsIn = (told: Told) => readonly string[]
/** @param named names of the office's districts: 城西区 */
export const districtsBy =
  (named: readonly string[]): DistrictsIn =>
  ({ title, body }) => {
    const text = `${title} ${body}`
    return [...new Set([...(text.match(coded) ?? []), ...named.filter((one) => text.includes(one))])]
  }

/** Every run that ends like a place, with what stands before it. */
function* runsIn(text: string): Generator<{ readonly name: string; readonly before: string }> {
  const plain = text
    .normalize('NFKC')
    .replace(/[A-Z]\d*[市区县]|西地省/g, ' ')
    .toLowerCase()
  for (const said of plain.split(part))
    for (const end of said.matchAll(ends)) {
      const stop = end.index + end[0].length
      for (let from = Math.max(0, stop - LONGEST); from <= Math.min(stop - SHORTEST, end.index - 1); from++)
        yield { name: said.slice(from, stop), before: from === 0 ? '' : (said[from - 1] ?? '') }
    }
}

export type Gazetteer = ReadonlySet<string>
interface Seen {
  letters: number
  readonly writers: Set<string>
  readonly districts: Set<string>
  readonly before: Map<string, number>
}
/** A name begins where what stands before it varies: «人民东路» after 在, 到 and at a beginning; «民东路» always after 人. */
export function gazetteerOf(letters: readonly (Told & { readonly who: string })[], districtsIn: DistrictsIn): Gazetteer {
  const seen = new Map<string, Seen>()
  for (const letter of letters) {
    const districts = districtsIn(letter)
    const mine = new Set<string>()
    for (const { name, before } of runsIn(`${letter.title}，${letter.body}`)) {
      const known = seen.get(name) ?? { letters: 0, writers: new Set<string>(), districts: new Set<string>(), before: new Map<string, number>() }
      if (!mine.has(name)) {
        mine.add(name)
        known.letters++
        known.writers.add(letter.who)
        if (districts.length === 1) known.districts.add(districts[0] as string)
      }
      known.before.set(before, (known.before.get(before) ?? 0) + 1)
      seen.set(name, known)
    }
  }
  const named = [...seen].filter(([name, { writers, districts, before }]) => {
    if (writers.size < 2 || districts.size > DISTRICTS || onlyEnds.test(name) || lead.test(name)) return false
    const all = [...before.values()].reduce((a, b) => a + b, 0)
    const most = Math.max(0, ...[...before].filter(([b]) => b !== '').map(([, n]) => n))
    return (before.get('') ?? 0) / all >= 0.25 || most / all <= 0.5
  })
  return new Set(named.map(([name]) => name))
}

/** The places named, each as long as the letters agree on it. */
export function placesIn(text: string, gazetteer: Gazetteer): Set<string> {
  const found = new Set<string>()
  for (const { name } of runsIn(text)) if (gazetteer.has(name)) found.add(name)
  return found
}
