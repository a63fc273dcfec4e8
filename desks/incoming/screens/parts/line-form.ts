/** What stands in the form of one line, and how it becomes what the act takes. */
import type { z } from 'zod'
import { typeOfTitle } from '../../../../kernel/writing/type-of-title.ts'
import type { landLine } from '../../arrival-shape.ts'
import { isNumber, type PaperCode } from '../../paper-code.ts'
import type { PaperType, Urgency } from '../../shape.ts'

export interface LineForm {
  readonly sender: string
  readonly senderNumber: string
  readonly title: string
  readonly copiesListed: string
  readonly copiesCame: string
  /** null: as the title ends. */
  readonly paperType: PaperType | null
  readonly urgency: Urgency
  readonly writtenOn: string | null
  readonly copyFrom: string
  readonly attachments: string
  readonly listed: boolean
  readonly code: string | null
}
export const freshLine: LineForm = {
  sender: '',
  senderNumber: '',
  title: '',
  copiesListed: '1',
  copiesCame: '',
  paperType: null,
  urgency: 'normal',
  writtenOn: null,
  copyFrom: '',
  attachments: '',
  listed: true,
  code: null,
}
/** In the order Enter goes through them; at the last it lands. */
export const ways = ['sender', 'senderNumber', 'title', 'copiesListed', 'copiesCame'] as const
export type Way = (typeof ways)[number]

type TypeWords = Readonly<Record<PaperType, string>>
export const typeOf = (form: LineForm, words: TypeWords): PaperType => form.paperType ?? typeOfTitle(form.title, words) ?? 'other'
const count = (text: string, otherwise: number): number => (/^\d+$/.test(text.trim()) ? Number(text) : otherwise)
/** `- 名单`: named on the paper, and not there. */
export function attachmentsOf(text: string): { readonly named: string[]; readonly missing: string[] } {
  const lines = text.split('\n').flatMap((line) => {
    const [, gone, name = ''] = /^\s*([-－—]\s*)?(.*?)\s*$/.exec(line) ?? []
    return name === '' ? [] : [{ name, gone: gone !== undefined }]
  })
  return { named: lines.map((line) => line.name), missing: lines.filter((line) => line.gone).map((line) => line.name) }
}
/** Left empty, as many came as the list says. */
export const cameOf = (form: LineForm): number => count(form.copiesCame, form.listed ? count(form.copiesListed, 1) : 1)
export interface How {
  readonly run: string
  readonly words: TypeWords
  readonly missing?: boolean
  readonly copyOf?: string | null
  readonly another?: boolean
}
export function lineInput(form: LineForm, { run, words, missing = false, copyOf = null, another = false }: How): z.input<typeof landLine.input> {
  const came = missing ? 0 : cameOf(form)
  const first = form.copyFrom.trim() === '' || came === 0 ? null : Number(form.copyFrom)
  const attachments = attachmentsOf(form.attachments)
  return {
    run,
    sender: form.sender.trim(),
    senderNumber: form.senderNumber.trim() || null,
    title: form.title.trim(),
    paperType: typeOf(form, words),
    urgency: form.urgency,
    writtenOn: form.writtenOn as never,
    copyFrom: first,
    copyTo: first === null ? null : first + came - 1,
    attachmentsNamed: attachments.named,
    attachmentsMissing: attachments.missing,
    listed: form.listed || missing,
    copiesListed: count(form.copiesListed, 1),
    copiesCame: came,
    code: form.code,
    copyOf: copyOf as never,
    another,
  }
}
/** What a code tells goes into the form; what it does not tell stays as it was typed. */
export function withCode(form: LineForm, code: PaperCode): LineForm {
  return {
    ...form,
    sender: code.sender ?? form.sender,
    senderNumber: code.number ?? form.senderNumber,
    title: code.title ?? form.title,
    urgency: code.urgency ?? form.urgency,
    writtenOn: code.writtenOn ?? form.writtenOn,
    code: null,
  }
}
/** Where a code that is no paper's goes: a 发文字号 into its field, anything else is kept as it is. */
export const withRaw = (form: LineForm, raw: string): LineForm => (isNumber(raw) ? { ...form, senderNumber: raw, code: null } : { ...form, code: raw })
