/** PDF as other programs write them: character by character, title overprinted for want of a bold face, the head last, codes of an old Chinese encoding without a table of their meaning. */
import { PAGE, type Placed } from './place.ts'

export interface Habits {
  readonly each: boolean
  readonly overprint: boolean
  readonly headLast: boolean
  /** Codes by a predefined encoding, the font not inside. */
  readonly oldCodes: boolean
}
const hex = (text: string): string => [...text].map((c) => c.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const at = (p: Placed, dx = 0): string => `1 0 0 1 ${(p.x + dx).toFixed(2)} ${(PAGE.height - p.y).toFixed(2)} Tm`

function shown(p: Placed, habits: Habits): string {
  const font = `/F ${p.size} Tf`
  if (!habits.each) return `BT ${font} ${at(p)} <${hex(p.text)}> Tj ET`
  let x = 0
  return [...p.text]
    .map((c) => {
      const one = c.trim() ? `BT ${font} ${at(p, x)} <${hex(c)}> Tj ET` : ''
      x += p.size * (c.charCodeAt(0) < 0x2e80 && !'〔〕“”—·'.includes(c) ? 0.5 : 1)
      return one
    })
    .join('\n')
}
function stream(placed: readonly Placed[], habits: Habits): string {
  const order = habits.headLast ? [...placed.filter((p) => p.role !== 'head'), ...placed.filter((p) => p.role === 'head')] : placed
  return order.map((p) => (habits.overprint && p.role === 'title' ? `${shown(p, habits)}\n${shown({ ...p, x: p.x + 0.35 }, habits)}` : shown(p, habits))).join('\n')
}
export function plainPdf(placed: readonly Placed[], habits: Habits): Buffer {
  const pages = Math.max(...placed.map((p) => p.page))
  const all = [...new Set(placed.flatMap((p) => [...p.text]))]
  const narrow = all.filter((c) => c.charCodeAt(0) < 0x2e80 && !'〔〕“”—·'.includes(c)).map((c) => `${c.charCodeAt(0)} [500]`)
  const meaning = Array.from({ length: Math.ceil(all.length / 100) }, (_, n) => all.slice(n * 100, n * 100 + 100))
    .map((part) => `${part.length} beginbfchar\n${part.map((c) => `<${hex(c)}> <${hex(c)}>`).join('\n')}\nendbfchar`)
    .join('\n')
  const wrapped = (text: string) => `<< /Length ${Buffer.byteLength(text, 'latin1')} >>\nstream\n${text}\nendstream`
  const encoding = habits.oldCodes ? '/UniGB-UCS2-H' : '/Identity-H'
  const ordering = habits.oldCodes ? '(GB1) /Supplement 2' : '(Identity) /Supplement 0'
  const pageAt = (n: number) => 8 + n * 2
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, n) => `${pageAt(n)} 0 R`).join(' ')}] /Count ${pages} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding ${encoding} /DescendantFonts [4 0 R]${habits.oldCodes ? '' : ' /ToUnicode 6 0 R'} >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /CIDSystemInfo << /Registry (Adobe) /Ordering ${ordering} >> /FontDescriptor 5 0 R /DW 1000 /W [${habits.oldCodes ? '1 95 500' : narrow.join(' ')}] >>`,
    '<< /Type /FontDescriptor /FontName /FangSong /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>',
    wrapped(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${meaning}\nendcmap end end`,
    ),
    '<< >>',
    ...Array.from({ length: pages }, (_, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${pageAt(n) + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      wrapped(
        stream(
          placed.filter((p) => p.page === n + 1),
          habits,
        ),
      ),
    ]).flat(),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const offset = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`,
    'latin1',
  )
}
