/** One labelled paper as the blocks a page is made of, in the order an office sets them; the makers beside this file turn blocks into files. */
import { readFileSync } from 'node:fs'

export interface Says {
  readonly sender: string
  readonly number: string | null
  readonly title: string
  readonly type: string | null
  readonly urgency: 'normal' | 'urgent' | 'most_urgent'
  readonly writtenOn: string
  readonly answerBy: string | null
  readonly attachments: readonly string[]
}
export interface LabelledPaper {
  readonly id: string
  readonly kind: 'pdf' | 'plain' | 'docx' | 'ofd' | 'txt'
  readonly layout: 'red' | 'letter' | 'joint' | 'up' | 'telegram' | 'minutes' | 'bare'
  readonly head: readonly string[]
  readonly number: string
  readonly copy?: string
  readonly urgency?: string
  readonly signer?: string
  readonly title: readonly string[]
  readonly to: string
  readonly body: readonly string[]
  readonly pad?: number
  readonly annexes?: readonly string[]
  readonly sign: readonly string[]
  readonly date: string
  readonly note?: string
  readonly cc?: string
  readonly issued?: string
  readonly annex?: readonly { readonly mark: string; readonly title: readonly string[]; readonly body: readonly string[] }[]
  /** In brackets under the title. */
  readonly under?: string
  readonly titleSize?: number
  /** Written after the first version of the reader. */
  readonly unseen?: boolean
  readonly says: Says
}
export interface Block {
  readonly text: string
  /** Points. */
  readonly size: number
  readonly align: 'left' | 'center' | 'right' | 'body'
  /** On the same line, at its right end. */
  readonly right?: string
  /** Names one above the other, with this word beside their middle. */
  readonly stack?: readonly string[]
  readonly role: 'head' | 'line' | 'title' | 'body' | 'sign' | 'foot' | 'rule'
  /** Empty lines before it. */
  readonly gap?: number
  readonly newPage?: boolean
}
const source = JSON.parse(readFileSync(new URL('../papers-labelled.json', import.meta.url), 'utf8')) as { padding: string[]; papers: LabelledPaper[] }
export const labelled: readonly LabelledPaper[] = source.papers
/** The same for the same paper, different from its neighbour's. */
export const turnOf = (id: string): number => Number(id.slice(1))

const line = (text: string, more: Partial<Block> = {}): Block => ({ text, size: 16, align: 'left', role: 'line', ...more })
const rule: Block = line('', { role: 'rule' })
const centred = (text: string, size = 16, more: Partial<Block> = {}): Block => line(text, { size, align: 'center', ...more })
const body = (text: string): Block => line(`　　${text}`, { align: 'body', role: 'body' })

function top(p: LabelledPaper): Block[] {
  const marks = [...(p.copy ? [line(p.copy)] : []), ...(p.urgency && p.layout !== 'telegram' && p.layout !== 'letter' ? [line([...p.urgency].join('　'))] : [])]
  const head = p.head.map((text) => centred(text, text.length > 14 ? 28 : 36, { role: 'head' }))
  switch (p.layout) {
    case 'joint':
      return [...marks, { ...centred('文件', 32, { role: 'head' }), stack: p.head }, centred(p.number, 16, { gap: 1 }), rule]
    case 'letter':
      return [...head, rule, ...(p.copy ? [line(p.copy)] : []), p.urgency ? line(p.urgency, { right: p.number }) : line('', { right: p.number })]
    case 'up':
      return [...marks, ...head, line(`　${p.number}`, { right: `${p.signer ?? ''}　`, gap: 1 }), rule]
    case 'telegram':
      return [...head, line(`发电单位　${p.sign[0] ?? ''}`, { right: '签批盖章' }), line(`等级　${p.urgency ?? ''}`, { right: p.number }), rule]
    case 'minutes':
      return [...head, centred(p.number, 16, { gap: 1 }), rule]
    case 'bare':
      return turnOf(p.id) % 2 === 0 && p.number ? [line('', { right: p.number })] : []
    default:
      return [...marks, ...head, centred(p.number, 16, { gap: 1 }), rule]
  }
}
function padded(p: LabelledPaper): readonly string[] {
  const more = Array.from({ length: p.pad ?? 0 }, (_, n) => source.padding[(turnOf(p.id) * 3 + n) % source.padding.length] ?? '')
  return [...p.body.slice(0, 1), ...more, ...p.body.slice(1)]
}
export function blocksOf(p: LabelledPaper): readonly Block[] {
  const underTitle = p.layout === 'bare' && turnOf(p.id) % 2 === 1 && p.number ? [centred(p.number)] : []
  return [
    ...top(p),
    ...p.title.map((text, n) => centred(text, p.titleSize ?? 22, { role: 'title', gap: n === 0 ? 2 : 0 })),
    ...(p.under ? [centred(p.under)] : []),
    ...underTitle,
    ...(p.to ? [line(p.to, { gap: 1 })] : []),
    ...padded(p).map(body),
    ...(p.annexes ?? []).map((text, n) => line(`　　${text}`, { gap: n === 0 ? 1 : 0 })),
    ...p.sign.map((text, n) => line(`${text}　　`, { align: 'right', role: 'sign', gap: n === 0 ? 2 : 0 })),
    ...(p.date ? [line(`${p.date}　　　　`, { align: 'right', role: 'sign' })] : []),
    ...(p.note ? [line(`　　${p.note}`)] : []),
    ...(p.annex ?? []).flatMap((one) => [
      ...(one.mark ? [line(one.mark, { newPage: true })] : []),
      ...one.title.map((text, n) => centred(text, 22, { gap: 1, ...(n === 0 && !one.mark ? { newPage: true } : {}) })),
      ...one.body.map(body),
    ]),
    ...(p.cc ? [line(`　抄送：${p.cc}`, { size: 14, role: 'foot', gap: 2 })] : []),
    ...(p.issued ? [issuedLine(p.issued, p.cc ? 0 : 2)] : []),
  ]
}
function issuedLine(issued: string, gap: number): Block {
  const [by = '', day = ''] = issued.split('　')
  return line(`　${by}`, { size: 14, right: `${day}　`, role: 'foot', gap })
}
