/** A Word document that was uploaded, read as a draft: `GET /api/drafts/read-file`. It is read in a thread with little memory and time; nothing is saved. */
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { pathOf } from '../../kernel/contract.ts'
import { DRAFT_MOST, draftSchema } from '../../kernel/drafts/draft.ts'
import { type DraftFileRead, readDraftFile } from '../../kernel/drafts/shape.ts'
import { mustWriteDraft } from '../../kernel/drafts/who.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { askThread } from '../ask-thread.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { openCtx } from '../ctx/handle.ts'
import { withReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { findFile } from '../files/find-file.ts'
import { openTurns } from '../files/inside/turns.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'

const LIMITS = { seconds: 20, memoryMiB: 256 }
/** Threads that read at one time; who asks beyond waits. */
const AT_ONCE = 1
const WAITING = 20
const thread = new URL('docx-thread.ts', import.meta.url)

/** @throws RefusalError `drafts.file-unread`, `drafts.file-too-long` */
export async function readDocx(bytes: Uint8Array): Promise<DraftFileRead> {
  const read = await askThread<DraftFileRead | 'unread'>(thread, { bytes }, LIMITS)
  if (read === null || read === 'unread') throw new RefusalError(refuse('drafts.file-unread', {}, 422))
  const draft = draftSchema.safeParse(read.draft)
  if (!draft.success) throw new RefusalError(refuse('drafts.file-too-long', { most: DRAFT_MOST }, 422))
  return { ...read, draft: draft.data }
}

export function draftFiles(app: FastifyInstance, serving: Serving, mounted: Mounted[]): void {
  const path = pathOf(readDraftFile.key)
  const gate = 'matter'
  const turns = openTurns(AT_ONCE, WAITING)
  app.get(path, { config: { gate } }, async (request): Promise<DraftFileRead> => {
    const { matter, file } = mustParse(readDraftFile.input, request.query)
    const who = whoOf(request)
    const found = await withReading(serving, who, gate, async (ctx) => {
      await mustWriteDraft(ctx, matter)
      return findFile(ctx, file)
    })
    if (!found) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    if (found.kind !== 'docx') throw new RefusalError(refuse('drafts.not-word', {}, 415))
    const giveBack = await turns.take()
    const read = await buffer(await serving.files.open(found.digest))
      .then(readDocx)
      .finally(giveBack)
    const { tracked, comments, pictures } = read
    await inAct(serving.pools.act, async (tx) => recordOfficeAct(await openCtx(serving, tx, who), 'drafts.readFile', { matter, file, tracked, comments, pictures }))
    return read
  })
  mounted.push({ method: 'GET', path, gate, contract: readDraftFile, keyed: false })
}
