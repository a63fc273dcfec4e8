/** Open311 GeoReport v2 at `/open311/v2`: the public page's counter for programs, inside and as `--role public`. Its interface is its own document (docs/operations/open311.md). Rule: R-W04 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HOUR, instant, MINUTE } from '../../kernel/time.ts'
import { say } from '../../kernel/words.ts'
import { isAway } from '../database/connection.ts'
import { languageOf, letRunOut } from '../http/refused.ts'
import { askAbout } from '../public/counter.ts'
import { readForm } from '../public/form-parts.ts'
import { openRoom } from '../public/room.ts'
import type { PublicSide } from '../public/routes.ts'
import { openTally, placeOf } from '../public/tally.ts'
import { definitionSaid, discoverySaid, requestSaid, serviceSaid } from './answers.ts'
import { wantedOf } from './asked.ts'
import { askKey, askRequests, askServices, askToken, type Key, type Service } from './counter.ts'
import { type Fields, field, formFields, jsonFields, partFields, queryFields } from './fields.ts'
import { type Format, type Said, written } from './format.ts'
import { handInRequest, noPictures, type Shown } from './hand-in.ts'
import { Refused, sentence, troubleOf, words } from './refused.ts'

const ROOT = '/open311/v2'
/** Bytes of one request: 4000 characters and what stands round them. */
const BODY = 65_536
/** Calls a minute and keys nobody knows in a quarter of an hour, from one address. */
const [CALLS, WRONG_KEYS] = [600, 60]
const CHANGED = instant('2026-11-30T00:00:00+08:00')

const formatOf = (request: FastifyRequest): Format => {
  const ending = /\.(json|xml)$/.exec(request.url.split('?')[0] ?? '')?.[1]
  if (ending !== undefined) return ending as Format
  return /\bxml\b/.test(request.headers.accept ?? '') && !/\bjson\b/.test(request.headers.accept ?? '') ? 'xml' : 'json'
}
function send(request: FastifyRequest, reply: FastifyReply, root: string, said: Said, status = 200): FastifyReply {
  const { type, text } = written(formatOf(request), root, said)
  return reply.code(status).header('cache-control', 'no-store').type(type).send(text)
}
const named = (request: FastifyRequest, name: string): string => (request.params as Record<string, string>)[name]?.replace(/\.(json|xml)$/, '') ?? ''

function mustBeOurs(fields: Fields, services: readonly Service[]): void {
  const asked = field(fields, 'jurisdiction_id')
  if (asked !== null && asked.toLowerCase() !== services[0]?.jurisdiction) throw new Refused(404, 'jurisdiction')
}
function fieldsOf(request: FastifyRequest): Fields {
  const { body } = request
  if (Buffer.isBuffer(body)) return formFields(body)
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Refused(415, 'type')
  return jsonFields(body)
}
/** Bytes of pictures that may lie in memory at one moment, from all programs together. */
const HELD = 96 * 1_048_576

