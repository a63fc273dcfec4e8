/**
 * 电话号码、身份证号 inside a text, hidden from whoever has no power over contacts: the head and tail stay, so that two numbers can be told apart. As long as before, so what
 * was found in the masked text stands at the same place in the text itself. Dates, amounts, matter numbers are left alone. Rule: R-C18
 */
const d = '[0-9０-９]'
const no = `(?<!${d})`
const end = `(?!${d})`
const gap = '[ \\-—－\u00a0]?'
/** 18 characters with a believable day of birth, or the old 15. */
const identity = new RegExp(`${no}[1-9１-９]${d}{5}(?:[12１２]${d}{3}[01０１]${d}[0-3０-３]${d}${d}{3}[0-9０-９XxＸｘ]|${d}{2}[01０１]${d}[0-3０-３]${d}${d}{3})${end}`, 'g')
const mobile = new RegExp(`(?<![0-9０-９]|[0-9０-９][.．])(?:(?:\\+|＋|00)?86${gap})?(1[3-9]|１[３-９])${d}${gap}${d}{4}${gap}${d}{4}${end}`, 'g')
const landline = new RegExp(`${no}[(（]?[0０]${d}{2,3}[)）]?${gap}[2-9２-９]${d}{6,7}${end}`, 'g')
/** A number without its area code is only known by the word before it. */
const called = new RegExp(`(?<=(?:电话|座机|手机|号码|联系方式|致电|tel|phone)[^0-9０-９\\n]{0,6})[2-9２-９]${d}{6,7}${end}`, 'gi')

const isDigit = (c: string) => /[0-9０-９XxＸｘ]/.test(c)
/** Stars for all digits but so many at the head and at the tail. */
function hide(found: string, head: number, tail: number): string {
  const all = [...found].filter(isDigit).length
  let n = 0
  return [...found].map((c) => (isDigit(c) && ++n > head && n <= all - tail ? '*' : c)).join('')
}
export function mask(text: string): string {
  if (!/[0-9０-９]{4}/.test(text)) return text
  return text
    .replace(identity, (found) => hide(found, 3, 2))
    .replace(mobile, (found) => hide(found, [...found].filter(isDigit).length - 8, 4))
    .replace(landline, (found) => hide(found, 4, 2))
    .replace(called, (found) => hide(found, 2, 2))
}
