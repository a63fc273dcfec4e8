/** 中心接口 at `/centre/v1`: a 12345 centre's program sends work orders in and fetches how far they have got. Before a body is read the key is known. docs/how-to/centre.md */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { feedWorkOrder, onlyListed, readWorkOrder, takeWorkOrder, workOrderBefore } from '../desks/letters/do/work-order.ts'
import { ATTACHED, type WorkOrderFile, type WorkOrderSaid, workOrderNow, workOrderNumber, workOrderSaid, workOrderTaken } from '../desks/letters/work-order-shape.ts'
import type { Ctx } from '../kernel/ctx.ts'
import type { FileId } from '../kernel/ids.ts'
import { RefusalError, refuse } from '../kernel/refusal.ts'
import { HOUR, MINUTE } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { mustParse } from '../platform/ctx/bad-input.ts'
import type { House } from '../platform/ctx/house.ts'
import { mustHoldNoMark, mustNameNoMark } from '../platform/ctx/secret-gate.ts'
import { inAct, mayPassOnceMore } from '../platform/ctx/transaction.ts'
import { dropUnlessUsed } from '../platform/files/in-use.ts'
import { putJudged } from '../platform/files/put-judged.ts'
import { tidyName } from '../platform/files/routes.ts'
import type { FileStore, Stored } from '../platform/files/store.ts'
import { openTally, placeOf } from '../platform/public/tally.ts'
import { askCentreKey, type CentreKey } from './centre-keys.ts'
import { onDuty } from './take-in.ts'

const ROOT = '/centre/v1'
const WHERE = 'centre.in'
/** Base64 of what may come attached, and what stands round it. */
const BODY = Math.ceil((ATTACHED.all * 4) / 3) + 262_144
/** Calls a minute and unknown keys in a quarter of an hour, from one address. */
const [CALLS, WRONG_KEYS] = [600, 60]

export interface CentreDoor {
  readonly house: House
  readonly files: FileStore
}
interface Came {
  readonly name: string
  readonly stored: Stored
}
/** What the store knows as a document or picture is kept; what it does not know is left, and named. @throws RefusalError `kernel.secret-mark` */
async function keepAttached({ house, files }: CentreDoor, ctx: Ctx, attached: readonly WorkOrderFile[], came: Came[]): Promise<string[]> {
  const left: string[] = []
  for (const { name: said, content } of attached) {
    const name = tidyName(said)
    const stored = await putJudged(house, files, { person: ctx.who.person, where: WHERE, name }, Readable.from([Buffer.from(content, 'base64')]), ATTACHED.bytes).catch(
      (error: unknown) => {
        if (error instanceof RefusalError && error.refusal.code !== 'kernel.secret-mark') return null
        throw error
      },
    )
    if (stored) came.push({ name, stored })
    else left.push(name)
  }
  return left
}
async function uploadsOf(ctx: Ctx, came: readonly Came[]): Promise<FileId[]> {
  const ids = came.map(() => ctx.ids.next<FileId>())
  for (const [n, { name, stored }] of came.entries())
    await run(ctx.tx, 'insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, $7)', [
      ids[n],
      stored.digest,
      name,
      stored.kind.kind,
      stored.size,
      ctx.who.person,
      ctx.now,
    ])
  return ids
}
const contentOf = ({ attachments, ...said }: WorkOrderSaid): string =>
  JSON.stringify({ ...said, attachments: attachments.map(({ name, content }) => [name, createHash('sha256').update(content, 'base64').digest('hex')]) })

