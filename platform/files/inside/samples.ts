/** Documents for tests, made of the words they are to hold. */
import { strToU8, zipSync } from 'fflate'

const pack = (parts: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]))))
const types = { '[Content_Types].xml': '<Types/>' }
const paragraph = (text: string) => `<w:p><w:r><w:t>${text.slice(0, 1)}</w:t></w:r><w:r><w:t xml:space="preserve">${text.slice(1)}</w:t></w:r></w:p>`

export const zipOf = pack
export const docxOf = (lines: readonly string[], more: Readonly<Record<string, string | Uint8Array>> = {}): Buffer =>
  pack({ ...types, 'word/document.xml': `<w:document><w:body>${lines.map(paragraph).join('')}</w:body></w:document>`, ...more })
export const headerOf = (line: string): string => `<w:hdr>${paragraph(line)}</w:hdr>`
export const xlsxOf = (cells: readonly string[]): Buffer =>
  pack({
    ...types,
    'xl/workbook.xml': '<workbook><sheets><sheet name="清单"/></sheets></workbook>',
    'xl/sharedStrings.xml': `<sst>${cells.map((c) => `<si><t>${c}</t></si>`).join('')}</sst>`,
  })
export const ofdOf = (lines: readonly string[]): Buffer =>
  pack({
    'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>',
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page>${lines.map((l) => `<ofd:TextObject ID="1"><ofd:TextCode X="0" Y="5" DeltaX="g 1 3">${l.slice(0, 2)}</ofd:TextCode><ofd:TextCode X="9" Y="5">${l.slice(2)}</ofd:TextCode></ofd:TextObject>`).join('')}</ofd:Page>`,
  })

const hex = (code: number) => code.toString(16).padStart(4, '0')
/** One page; each character its own code, and a table that says what the codes mean, as programs write it. */
export function pdfOf(lines: readonly string[]): Buffer {
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`
  const shown = lines.map((line) => `<${[...line].map((c) => hex(c.charCodeAt(0))).join('')}> Tj 0 -20 Td`).join('\n')
  const codes = [...new Set(lines.join(''))].map((c) => `<${hex(c.charCodeAt(0))}> <${hex(c.charCodeAt(0))}>`)
  const meaning = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${codes.length} beginbfchar\n${codes.join('\n')}\nendbfchar endcmap end end`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(`BT /F 14 Tf 60 780 Td\n${shown}\nET`),
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>',
    stream(meaning),
  ]
  let text = '%PDF-1.4\n'
  const at = objects.map((object, n) => {
    const offset = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`,
    'latin1',
  )
}
