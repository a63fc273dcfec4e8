/** `POST /api/people/import` with a workbook: `?try=true` looks and changes nothing. Also the empty template. */

import { utils, write } from '@e965/xlsx'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { importAnswer } from '../../kernel/people/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { mustPass } from '../ctx/gate.ts'
import { openCtx } from '../ctx/handle.ts'
import { mustHoldNoMark } from '../ctx/secret-gate.ts'
import { inAct } from '../ctx/transaction.ts'
import { takeFile } from '../files/routes.ts'
import { sendDownload } from '../http/download.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import { languageOf } from '../http/refused.ts'
import type { Serving } from '../http/serving.ts'
import { importPeople, type Landed } from './import.ts'
import { faultWords, headings, type SheetKey, sheetNames, templateColumns } from './import-words.ts'
import { readWorkbook } from './workbook.ts'

const gate = { power: 'office.people' } as const
const LIMIT = 5 * 1_048_576
/** Carries the faults out of a transaction that must not land. */
class Rolled extends Error {
  readonly landed: Landed
  constructor(landed: Landed) {
    super('rolled back')
    this.landed = landed
  }
}

const bytesOf = (serving: Serving, request: FastifyRequest): Promise<Buffer> =>
  takeFile(serving, request, async ({ file }) => {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of file as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > LIMIT) throw new RefusalError(refuse('files.too-large', { megabytes: LIMIT / 1_048_576 }, 413))
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  })

export function peopleUploads(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  app.post('/api/people/import', { config: { gate }, bodyLimit: LIMIT + 65_536 }, async (request): Promise<z.output<typeof importAnswer>> => {
    const { try: trying } = mustParse(z.object({ try: z.stringbool().default(false) }), request.query)
    const who = whoOf(request)
    await inAct(serving.pools.act, async (tx) => {
      const ctx = await openCtx(serving, tx, who)
      mustPass(gate, ctx.office, who, ctx.now)
    })
    const sheets = await readWorkbook(await bytesOf(serving, request))
    await mustHoldNoMark(serving, who.person, '/api/people/import', sheets)
    let landed: Landed
    try {
      landed = await inAct(serving.pools.act, async (tx) => {
        const done = await importPeople(await openCtx(serving, tx, who), sheets)
        if (trying || done.faults.length > 0) throw new Rolled(done)
        return done
      })
    } catch (error) {
      if (!(error instanceof Rolled)) throw error
      landed = { ...error.landed, accounts: [] }
    }
    const words = faultWords[languageOf(request)]
    const { rows, added, faults, accounts } = landed
    const good = faults.length === 0
    return {
      rows,
      landed: good && !trying,
      added: good ? added : { units: 0, people: 0, posts: 0, holdings: 0, portfolios: 0 },
      errors: faults.slice(0, 500).map((fault) => ({ ...fault, words: words[fault.code] })),
      accounts,
    }
  })
  mounted.push({ method: 'POST', path: '/api/people/import', gate, contract: null, carries: 'file', keyed: false })

  app.get('/api/people/import.xlsx', { config: { gate: 'signed-in' } }, async (request, reply) => {
    const at = languageOf(request) === 'en' ? 1 : 0
    const book = utils.book_new()
    for (const key of Object.keys(sheetNames) as SheetKey[]) {
      const columns = templateColumns[key].map((column) => (at === 0 ? headings[column]?.[0] : headings[column]?.at(-1)) ?? column)
      utils.book_append_sheet(book, utils.aoa_to_sheet([columns]), sheetNames[key][at])
    }
    const body = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
    return sendDownload(reply, { name: at === 0 ? '人员与单位.xlsx' : 'people.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body })
  })
  mounted.push({ method: 'GET', path: '/api/people/import.xlsx', gate: 'signed-in', contract: null, carries: 'file', keyed: false })
}
