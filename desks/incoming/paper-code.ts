/**
 * 公文二维条码: what the square or stacked code in the corner of an upper-level paper says. Pure; a layout that is not known is kept as it was read, nothing is guessed.
 * Layout GB0626-2005, fourteen elements in fixed order, `^` between them, `^|` at the end; an absent one is empty or 无.
 * Source: 《湖南省机关公文二维条码使用规范》 (湘办, data elements 001–014 of the national GB0626-2005), and three published programs that write and read it in that order.
 */
import { holdsMark } from '../../kernel/secret-mark.ts'
import { isOfficeDate, type OfficeDate } from '../../kernel/time.ts'

export const LAYOUT = 'GB0626-2005'
/** 001 … 013, in order; 014 and whatever an office appends after it is its own (自定义字段). */
const elements = ['layout', 'serial', 'sender', 'type', 'number', 'to', 'title', 'level', 'urgency', 'written', 'reach', 'maker', 'made'] as const
const END = '^|'

export interface PaperCode {
  readonly kind: 'paper'
  /** 条码编号: the same paper carries the same. */
  readonly serial: string
  readonly sender: string | null
  /** 公文种类或刊物名称, as it stands. */
  readonly type: string | null
  readonly number: string | null
  readonly title: string | null
  readonly urgency: 'normal' | 'urgent' | 'most_urgent' | null
  readonly writtenOn: OfficeDate | null
}
export type CodeRead =
  | PaperCode
  /** The code itself says that the paper is classified: nothing of it is kept. Rule: R-C01 */
  | { readonly kind: 'secret' }
  | { readonly kind: 'unknown'; readonly raw: string }

/** 公文: 特急 加急(急件); 电报: 特提 特急 加急 平急. */
const urgencies: Readonly<Record<string, PaperCode['urgency']>> = { 特提: 'most_urgent', 特急: 'most_urgent', 加急: 'urgent', 急件: 'urgent', 平急: 'urgent' }
const said = (value: string): string | null => (value === '' || value === '无' ? null : value)
function dateOf(value: string): OfficeDate | null {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(value) ?? []
  const date = `${year}-${month}-${day}`
  return isOfficeDate(date) ? date : null
}
/** Element 008: 无, 秘密, 机密 or 绝密, the last three with a term perhaps. 工作秘密 is no state secret. */
const classified = (level: string): boolean => /(?<!工作|商业)[秘机绝]密/.test(level.replace(/\s/g, ''))

export function readPaperCode(raw: string): CodeRead {
  const text = raw.trim()
  if (text.split('^').some((field) => holdsMark(field))) return { kind: 'secret' }
  const fields = (text.endsWith(END) ? text.slice(0, -END.length) : text).split('^').map((field) => field.trim())
  if (fields[0] !== LAYOUT || !text.endsWith(END) || fields.length <= elements.length) return { kind: 'unknown', raw: text }
  const at = (name: (typeof elements)[number]): string => fields[elements.indexOf(name)] ?? ''
  if (classified(at('level'))) return { kind: 'secret' }
  return {
    kind: 'paper',
    serial: at('serial'),
    sender: said(at('sender')),
    type: said(at('type')),
    number: said(at('number')),
    title: said(at('title')),
    urgency: at('urgency') === '' || at('urgency') === '无' ? 'normal' : (urgencies[at('urgency')] ?? null),
    writtenOn: dateOf(at('written')),
  }
}

/** 发文字号 alone, as some papers carry it in a bar: 国办发〔2026〕12号. */
const numberAlone = /^[\p{Script=Han}A-Za-z]{1,20}[〔[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号?$/u
export const isNumber = (text: string): boolean => numberAlone.test(text.trim())
