/** Every way a request can end badly, as one kind of answer: `{ code, facts, words }`; of a fault only the request's number leaves the house. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import { type Language, refusalText } from '../../kernel/words.ts'
import type { House } from '../ctx/house.ts'
import { isAway } from '../database/connection.ts'

/** What of the house an answer needs. */
type Answering = Pick<House, 'words' | 'log'>

export function languageOf(request: FastifyRequest): Language {
  const asked = request.headers['x-huiyin-language'] ?? request.session?.language ?? request.headers['accept-language'] ?? ''
  return /^en\b/i.test(String(asked)) ? 'en' : 'zh-CN'
}

/** What Fastify and its plugins refuse before a handler is reached. */
const plumbing: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: refuse('http.too-large', {}, 413),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refuse('http.wrong-type', {}, 415),
  FST_ERR_CTP_INVALID_JSON_BODY: refuse('http.bad-input', { fields: ['.: not-json'] }, 400),
  FST_ERR_CTP_EMPTY_JSON_BODY: refuse('http.bad-input', { fields: ['.: not-json'] }, 400),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: refuse('http.bad-input', { fields: ['.: cut-off'] }, 400),
  FST_ERR_BAD_URL: refuse('http.no-such-address', {}, 404),
  FST_ERR_MAX_PARAM_LENGTH: refuse('http.no-such-address', {}, 404),
  FST_INVALID_MULTIPART_CONTENT_TYPE: refuse('http.wrong-type', {}, 415),
  FST_REQ_FILE_TOO_LARGE: refuse('http.too-large', {}, 413),
  FST_FILES_LIMIT: refuse('http.too-many', {}, 413),
  FST_PARTS_LIMIT: refuse('http.too-many', {}, 413),
  FST_FIELDS_LIMIT: refuse('http.too-many', {}, 413),
  FST_PROTO_VIOLATION: refuse('http.bad-input', { fields: ['.: not-json'] }, 400),
}

export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusalError) return error.refusal
  const { code, statusCode } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : plumbing[code]
  if (known) return known
  if (statusCode === 429) return refuse('http.too-often', {}, 429)
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || /^Unexpected end of (?:form|multipart data)$/.test((error as Error).message))
    return refuse('http.bad-input', { fields: ['.: cut-off'] }, 400)
  // a body that broke off, a multipart that is none: the sender's fault, whatever it is called
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? refuse('http.bad-input', { fields: ['.: unreadable'] }, 400) : null
}

/** What is still on its way in is let run out unread, or the sender would wait for ever to hand it over; then the line is closed. */
export function letRunOut(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return
  reply.header('connection', 'close')
  request.raw.unpipe()
  request.raw.resume()
}

export function answerRefusal(house: Answering, request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  letRunOut(request, reply)
  const language = languageOf(request)
  const desk = house.words.get(refusal.code.split('.')[0] ?? '')?.[language]?.refusals
  if (refusal.status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', '10')
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ code: refusal.code, facts: refusal.facts, words: refusalText(refusal.code, refusal.facts, language, desk) }))
}

/** The edge catches once: a refusal in words, a fault by its number. */
export function answerError(house: Answering, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal) return answerRefusal(house, request, reply, refusal)
  if (isAway(error)) {
    house.log.error({ request: request.id, route: request.routeOptions.url ?? '', code: (error as { code?: string }).code ?? '' }, 'the database is away')
    reply.header('retry-after', '2')
    return answerRefusal(house, request, reply, refuse('http.database-away', {}, 503))
  }
  letRunOut(request, reply)
  const { message, stack, code } = error as { message?: string; stack?: string; code?: string }
  // Messages of the database may quote what was typed: its code is enough to begin with, the stack says where.
  const quoted = code && /^[0-9A-Z]{5}$/.test(code)
  house.log.error(
    { request: request.id, route: request.routeOptions.url ?? '', code: code ?? '', stack: quoted ? (stack ?? '').replace(message ?? '', code) : (stack ?? '') },
    'fault',
  )
  const facts = { request: request.id }
  return reply
    .code(500)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ code: 'http.fault', facts, words: refusalText('http.fault', facts, languageOf(request)), requestId: request.id }))
}
