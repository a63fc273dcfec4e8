/** A labelled paper as the file it would come in. */
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { docxPaper } from './docx.ts'
import { type Block, blocksOf, type LabelledPaper, turnOf } from './flow.ts'
import { ofdPaper } from './ofd.ts'
import { place } from './place.ts'
import { plainPdf } from './plain-pdf.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const fonts = fileURLToPath(new URL('../../../node_modules/@expo-google-fonts/noto-serif-sc/', import.meta.url))
let compiler: NodeCompiler | null = null
function typst(blocks: readonly Block[]): Buffer {
  compiler ??= NodeCompiler.create({ workspace: here, fontArgs: [{ fontPaths: [`${fonts}400Regular`, `${fonts}700Bold`] }] })
  const made = compiler.compile({ mainFilePath: `${here}paper.typ`, inputs: { doc: JSON.stringify(blocks) } })
  if (!made.result) throw new Error(JSON.stringify(made.takeError()?.shortDiagnostics))
  const pdf = compiler.pdf(made.result, { pdfTags: false })
  compiler.evictCache(2)
  return Buffer.from(pdf)
}
function txt(blocks: readonly Block[]): Buffer {
  const rows = blocks.flatMap((b) => {
    if (b.role === 'rule') return ['────────────────────────']
    if (b.stack) return [...b.stack, b.text]
    const text = `${b.text}${b.right ? `　　　　　　${b.right}` : ''}`
    const left = b.align === 'center' ? '　'.repeat(Math.max(0, Math.round((28 - text.length) / 2))) : b.align === 'right' ? '　'.repeat(Math.max(0, 26 - text.length)) : ''
    return [...Array.from({ length: b.gap ?? 0 }, () => ''), left + text]
  })
  return Buffer.from(rows.join('\r\n'))
}
/** Same bytes for the same paper, but for what a PDF says of the moment it was made. */
export function makePaper(paper: LabelledPaper): { readonly name: string; readonly bytes: Buffer } {
  const [blocks, turn] = [blocksOf(paper), turnOf(paper.id)]
  switch (paper.kind) {
    case 'pdf':
      return { name: `${paper.id}.pdf`, bytes: typst(blocks) }
    case 'plain':
      return {
        name: `${paper.id}.pdf`,
        bytes: plainPdf(place(blocks), { each: turn % 3 === 0, overprint: turn % 3 === 1, headLast: turn % 2 === 0, oldCodes: turn % 5 === 0 }),
      }
    case 'docx':
      return { name: `${paper.id}.docx`, bytes: docxPaper(blocks, turn) }
    case 'ofd':
      return { name: `${paper.id}.ofd`, bytes: ofdPaper(place(blocks), turn) }
    case 'txt':
      return { name: `${paper.id}.txt`, bytes: txt(blocks) }
  }
}
