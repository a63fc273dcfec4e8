/**
 * 工作稿: an official paper as a Word file, from the same document and with the same rules as the PDF. What is kept for good is the PDF; this copy is for whoever goes on writing.
 * Whether the 版记 stands on the last side of the text or on one of its own is what the layout found. Rule: R-E02, R-F04, R-F30
 */
import { Document, type ISectionOptions, Packer, PageOrientation, SectionType } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { OfficialPaper } from '../official/document.ts'
import { BOTTOM, LEFT, LINE, RIGHT, SHEET, SIZE, TOP, WIDTH } from '../official/grid.ts'
import type { Laid } from '../official/page.ts'
import { colophonLines } from './colophon.ts'
import { footerMargin, numbered, silent } from './footer.ts'
import { headLines, LINE_TAKES, letterMast, MARK } from './head.ts'
import { line } from './line.ts'
import { LINE_TWIPS, MARGINS, twips } from './measures.ts'
import { signature } from './signature.ts'
import { addressees, attachment, attachmentList, blocks, isLying, overBody, type Part, title } from './text.ts'

type Section = {
  readonly children: Part[]
  readonly properties: NonNullable<ISectionOptions['properties']>
  readonly footers: NonNullable<ISectionOptions['footers']>
  readonly headers?: NonNullable<ISectionOptions['headers']>
}
const grid = { linePitch: LINE_TWIPS, type: 'lines' } as const

function upright(paper: OfficialPaper, children: Part[], first: boolean, type?: (typeof SectionType)[keyof typeof SectionType], quiet = false): Section {
  const letter = paper.form === 'letter'
  return {
    children,
    footers: quiet ? silent : numbered(letter && first),
    ...(letter && first ? { headers: { first: letterMast(paper) } } : {}),
    properties: {
      ...(type ? { type } : {}),
      ...(letter && first ? { titlePage: true } : {}),
      grid,
      page: {
        size: { width: twips(SHEET.width), height: twips(SHEET.height) },
        margin: {
          top: twips(MARGINS.top),
          bottom: twips(MARGINS.bottom),
          left: twips(MARGINS.left),
          right: twips(MARGINS.right),
          header: twips(letter ? MARK.letter : 15),
          footer: footerMargin(letter && first),
        },
      },
    },
  }
}
/** A side turned by a quarter, its head toward the left edge of the others. */
function lying(children: Part[]): Section {
  return {
    children,
    footers: numbered(false),
    properties: {
      type: SectionType.NEXT_PAGE,
      grid,
      page: {
        // the library turns width and height of a lying side itself
        size: { width: twips(SHEET.width), height: twips(SHEET.height), orientation: PageOrientation.LANDSCAPE },
        margin: { top: twips(LEFT), bottom: twips(SHEET.width - RIGHT), left: twips(SHEET.height - BOTTOM), right: twips(TOP), header: twips(15), footer: twips(15) },
      },
    },
  }
}
/** A word processor sets what the layout squeezed in full; this much closer it has room for it. */
const ROOM = 0.98
/** Where the layout set the lines of a side closer for the sake of what ends there (R-F23), so does this copy, throughout. */
function pitchOf({ sides, end }: Laid): number {
  const gaps = sides.slice(0, end.side + 1).flatMap(({ items }) => {
    const tops = [...new Set(items.flatMap((i) => (i.kind === 'text' && i.size === SIZE.three ? [i.y] : [])))].sort((x, y) => x - y)
    return tops.slice(1).map((y, n) => y - (tops[n] as number))
  })
  const closest = Math.min(LINE, ...gaps.filter((gap) => gap > 0.89 * LINE))
  return closest > LINE - 1e-6 ? LINE_TWIPS : Math.floor(closest * ROOM * (1440 / 25.4))
}
function mainPart(paper: OfficialPaper, moved: boolean, pitch: number): Part[] {
  const share = pitch / LINE_TWIPS
  const to = !moved && paper.addressees.length > 0 ? addressees(paper, pitch) : []
  const gap = to.length === 0 ? [line([{ text: '' }], { pitch: Math.floor(overBody(paper.form) * share) })] : []
  return [
    ...headLines(paper),
    ...(paper.form === 'order' ? [] : [title(paper.title, paper.names, (2 * LINE - LINE_TAKES) * share)]),
    ...to,
    ...gap,
    ...blocks(paper.body, WIDTH, pitch),
    ...attachmentList(paper.attachments, pitch),
    ...(paper.form === 'minutes' ? [] : signature(paper)),
    ...(paper.remark ? [line([{ text: `（${paper.remark.replace(/^[（(](.*)[）)]$/u, '$1')}）` }], { first: 2, pitch })] : []),
  ]
}
/** What hangs is anchored to the paragraph behind it. */
const anchor = () => line([{ text: '' }], { pitch: 20 })

