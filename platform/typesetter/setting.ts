/**
 * The process behind `typesetter.ts`: Typst, one paper after the other. It is given JSON and gives a PDF; it has no database, no network and no keys.
 * What a person typed stays JSON (`sys.inputs`), so it can never become markup.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { askedFor, type Chosen, chooseFaces } from '../../typeset/paper/faces.ts'
import { fontFolders } from './folders.ts'

export interface Job {
  readonly id: number
  readonly template: string
  readonly paper: string
  /** 存档本: PDF/A-2b. A character no face has is then a fault, not an empty box. */
  readonly record?: boolean
  /** Drawn for the screen, as SVG. */
  readonly drawn?: boolean
  /** A file set into the paper, under the name the paper calls it by. */
  readonly given?: { readonly name: string; readonly bytes: Uint8Array }
}
export type Told =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly millis: number; readonly memoryMiB: number; readonly faces: Chosen }
  | { readonly id: number; readonly fault: string }
export type Drawn = { readonly id: number; readonly svg: string } | { readonly id: number; readonly fault: string }
interface Setter {
  set(job: Job): Told
  /** The same sides for the screen. */
  draw(job: Job): Drawn
}

const templates = fileURLToPath(new URL('../../typeset/paper/', import.meta.url))
type Diagnosis = { readonly message: string; readonly path?: string }
const said = (error: { readonly shortDiagnostics: unknown[] } | null): readonly Diagnosis[] => (error?.shortDiagnostics ?? []) as Diagnosis[]

/** Typst itself is asked which families there are: it warns of every one it lacks. */
function missingOf(compiler: NodeCompiler): ReadonlySet<string> {
  const probe = compiler.compile({ mainFileContent: '#set text(font: json(bytes(sys.inputs.asked)))\n.', inputs: { asked: JSON.stringify(askedFor) } })
  return new Set(said(probe.takeWarnings()).flatMap(({ message }) => /^unknown font family: (.+)$/.exec(message)?.[1] ?? []))
}
const lowered = (missing: ReadonlySet<string>): ReadonlySet<string> => new Set(askedFor.filter((family) => missing.has(family) || missing.has(family.toLowerCase())))

/** @returns the file, or what stands in its way */
function pdfOf(compiler: NodeCompiler, document: NodeTypstDocument, { template, record }: { readonly template: string; readonly record: boolean }): Uint8Array | string {
  // a ledger of a hundred pages would be twice as large for its tags
  if (!record) return compiler.pdf(document, { pdfTags: template !== 'ledger' })
  try {
    return compiler.pdf(document, { pdfStandard: 'a-2b' })
  } catch (error) {
    return String(error instanceof Error ? error.message : error).slice(0, 200)
  }
}
/** Results kept for how many further papers. */
const KEEP = 10
export function openSetter(office: string): Setter {
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fontFolders(office).map(({ path }) => path) }] })
  const faces = chooseFaces(lowered(missingOf(compiler)))
  const chosen = JSON.stringify(faces)
  const compile = (template: string, paper: string) => compiler.compile({ mainFilePath: join(templates, `${template}.typ`), inputs: { doc: paper, faces: chosen } })
  // of a fault its words alone leave: they name our templates, never what was typed
  const faultOf = (made: ReturnType<typeof compile>): string => said(made.takeError())[0]?.message.slice(0, 200) ?? 'no document'
  return {
    draw({ id, template, paper }) {
      const made = compile(template, paper)
      if (!made.result) return { id, fault: faultOf(made) }
      const svg = compiler.plainSvg(made.result)
      compiler.evictCache(KEEP)
      return { id, svg }
    },
    set({ id, template, paper, given, record = false }) {
      const began = performance.now()
      const place = given && join(templates, given.name)
      if (place) compiler.mapShadow(place, Buffer.from(given.bytes))
      const made = compile(template, paper)
      const document = made.result
      if (!document && place) compiler.unmapShadow(place)
      if (!document) return { id, fault: faultOf(made) }
      const pdf = pdfOf(compiler, document, { template, record })
      if (typeof pdf === 'string') return { id, fault: pdf }
      const millis = Math.round(performance.now() - began)
      const told: Told = { id, pdf, pages: document.numOfPages, millis, memoryMiB: Math.round(process.memoryUsage().rss / 2 ** 20), faces }
      if (place) compiler.unmapShadow(place)
      compiler.evictCache(place ? 0 : KEEP)
      return told
    },
  }
}

if (process.send) {
  const setter = openSetter(process.argv[2] ?? '')
  process.on('message', (job: Job) => {
    process.send?.(job.drawn ? setter.draw(job) : setter.set(job))
  })
  process.on('disconnect', () => process.exit(0))
  process.send({ id: 0, ready: true })
}
