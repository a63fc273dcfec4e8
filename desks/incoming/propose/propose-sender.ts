/** 来文单位: whoever signed, several in their order; where nobody signed, the head; of minutes the imprint. */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { bare, type Paper, words } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'
import { printed } from './propose-written-on.ts'
import { readDate } from './read-date.ts'

const organ =
  /^[\p{Script=Han}（）()]{2,40}(?:政府|委员会|办公厅|办公室|[县市省区州党工]委|委|办|厅|局|部|院|处|署|社|会|中心|公司|集团|大学|学院|学校|指挥部|小组|总队|支队|调查队|队|银行|法院|检察院|军分区|海关|气象台|电视台|馆|所|站|园区)$/u
export const isOrgan = (text: string): boolean => organ.test(text)
/** The rest of a name that went over the line. */
const rest = /^(?:办公厅|办公室|委员会|管理委员会|领导小组|指挥部|委员会办公室|领导小组办公室)$/
const MOST = 8

/** Organs on one line: one, or several side by side. */
function organsOn(line: FileLine): string[] | null {
  const all = words(line.text)
  if (all.every((word) => rest.test(word) || isOrgan(word))) return all
  const whole = bare(line.text)
  return isOrgan(whole) ? [whole] : null
}
/** A name that went over the line, from the line above it. */
function whole(above: FileLine | undefined, line: FileLine): boolean {
  return above !== undefined && above.stands !== 'left' && /^[\p{Script=Han}]{4,30}$/u.test(above.text) && !isOrgan(above.text) && isOrgan(above.text + bare(line.text))
}
function signers({ text }: Paper): { readonly lines: FileLine[]; readonly names: string[] } {
  const last = text.at(-1)
  const lines: FileLine[] = []
  const names: string[] = []
  if (!last || !readDate(last.text)) return { lines, names }
  for (let at = text.length - 2; at >= 0 && lines.length < MOST; at--) {
    const line = text[at] as FileLine
    if (line.stands === 'left' || !organsOn(line)) break
    const above = text[at - 1]
    if (above && whole(above, line)) {
      names.unshift(above.text + bare(line.text))
      lines.unshift(above, line)
      at--
    } else {
      names.unshift(...(organsOn(line) ?? []))
      lines.unshift(line)
    }
  }
  const full: string[] = []
  for (const name of names) {
    // a second line that is only the end of a name
    if (rest.test(name) && full.length > 0) full[full.length - 1] += name
    else full.push(name)
  }
  return { lines, names: full }
}
/** The head without 文件; organs one under the other or in one line. */
function heads({ above }: Paper): { readonly lines: FileLine[]; readonly names: string[] } {
  const lines = above.filter((line) => words(line.text).some((word) => isOrgan(word.replace(/文件$/, '')) && !word.includes('〔')))
  const names = lines.flatMap((line) =>
    words(line.text)
      .map((word) => word.replace(/文件$/, ''))
      .filter(isOrgan),
  )
  return { lines, names }
}
/** Who speaks in the title itself: 云溪市人大常委会关于…… */
function inTitle({ title }: Paper): string[] {
  const [, before = ''] = /^(.+?)关于/.exec(title.map((line) => line.text).join('　')) ?? []
  const names = words(before)
  return names.every(isOrgan) ? names : []
}
export function proposeSender(paper: Paper): FieldProposal<string> | null {
  const { lines, names } = signers(paper)
  if (names.length > 0) return propose(names.join('、'), lines, 'signed')
  for (const line of [...paper.text, ...paper.after]) {
    const found = printed(line)
    if (found && isOrgan(found.by)) return propose(found.by, [line], 'imprint')
  }
  const head = heads(paper)
  if (head.names.length > 0) return propose(head.names.join('、'), head.lines, 'head')
  const said = inTitle(paper)
  return said.length > 0 ? propose(said.join('、'), paper.title, 'largest') : null
}
