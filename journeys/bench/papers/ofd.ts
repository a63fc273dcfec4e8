/** OFD (GB/T 33190) as other programs write it: a line or a character a text object, the head on a template page, pages listed in another order than their folders. */
import { strToU8, zipSync } from 'fflate'
import { PAGE, type Placed } from './place.ts'

const MM = 25.4 / 72
const safe = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
const n2 = (n: number): string => n.toFixed(2)
const xmlns = 'xmlns:ofd="http://www.ofdspec.org/2016"'

function object(p: Placed, id: number): string {
  const size = p.size * MM
  const step = [...p.text].slice(0, -1).map((c) => n2(size * (c.charCodeAt(0) < 0x2e80 && !'〔〕“”—·'.includes(c) ? 0.5 : 1)))
  const width = step.reduce((n, one) => n + Number(one), 0) + size
  const box = `${n2(p.x * MM)} ${n2(p.y * MM - size * 0.88)} ${n2(width)} ${n2(size)}`
  return `<ofd:TextObject ID="${id}" Boundary="${box}" Font="3" Size="${n2(size)}"><ofd:TextCode X="0" Y="${n2(size * 0.88)}"${step.length ? ` DeltaX="${step.join(' ')}"` : ''}>${safe(p.text)}</ofd:TextCode></ofd:TextObject>`
}
const single = (p: Placed): Placed[] => {
  let x = p.x
  return [...p.text].map((text) => {
    const one = { ...p, text, x }
    x += p.size * (text.charCodeAt(0) < 0x2e80 && !'〔〕“”—·'.includes(text) ? 0.5 : 1)
    return one
  })
}
const layer = (placed: readonly Placed[], from: number): string => `<ofd:Layer ID="${from}">${placed.map((p, n) => object(p, from + n + 1)).join('')}</ofd:Layer>`

export function ofdPaper(placed: readonly Placed[], turn: number): Buffer {
  const templated = turn % 2 === 0
  const pages = Math.max(...placed.map((p) => p.page))
  const cut = turn % 3 === 0 ? placed.flatMap(single) : placed
  const onTemplate = (p: Placed) => templated && p.role === 'head'
  // the second page may lie in a folder before the first's
  const folder = (page: number) => `Pages/Page_${pages - page}`
  const content = (page: number) =>
    `<?xml version="1.0"?><ofd:Page ${xmlns}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>${templated && page === 1 ? '<ofd:Template TemplateID="900" ZOrder="Background"/>' : ''}<ofd:Content>${layer(
      cut.filter((p) => p.page === page && !onTemplate(p)),
      page * 1000,
    )}</ofd:Content></ofd:Page>`
  const document = `<?xml version="1.0"?><ofd:Document ${xmlns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 ${n2(PAGE.width * MM)} ${n2(PAGE.height * MM)}</ofd:PhysicalBox></ofd:PageArea>${templated ? '<ofd:TemplatePage ID="900" BaseLoc="Tpls/Tpl_0/Content.xml"/>' : ''}</ofd:CommonData><ofd:Pages>${Array.from({ length: pages }, (_, n) => `<ofd:Page ID="${n + 1}" BaseLoc="${folder(n + 1)}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`
  return Buffer.from(
    zipSync({
      'OFD.xml': strToU8(
        `<?xml version="1.0"?><ofd:OFD ${xmlns} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      ),
      'Doc_0/Document.xml': strToU8(document),
      ...(templated ? { 'Doc_0/Tpls/Tpl_0/Content.xml': strToU8(`<ofd:Page ${xmlns}><ofd:Content>${layer(cut.filter(onTemplate), 9000)}</ofd:Content></ofd:Page>`) } : {}),
      ...Object.fromEntries(Array.from({ length: pages }, (_, n) => [`Doc_0/${folder(n + 1)}/Content.xml`, strToU8(content(n + 1))])),
    }),
  )
}
