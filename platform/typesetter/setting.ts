/**
 * The process behind `typesetter.ts`: Typst, one paper after the other. It is given JSON and gives a PDF; it has no database, no network and no keys.
 * What a person typed stays JSON (`sys.inputs`), so it can never become markup.
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { askedFor, chooseFaces } from '../../typeset/paper/faces.ts'

export interface Job {
  readonly id: number
  readonly template: string
  readonly paper: string
}
export type Told =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly millis: number; readonly memoryMiB: number }
  | { readonly id: number; readonly fault: string }
interface Setter {
  set(job: Job): Told
}

const templates = fileURLToPath(new URL('../../typeset/paper/', import.meta.url))
const packages = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/', import.meta.url))
const ours = ['noto-serif-sc/400Regular', 'noto-serif-sc/700Bold', 'noto-sans-sc/400Regular'].map((folder) => join(packages, folder))
/** The office's folder first, then the machine's, then what the program brings. */
function folders(office: string): string[] {
  const home = homedir()
  if (process.platform === 'win32') return [office, 'C:\\Windows\\Fonts', join(home, 'AppData\\Local\\Microsoft\\Windows\\Fonts'), ...ours]
  if (process.platform === 'darwin') return [office, '/System/Library/Fonts', '/Library/Fonts', join(home, 'Library/Fonts'), ...ours]
  return [office, '/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local/share/fonts'), join(home, '.fonts'), ...ours]
}
type Diagnosis = { readonly message: string; readonly path?: string }
const said = (error: { readonly shortDiagnostics: unknown[] } | null): readonly Diagnosis[] => (error?.shortDiagnostics ?? []) as Diagnosis[]

/** Typst itself is asked which families there are: it warns of every one it lacks. */
function missingOf(compiler: NodeCompiler): ReadonlySet<string> {
  const probe = compiler.compile({ mainFileContent: '#set text(font: json(bytes(sys.inputs.asked)))\n.', inputs: { asked: JSON.stringify(askedFor) } })
  return new Set(said(probe.takeWarnings()).flatMap(({ message }) => /^unknown font family: (.+)$/.exec(message)?.[1] ?? []))
}
const lowered = (missing: ReadonlySet<string>): ReadonlySet<string> => new Set(askedFor.filter((family) => missing.has(family) || missing.has(family.toLowerCase())))

/** Results kept for how many further papers. */
const KEEP = 10
export function openSetter(office: string): Setter {
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: folders(office) }] })
  const chosen = JSON.stringify(chooseFaces(lowered(missingOf(compiler))))
  return {
    set({ id, template, paper }) {
      const began = performance.now()
      const made = compiler.compile({ mainFilePath: join(templates, `${template}.typ`), inputs: { doc: paper, faces: chosen } })
      const document = made.result
      // of a fault its words alone leave: they name our templates, never what was typed
      if (!document) return { id, fault: said(made.takeError())[0]?.message.slice(0, 200) ?? 'no document' }
      // a ledger of a hundred pages would be twice as large for its tags
      const pdf = compiler.pdf(document, { pdfTags: template !== 'ledger' })
      const told: Told = { id, pdf, pages: document.numOfPages, millis: Math.round(performance.now() - began), memoryMiB: Math.round(process.memoryUsage().rss / 2 ** 20) }
      compiler.evictCache(KEEP)
      return told
    },
  }
}

if (process.send) {
  const setter = openSetter(process.argv[2] ?? '')
  process.on('message', (job: Job) => {
    process.send?.(setter.set(job))
  })
  process.on('disconnect', () => process.exit(0))
  process.send({ id: 0, ready: true })
}
