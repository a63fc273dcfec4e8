/** A report may not contain a request; where one does, it is handled as a 请示. Pure. Rule: R-D03; 党政机关公文处理工作条例 art. 15(4) */
import type { PaperType } from './paper-types.ts'

export interface HiddenRequest {
  /** The words that ask. */
  readonly phrase: string
  /** Where they stand, as a reader would quote it. */
  readonly sentence: string
}
/** Words by which an organ asks another to decide. */
const asking =
  /请(?:予以?|及时|尽快)?(?:批示|批复|审批|审定|审议|批准|核准|示下)|(?:妥否|当否|可否|是否妥当|以上意见如无不妥)[^。]{0,12}请(?:予以?|及时|尽快)?(?:批示|批复|审批|审定|审议|批准|指示|示)?|(?:恳请|特请|敬请|提请|申请|请求|拟请)[^。，；]{0,24}(?:批准|同意|批复|解决|支持|安排|拨付|追加|协调|研究决定|审定)/u
/** 请审阅, 请指示工作 at the end of a report ask for nothing. */
const courteous = /请(?:审阅|阅示|审示|指正)/u

/** @returns what in a 报告 asks for a decision; null where nothing does, and for every other type of paper */
export function findRequest(paperType: PaperType, text: string): HiddenRequest | null {
  if (paperType !== 'report') return null
  for (const sentence of text.split(/(?<=[。！？；\n])/u)) {
    const found = asking.exec(sentence)
    if (found && !courteous.test(found[0])) return { phrase: found[0].trim(), sentence: sentence.replace(/\s+/gu, ' ').trim().slice(0, 120) }
  }
  return null
}
