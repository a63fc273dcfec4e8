/**
 * 字体: which file stands for each of the office's five faces, where it comes from, and what it cannot write. Its digest names exactly these files, so that a paper
 * can say with which it was set. Source: standards §1.1; stack-docs §2.3
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Chosen, type Face, faces } from '../../typeset/paper/faces.ts'
import { type FontFolder, fontFolders, type Origin } from './folders.ts'
import { type Coverage, coverageOf, covers, type FontFace, readFont } from './font-file.ts'

export interface FontUsed {
  readonly face: Face
  readonly family: string
  /** Name of the file alone. */
  readonly file: string
  readonly from: Origin
  readonly sha256: string
  /** One of those the face is meant to be; else what stands in for it, or lends single characters. */
  readonly proper: boolean
}
export interface FontSet {
  readonly digest: string
  /** In the order they are tried, face by face. */
  readonly used: readonly FontUsed[]
}
export interface Fonts extends FontSet {
  /** Of every face the characters none of its fonts has. */
  missing(texts: ReadonlyMap<Face, string>): readonly { readonly face: Face; readonly characters: string }[]
  /** The same, of what the first font of a face lacks and another lends. */
  borrowed(texts: ReadonlyMap<Face, string>): readonly { readonly face: Face; readonly characters: string }[]
}
interface Found extends FontFace {
  readonly path: string
  readonly from: Origin
}
const fontFile = /\.(ttf|otf|ttc|otc)$/i
const WEIGHT: Readonly<Record<Face, number>> = { title: 700, fang: 400, kai: 400, hei: 400, song: 400 }

async function filesIn({ path, from }: FontFolder): Promise<Found[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && fontFile.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
  const read = await Promise.all(files.map(async (file) => ((await readFont(file)) ?? []).map((face) => ({ ...face, path: file, from }))))
  return read.flat()
}
async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}
/** The font of that family whose weight is nearest to the one wanted; of equals the one found first. */
function nearest(found: readonly Found[], family: string, weight: number): Found | null {
  const own = found.filter((one) => one.families.some((name) => name.toLowerCase() === family.toLowerCase()))
  return own.reduce<Found | null>((best, one) => (best === null || Math.abs(one.weight - weight) < Math.abs(best.weight - weight) ? one : best), null)
}

/** @param chosen what the typesetter found of each face. @param office folder of the office's own fonts */
export async function fontsOf(chosen: Chosen, office: string): Promise<Fonts> {
  const found = (await Promise.all(fontFolders(office).map(filesIn))).flat()
  const picked = (Object.keys(faces) as Face[]).flatMap((face) =>
    chosen[face].flatMap((family) => {
      const font = nearest(found, family, WEIGHT[face])
      return font ? [{ face, family, font }] : []
    }),
  )
  const paths = [...new Set(picked.map(({ font }) => font.path))]
  const digests = new Map(await Promise.all(paths.map(async (path) => [path, await sha256(path)] as const)))
  const coverage = new Map<Face, Coverage[]>()
  for (const { face, font } of picked) coverage.set(face, [...(coverage.get(face) ?? []), await coverageOf(font.path, font.index)])
  const used = picked.map(({ face, family, font }): FontUsed => {
    const own: readonly string[] = faces[face]
    return { face, family, file: basename(font.path), from: font.from, sha256: digests.get(font.path) ?? '', proper: own.includes(family) }
  })
  const lacking = (texts: ReadonlyMap<Face, string>, of: (all: readonly Coverage[]) => readonly Coverage[]) =>
    [...texts].flatMap(([face, text]) => {
      const fonts = of(coverage.get(face) ?? [])
      const characters = [...new Set(text)].filter((c) => c.trim() !== '' && !fonts.some((one) => covers(one, c.codePointAt(0) as number))).join('')
      return characters === '' ? [] : [{ face, characters }]
    })
  return {
    digest: createHash('sha256')
      .update(used.map(({ face, family, sha256: one }) => `${face}\t${family}\t${one}\n`).join(''))
      .digest('hex'),
    used,
    missing: (texts) => lacking(texts, (all) => all),
    borrowed: (texts) => lacking(texts, (all) => all.slice(0, 1)),
  }
}