function sections(paper: OfficialPaper, laid: Laid): Section[] {
  const { own, moved, quiet } = placeOf(paper, laid)
  const all: Section[] = [upright(paper, mainPart(paper, moved, pitchOf(laid)), true)]
  for (const [n, one] of paper.attachments.entries()) {
    const number = `附件${paper.attachments.length > 1 ? n + 1 : ''}`
    const turned = isLying(one.body)
    const parts = attachment(one, number, paper.names, false)
    all.push(turned ? lying(parts) : upright(paper, parts, false, SectionType.NEXT_PAGE))
  }
  const hung = colophonLines(paper, moved)
  if (hung.length === 0) return all
  if (own) return [...all, upright(paper, [...hung, anchor()], false, SectionType.EVEN_PAGE, quiet)]
  const last = all.at(-1) as Section
  return [...all.slice(0, -1), { ...last, children: [...last.children, ...hung, anchor()] }]
}
/** Where the layout put the 版记: on a side of its own, numbered or not; and whether 主送 went there. */
function placeOf(paper: OfficialPaper, { sides }: Laid): { own: boolean; moved: boolean; quiet: boolean } {
  const says = (n: number, word: string) =>
    (sides[n]?.items ?? [])
      .flatMap((i) => (i.kind === 'text' ? [i.text] : []))
      .join('')
      .includes(word)
  const last = sides.length - 1
  const moved = paper.addressees.length > 0 && says(last, '主送：')
  const before = sides[last - 1]
  const alone = (sides[last]?.items ?? []).every((i) => i.kind !== 'seal' && i.y > BOTTOM - 120) && sides.length > 1
  return { own: paper.colophon !== null && alone && !hasText(sides[last]), moved, quiet: before?.items.length === 0 }
}
/** Text in 3号 or larger; a 版记 is in 4号. */
const hasText = (side: Laid['sides'][number] | undefined): boolean => (side?.items ?? []).some((i) => i.kind === 'text' && i.size > 5.2)

/** No space beside digits and no snapping to the grid, which would set a line of another height two lines high: the library has no words for either. */
const SWITCHED_OFF = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
/** Tab stops stand before them in the order of the schema. */
const inOrder = (xml: string): string => xml.replaceAll(/<w:overflowPunct\/>(<w:tabs>.*?<\/w:tabs>)?/g, (_, tabs = '') => `${tabs}<w:overflowPunct/>${SWITCHED_OFF}`)
function switchedOff(bytes: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, data]): [string, Uint8Array] =>
    /^word\/(document|(?:head|foot)er\d+)\.xml$/.test(name) ? [name, strToU8(inOrder(strFromU8(data)))] : [name, data],
  )
  return zipSync(Object.fromEntries(parts), { level: 6 })
}
/** @param laid the layout of the same paper */
export async function writeDocx(paper: OfficialPaper, laid: Laid): Promise<Uint8Array> {
  const document = new Document({
    title: paper.title,
    creator: paper.signature.organs[0] ?? paper.organs[0] ?? '',
    evenAndOddHeaderAndFooters: true,
    sections: sections(paper, laid),
  })
  return switchedOff(new Uint8Array(await Packer.toBuffer(document)))
}
