/** DOCX as word processors write them: runs cut anywhere, the head in a text box told twice, joint heads in a table, sizes in runs or in a style. */
import { strToU8, zipSync } from 'fflate'
import type { Block } from './flow.ts'

const safe = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
const run = (text: string, size: number | null, face: string): string =>
  `<w:r><w:rPr><w:rFonts w:eastAsia="${face}"/>${size === null ? '' : `<w:sz w:val="${size * 2}"/>`}</w:rPr><w:t xml:space="preserve">${safe(text)}</w:t></w:r>`
/** Cut where the cursor happened to stand. */
function runs(text: string, size: number | null, face: string, turn: number): string {
  const cut = 1 + (turn % 5)
  return text.length > cut + 2 ? run(text.slice(0, cut), size, face) + run(text.slice(cut, -1), size, face) + run(text.slice(-1), size, face) : run(text, size, face)
}
const jc = { left: 'left', center: 'center', right: 'right', body: 'both' } as const
const paragraph = (inner: string, align: Block['align'], style: string | null): string =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}<w:jc w:val="${jc[align]}"/></w:pPr>${inner}</w:p>`
const box = (inner: string): string =>
  `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
const stacked = (block: Block): string =>
  `<w:tbl>${(block.stack ?? [])
    .map((name, n) => {
      const beside = n === 0 ? paragraph(run(block.text, 36, '方正小标宋简体'), 'center', null) : '<w:p/>'
      return `<w:tr><w:tc><w:p><w:pPr><w:jc w:val="distribute"/></w:pPr>${run(name, 30, '方正小标宋简体')}</w:p></w:tc><w:tc><w:tcPr><w:vMerge${n === 0 ? ' w:val="restart"' : ''}/></w:tcPr>${beside}</w:tc></w:tr>`
    })
    .join('')}</w:tbl>`

export function docxPaper(blocks: readonly Block[], turn: number): Buffer {
  const styled = turn % 2 === 0
  const boxed = turn % 3 === 0
  const title = blocks.filter((b) => b.role === 'title')
  const parts = blocks.flatMap((block): string[] => {
    if (block.stack) return [stacked(block)]
    if (block.role === 'rule') return ['<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p>']
    const empty = Array.from({ length: block.gap ?? 0 }, () => '<w:p/>').concat(block.newPage ? ['<w:p><w:r><w:br w:type="page"/></w:r></w:p>'] : [])
    if (block.role === 'title' && turn % 4 < 2) {
      if (block !== title[0]) return []
      return [...empty, paragraph(title.map((b) => runs(b.text, styled ? null : 22, '方正小标宋简体', turn)).join('<w:r><w:br/></w:r>'), 'center', styled ? 'ab' : null)]
    }
    const size = styled && block.size === 16 ? null : styled && block.role === 'title' ? null : block.size
    const style = styled && block.role === 'title' ? 'ab' : null
    const inner = runs(block.text, size, '仿宋_GB2312', turn) + (block.right ? `<w:r><w:tab/></w:r>${runs(block.right, size, '仿宋_GB2312', turn)}` : '')
    // a date moved to the right by spaces
    if (block.role === 'sign' && turn % 3 === 1) return [...empty, paragraph(run(`${'　'.repeat(12)}${block.text.trimEnd()}`, size, '仿宋_GB2312'), 'left', null)]
    const made = paragraph(inner, block.align, style)
    return block.role === 'head' && boxed ? [box(made)] : [...empty, made]
  })
  const styles = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="ab"><w:name w:val="公文标题"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style></w:styles>`
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8(`<?xml version="1.0"?><w:document><w:body>${parts.join('')}<w:sectPr/></w:body></w:document>`),
      'word/styles.xml': strToU8(styles),
      'word/footer1.xml': strToU8('<w:ftr><w:p><w:r><w:t>— </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t> —</w:t></w:r></w:p></w:ftr>'),
    }),
  )
}
