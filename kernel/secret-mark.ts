/**
 * Marks of secrecy: 绝密 机密 秘密 as a document carries them. This system is not for state secrets; whatever carries a mark is refused
 * before it is stored, by one rule for every text and every file name. Talk about secrets (保守国家秘密法, 商业秘密, 秘密投票) is no mark.
 * A quoted mark («机密★1年» in a manual) is refused too: on the safe side. Rule: R-C01, R-C02; GB/T 9704-2012 §7.2.2
 */

const level = '(?:绝 ?密|机 ?密|秘 ?密)'
/** 工作秘密 and its like are no state secret. */
const other = '(?<!(?:工 ?作|商 ?业|国 ?家|军 ?事) ?)'
const open = '[(〔\\[【「『《〈〖{"“]'
const close = '[)〕\\]】」』》〉〗}"”]'
const star = '[★☆⭐✩✭✰]'
const number = '(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})'
const term = `(?:${number} ?(?:年|个?月)|长期|启封前|启用前)`
const urgency = '(?:特急|加急|急件|平急|特提)'

/** (ii) one of the words directly before a star, or before the asterisk typed in its stead. */
const starred = new RegExp(`${other}${level} ?(?:${star}|\\* ?${term})`)
/** (iii) 密级： and one of the words; not the list of all three to choose from. */
const named = new RegExp(`密 ?级 ?(?:[:=—\\- ]|${open})* ?${level}(?! ?(?:[、/或和及,]|□ ?|级? ?[、或和及/]) ?${level})`)
/** (i) a line that holds only the word, with term, urgency or copy number; whatever is neither letter nor figure has been made one space. */
const alone = new RegExp(`^(?:(?:No |份号 )?\\d{5,6} )?(?:${urgency} )?${level}(?: ?${term})?(?: ?${urgency})?$`)
/** The word in brackets at the head of a line: 【机密】关于…. A quoted title (《秘密》) is none. */
const headed = new RegExp(`^ ?[(〔\\[【] ?${level} ?[)〕\\]】] ?(?=\\S)`)

/** One spelling of each character: full width, compatibility forms and old characters read alike, what cannot be seen is gone. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/&(?:nbsp|emsp|ensp);/gi, ' ')
    .replace(/[祕]/g, '秘')
    .replace(/[機]/g, '机')
    .replace(/[絕]/g, '绝')
    .replace(/[級]/g, '级')
    .replace(/[^\S\n]+/g, ' ')

/** @returns true where a text carries a mark */
export function holdsMark(text: string): boolean {
  if (!/密|絕|絶/.test(text)) return false
  const said = plain(text)
  return starred.test(said) || named.test(said) || said.split('\n').some((line) => alone.test(line.replace(/[^\p{L}\p{N}★]+/gu, ' ').trim()) || headed.test(line))
}

const edge = `(?:^|[ _\\-—.·~]|${open})`
const nameHead = new RegExp(`^ ?${open}? ?${level} ?(?:${close}|[ _\\-—.·~]|$)`)
const nameTail = new RegExp(`${edge} ?${level} ?${close}? ?$`)
/** A file is called by its mark: 机密.pdf, 秘密-名单.xlsx, 报告（机密）.docx. @returns true where the name carries one */
export function nameHoldsMark(name: string): boolean {
  const said = plain(name)
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/\(\d+\)$/, '')
  return holdsMark(said) || nameHead.test(said) || nameTail.test(said)
}

/** @returns where in a body of any depth a mark stands, by field, never by value; null where there is none */
export function markIn(value: unknown, at = '.'): string | null {
  if (typeof value === 'string') return holdsMark(value) ? at : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const field = at === '.' ? key : `${at}.${key}`
    const found = holdsMark(key) ? at : markIn(inner, field)
    if (found !== null) return found.slice(0, 60).replace(/[^\w.]/g, '?')
  }
  return null
}
