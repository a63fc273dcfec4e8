/** 字体检查, for the system administrator: what stands for each face, a line in each, and the office's own font files, put in and taken out on record. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pathOf } from '../../kernel/contract.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { fontFaces, fontsPage, removeFont } from '../../kernel/reading/fonts-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { sampleSide } from '../../typeset/official/sample.ts'
import { systemIds } from '../clock.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { mustFit } from '../ctx/handle.ts'
import { withReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { takeFile } from '../files/routes.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import { sidePicture } from '../print/side-picture.ts'
import { readFont } from '../typesetter/font-file.ts'

const gate = { power: 'office.status' } as const
const LIMIT = 40 * 1_048_576
/** A file's own name and no way out of the folder. */
const fontName = /^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,110}\.(ttf|otf|ttc|otc)$/iu
const no = (code: 'fonts.bad-name' | 'fonts.not-a-font', file: string) => new RefusalError(refuse(code, { file }, 422))
const folderOf = (serving: Serving): string => join(serving.data, 'fonts')

async function ownFiles(folder: string): Promise<{ file: string; size: number }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => fontName.test(name)).sort()
  return Promise.all(names.map(async (file) => ({ file, size: (await stat(join(folder, file))).size })))
}
/** By its digest; a file's name is nobody's to keep. */
function record(serving: Serving, person: PersonId, what: 'fonts.add' | 'fonts.remove', bytes: Buffer): Promise<void> {
  const now = serving.clock.now()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return inAct(serving.pools.act, (tx) => recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person } }, what, { sha256 }))
}
const takeIn = (serving: Serving, request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> =>
  takeFile(serving, request, async ({ file, filename }) => {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of file as AsyncIterable<Buffer>) {
      size += part.length
      if (size > LIMIT) throw new RefusalError(refuse('files.too-large', { megabytes: LIMIT / 1_048_576 }, 413))
      parts.push(part)
    }
    return { name: basename(filename), bytes: Buffer.concat(parts) }
  })
/** Beside its place first: a file that is no font is never seen by the typesetter. @throws RefusalError `fonts.bad-name` · `fonts.not-a-font` */
async function keep(folder: string, name: string, bytes: Buffer): Promise<readonly string[]> {
  if (!fontName.test(name)) throw no('fonts.bad-name', name)
  await mkdir(folder, { recursive: true })
  const trial = join(folder, `.${name}.trial`)
  await writeFile(trial, bytes)
  const faces = await readFont(trial)
  if (!faces || faces.length === 0) {
    await rm(trial, { force: true })
    throw no('fonts.not-a-font', name)
  }
  await rename(trial, join(folder, name))
  return faces.flatMap((face) => face.families)
}

export function fontRoutes(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const page = pathOf(fontsPage.key)
  app.get(page, { config: { gate } }, async (request) => {
    const { text } = mustParse(fontsPage.input, request.query)
    const who = whoOf(request)
    const change = await withReading(serving, who, gate, async (ctx) => hasPower(ctx.office, who.person, 'office.status', ctx.now))
    const fonts = await serving.typesetter.fonts()
    const asked = new Map(fontFaces.map((face) => [face, text]))
    const [missing, borrowed] = [fonts.missing(asked), fonts.borrowed(asked)]
    const of = (list: typeof missing, face: string) => list.find((one) => one.face === face)?.characters ?? ''
    const answer = {
      digest: fonts.digest,
      used: [...fonts.used],
      lacks: fontFaces.map((face) => {
        const none = of(missing, face)
        return { face, missing: none, borrowed: [...of(borrowed, face)].filter((c) => !none.includes(c)).join('') }
      }),
      own: await ownFiles(folderOf(serving)),
      may: { change },
    }
    return serving.checkOutput ? mustFit(fontsPage, answer) : answer
  })
  mounted.push({ method: 'GET', path: page, gate, contract: fontsPage, keyed: false })

  app.get('/api/office/fonts.png', { config: { gate } }, async (request, reply) => {
    const { text } = mustParse(z.object({ text: z.string().trim().max(24).optional() }), request.query)
    await withReading(serving, whoOf(request), gate, async () => undefined)
    const sides = [sampleSide(text || undefined)]
    const { pdf } = await serving.typesetter.set({ template: 'official', language: 'zh-CN', name: '字样', printed: '', mark: null, code: null, record: null, sides }, 1)
    return reply
      .header('cache-control', 'private, no-store')
      .type('image/png')
      .send(Buffer.from(await sidePicture(pdf, 110)))
  })
  mounted.push({ method: 'GET', path: '/api/office/fonts.png', gate, contract: null, carries: 'file', keyed: false })

  app.post('/api/office/fonts', { config: { gate }, bodyLimit: LIMIT + 65_536 }, async (request) => {
    const who = whoOf(request)
    await withReading(serving, who, gate, async () => undefined)
    const { name, bytes } = await takeIn(serving, request)
    const families = await keep(folderOf(serving), name, bytes)
    await record(serving, who.person, 'fonts.add', bytes)
    serving.typesetter.renew()
    return { file: name, families }
  })
  mounted.push({ method: 'POST', path: '/api/office/fonts', gate, contract: null, carries: 'file', keyed: false })

  const remove = pathOf(removeFont.key)
  app.post(remove, { config: { gate } }, async (request) => {
    const who = whoOf(request)
    await withReading(serving, who, gate, async () => undefined)
    const { file } = mustParse(removeFont.input, request.body)
    if (!fontName.test(file)) throw no('fonts.bad-name', file)
    const place = join(folderOf(serving), file)
    const bytes = await readFile(place).catch(() => null)
    if (!bytes) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    await rm(place)
    await record(serving, who.person, 'fonts.remove', bytes)
    serving.typesetter.renew()
    return {}
  })
  mounted.push({ method: 'POST', path: remove, gate, contract: removeFont, keyed: false })
}