async function take(door: CentreDoor, { system }: CentreKey, workOrder: WorkOrderSaid) {
  const { house, files } = door
  if (workOrder.attachments.reduce((sum, one) => sum + one.content.length, 0) > (ATTACHED.all * 4) / 3) throw new RefusalError(refuse('http.too-large', {}, 413))
  const digest = house.box.key(contentOf(workOrder))
  const onDutyNow = <T>(work: (ctx: Ctx) => Promise<T>) => inAct(house.pools.act, async (tx) => work(await onDuty(house, tx)))
  const { attachments, ...words } = workOrder
  const { person, before } = await onDutyNow(async (ctx) => ({ person: ctx.who.person, before: await workOrderBefore(ctx, system, workOrder.number, digest) }))
  if (before) return { ...before, repeated: true, left: [] }
  await mustHoldNoMark(house, person, WHERE, words)
  for (const { name } of attachments) await mustNameNoMark(house, person, WHERE, name)
  const came: Came[] = []
  try {
    return await onDutyNow(async (ctx) => {
      const meanwhile = await workOrderBefore(ctx, system, workOrder.number, digest)
      if (meanwhile) return { ...meanwhile, repeated: true, left: [] }
      const refused = await keepAttached(door, ctx, attachments, came)
      // a line of the list keeps no files: all are named, none is kept
      const listed = onlyListed(ctx, workOrder)
      const left = listed ? attachments.map(({ name }) => tidyName(name)) : refused
      const said = left.length === 0 ? workOrder : { ...workOrder, body: `${workOrder.body}\n（未收附件：${left.join('、')}）` }
      return { ...(await takeWorkOrder(ctx, system, digest, said, listed ? [] : await uploadsOf(ctx, came))), repeated: false, left }
    })
  } finally {
    for (const { stored } of came) await dropUnlessUsed(house, files, stored.digest)
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    centre: CentreKey | null
  }
}
const keyOf = (request: FastifyRequest): CentreKey => {
  if (!request.centre) throw new RefusalError(refuse('centre.no-key', {}, 403))
  return request.centre
}
const shown = (request: FastifyRequest): string | null => /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null

/** @throws RefusalError `centre.no-key`, `centre.bad-key`, `centre.quota`, `http.too-often`; what is asked and answered is always JSON */
export const centreDoor =
  (door: CentreDoor) =>
  async (app: FastifyInstance): Promise<void> => {
    const { house } = door
    const [calls, wrong, byKey] = [openTally(MINUTE), openTally(15 * MINUTE), openTally(HOUR)]
    const once = async <T>(work: () => Promise<T>): Promise<T> => work().catch((error: unknown) => (mayPassOnceMore(error) ? work() : Promise.reject(error)))
    app.decorateRequest('centre', null)
    await app.register(async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        const [now, place] = [house.clock.now(), placeOf(request.ip)]
        reply.header('cache-control', 'no-store')
        if (calls.count(place, now) >= CALLS) throw new RefusalError(refuse('http.too-often', { seconds: 60 }, 429))
        calls.add(place, now)
        if (request.routeOptions.url === `${ROOT}/contract.json`) return
        const secret = shown(request)
        if (secret === null) throw new RefusalError(refuse('centre.no-key', {}, 403))
        if (wrong.count(place, now) >= WRONG_KEYS) throw new RefusalError(refuse('http.too-often', { seconds: 900 }, 429))
        const key = await inAct(house.pools.act, (tx) => askCentreKey(tx, secret))
        if (!key) {
          wrong.add(place, now)
          throw new RefusalError(refuse('centre.bad-key', {}, 403))
        }
        if (request.method === 'POST') {
          if (byKey.count(key.id, now) >= key.per_hour) throw new RefusalError(refuse('centre.quota', { n: key.per_hour }, 429))
          byKey.add(key.id, now)
        }
        request.centre = key
      })
      const open = { config: { gate: 'public', form: true } } as const
      const onDutyNow = <T>(work: (ctx: Ctx) => Promise<T>) => once(() => inAct(house.pools.act, async (tx) => work(await onDuty(house, tx))))

      scope.get(`${ROOT}/contract.json`, open, async () =>
        Object.fromEntries(
          Object.entries({ workOrder: workOrderSaid, taken: workOrderTaken, now: workOrderNow, number: workOrderNumber }).map(([name, schema]) => [
            name,
            z.toJSONSchema(schema, { io: name === 'workOrder' || name === 'number' ? 'input' : 'output', unrepresentable: 'any' }),
          ]),
        ),
      )
      scope.post(`${ROOT}/work-orders`, { ...open, bodyLimit: BODY }, async (request, reply) => {
        const workOrder = mustParse(workOrderSaid, request.body)
        const taken = await once(() => take(door, keyOf(request), workOrder))
        return reply.code(taken.repeated ? 200 : 201).send(workOrderTaken.parse(taken))
      })
      scope.get(`${ROOT}/work-orders`, open, async (request) => {
        const { number } = mustParse(workOrderNumber, request.query)
        return workOrderNow.parse(await onDutyNow((ctx) => readWorkOrder(ctx, keyOf(request).system, number)))
      })
      scope.post(`${ROOT}/fed-back`, open, async (request) => {
        const { number } = mustParse(workOrderNumber, request.body)
        const { system, id } = keyOf(request)
        return workOrderNow.parse(await onDutyNow((ctx) => feedWorkOrder(ctx, system, number, id)))
      })
    })
  }