export async function open311Routes(app: FastifyInstance, { pool, clock, log }: PublicSide): Promise<void> {
  const [calls, wrong, byKey, room] = [openTally(MINUTE), openTally(15 * MINUTE), openTally(HOUR), openRoom(HELD)]
  /** A plain form or JSON; or a form in parts, whose files are pictures. */
  const withSent = async <T>(request: FastifyRequest, work: (fields: Fields, shown: Shown) => Promise<T>): Promise<T> => {
    if (!request.isMultipart()) return work(fieldsOf(request), noPictures)
    const held = room.enter(request.ip)
    try {
      const sent = await readForm(request, held)
      return await work(partFields(sent), sent)
    } finally {
      held.leave()
    }
  }
  /** @throws Refused: missing, unknown, revoked, or its hour is full. Counted whatever becomes of it, as on the page. */
  const keyOf = async (request: FastifyRequest, shown: string | null): Promise<Key> => {
    const [now, place] = [clock.now(), placeOf(request.ip)]
    if (shown === null || !/^[\w-]{20,100}$/.test(shown)) throw new Refused(403, 'no-key')
    if (wrong.count(place, now) >= WRONG_KEYS) throw new Refused(429, 'often')
    const key = await askKey(pool, shown)
    if (!key) {
      wrong.add(place, now)
      throw new Refused(403, 'bad-key')
    }
    if (byKey.count(key.id, now) >= key.per_hour) throw new Refused(429, 'quota', { n: key.per_hour })
    byKey.add(key.id, now)
    return key
  }
  /** What every call but POST begins with: the arguments, and a jurisdiction that is ours. */
  const asked = async (request: FastifyRequest) => {
    const fields = queryFields(request.url)
    const services = await askServices(pool)
    mustBeOurs(fields, services)
    return { fields, services, language: languageOf(request) }
  }

  await app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => {
      letRunOut(request, reply)
      const language = languageOf(request)
      const no = troubleOf(error) ?? (isAway(error) ? new Refused(503, 'away') : null)
      if (!no || no.trouble === 'away') {
        const { stack = '', code = '' } = error as { stack?: string; code?: string }
        log.error({ request: request.id, route: request.routeOptions.url ?? '', code, stack: code === '' ? stack : '' }, 'open311 fault')
      }
      const status = no?.status ?? 500
      if (status === 429 || status === 503) reply.header('retry-after', status === 429 ? '60' : '10')
      const description = no ? sentence(no, language) : say(words[language].errors.fault, { request: request.id }, language)
      return send(request, reply, 'errors', [{ code: status, description }], status)
    })
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', bodyLimit: BODY }, (_, body, done) => done(null, body))
    scope.addHook('onRequest', async (request) => {
      const [now, place] = [clock.now(), placeOf(request.ip)]
      if (calls.count(place, now) >= CALLS) throw new Refused(429, 'often')
      calls.add(place, now)
    })
    const open = { config: { gate: 'public' } } as const
    const each = (path: string) => ['', '.json', '.xml'].map((ending) => `${ROOT}${path}${ending}`)

    for (const path of each('/services'))
      scope.get(path, open, async (request, reply) => {
        const { services, language } = await asked(request)
        return send(
          request,
          reply,
          'services',
          services.map((one) => serviceSaid(one, language)),
        )
      })
    scope.get(`${ROOT}/services/:code`, open, async (request, reply) => {
      const { services, language } = await asked(request)
      const code = named(request, 'code')
      if (!services.some((one) => one.code === code)) throw new Refused(404, 'service', { code: code.slice(0, 40) })
      return send(request, reply, 'service_definition', definitionSaid(code, language))
    })

    for (const path of each('/requests')) {
      scope.post(path, { config: { gate: 'public', form: true }, bodyLimit: BODY }, async (request, reply) => {
        const about = await askAbout(pool)
        if (!about) throw new Refused(503, 'closed')
        const [query, language] = [queryFields(request.url), languageOf(request)]
        return withSent(request, async (fields, shown) => {
          const services = await askServices(pool)
          for (const one of [fields, query]) mustBeOurs(one, services)
          const key = await keyOf(request, field(fields, 'api_key') ?? field(query, 'api_key'))
          const code = field(fields, 'service_code')
          if (code === null) throw new Refused(400, 'no-service')
          if (!services.some((one) => one.code === code)) throw new Refused(404, 'service', { code: code.slice(0, 40) })
          const again = request.headers['idempotency-key']
          if (again !== undefined && !/^[\w.:-]{8,200}$/.test(String(again))) throw new Refused(400, 'wrong', { field: 'Idempotency-Key' })
          const counter = { pool, about, now: clock.now() }
          const { token, receipt, code: queryCode } = await handInRequest(counter, key, again === undefined ? null : String(again), fields, code, shown)
          const notice = say(words[language].notice, { receipt, code: queryCode }, language)
          return send(request, reply, 'service_requests', [{ token, service_notice: notice, account_id: null }])
        })
      })
      scope.get(path, open, async (request, reply) => {
        const { fields, services, language } = await asked(request)
        const wanted = wantedOf(fields, new Set(services.map((one) => one.code)), clock.now())
        const shown = await askRequests(pool, wanted)
        return send(
          request,
          reply,
          'service_requests',
          shown.map((one) => requestSaid(one, language)),
        )
      })
    }
    scope.get(`${ROOT}/requests/:id`, open, async (request, reply) => {
      const { language } = await asked(request)
      const wanted = { ids: [named(request, 'id')], codes: null, from: null, upto: null, closed: null, size: 1, skip: 0 }
      const [shown] = await askRequests(pool, wanted)
      if (!shown) throw new Refused(404, 'request')
      return send(request, reply, 'service_requests', [requestSaid(shown, language)])
    })
    scope.get(`${ROOT}/tokens/:token`, open, async (request, reply) => {
      await asked(request)
      const token = named(request, 'token')
      const found = await askToken(pool, token)
      if (!found) throw new Refused(404, 'token')
      if (found.refused) throw new Refused(404, 'refused')
      return send(request, reply, 'service_requests', [{ service_request_id: found.id, token }])
    })
    for (const path of each('/discovery'))
      scope.get(path, open, async (request, reply) => {
        const about = await askAbout(pool)
        const contact = [about?.name, about?.phone].filter(Boolean).join(' ')
        return send(request, reply, 'discovery', discoverySaid(`${request.protocol}://${request.host}${ROOT}`, contact, CHANGED))
      })
    scope.all(`${ROOT}/*`, { config: { gate: 'public', form: true } }, async () => {
      throw new Refused(404, 'address')
    })
  })
}
