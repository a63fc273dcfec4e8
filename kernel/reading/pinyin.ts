/** Finding a Chinese name by its sound: the pinyin somebody typed for it, and the initials worked out from the characters. */

/** First characters of each initial in the pinyin order of the runtime's own collation; i, u and v begin no syllable. */
const bounds: readonly (readonly [string, string])[] = [
  ['a', '阿'], ['b', '八'], ['c', '嚓'], ['d', '哒'], ['e', '妸'], ['f', '发'], ['g', '旮'], ['h', '哈'], ['j', '讥'], ['k', '咔'], ['l', '垃'], ['m', '妈'],
  ['n', '拏'], ['o', '噢'], ['p', '妑'], ['q', '七'], ['r', '呥'], ['s', '仨'], ['t', '他'], ['w', '屲'], ['x', '夕'], ['y', '丫'], ['z', '帀'],
] // biome-ignore format: one table
/** Surnames read otherwise than the character alone (曾 zēng, 单 shàn, 解 xiè …). */
const surnames: Readonly<Record<string, string>> = {
  曾: 'z',
  单: 's',
  解: 'x',
  查: 'z',
  仇: 'q',
  朴: 'p',
  区: 'o',
  尉迟: 'y',
  长孙: 'z',
  种: 'c',
  盖: 'g',
  乐: 'y',
  翟: 'z',
  缪: 'm',
  万俟: 'm',
  冼: 'x',
  逄: 'p',
}
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initial(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  let found = ''
  for (const [letter, first] of bounds) {
    if (order.compare(character, first) < 0) break
    found = letter
  }
  return found
}
/** 曾国藩 → zgf. Characters of several sounds may miss; the typed pinyin covers those. */
export function initialsOf(name: string): string {
  const known = Object.keys(surnames).find((surname) => name.startsWith(surname))
  const head = known ? (surnames[known] ?? '') + [...known].slice(1).map(initial).join('') : ''
  return (
    head +
    [...name]
      .slice(known ? [...known].length : 0)
      .map(initial)
      .join('')
  )
}
/** What a typed beginning is compared with: initials, the whole pinyin, and each of its words on. @param pinyin as kept, words apart: `wang fang` */
export function pinyinKey(name: string, pinyin: string): string[] {
  const words = pinyin
    .toLowerCase()
    .split(/[\s']+/)
    .filter(Boolean)
  return [initialsOf(name), words.map((word) => word[0] ?? '').join(''), ...words.map((_, at) => words.slice(at).join(''))].filter(Boolean)
}
