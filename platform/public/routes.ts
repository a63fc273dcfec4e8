/** The citizens' addresses, the same inside (`/public` of the office's server) and apart (`--role public`). No session is looked at; a form works without a script. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { type Refusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/words.ts'
import { say } from '../../kernel/words.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../ctx/house.ts'
import { isAway } from '../database/connection.ts'
import { letRunOut, refusalOf } from '../http/refused.ts'
import { askServices } from '../open311/counter.ts'
import { type Door, paperRoutes } from '../tickets/public-routes.ts'
import { type Assets, openAssets } from './assets.ts'
import { consultationRoutes } from './consultation-routes.ts'
import { type About, askAbout, findProgress } from './counter.ts'
import { FORM_LIMIT, readForm, readFormOf, type Sent } from './form-parts.ts'
import { type Manner, type Trouble, wordsOf } from './frame.ts'
import { FieldsRefused, handInLetter, handInMore, handInRating } from './hand-in.ts'
import { bitsFor, giveForm, mustBeSomebody, readForm as readGiven } from './human-check.ts'
import { type Given, letterPage, type Service, type Typed, takenPage } from './letter-page.ts'
import { addedPage, askPage, plainPage, progressPage, ratedPage } from './progress-page.ts'
import { plainNumber } from './receipt.ts'
import { openRoom } from './room.ts'
import { openTallies, type Tallies } from './tally.ts'

export interface PublicSide {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: Log
  readonly tallies?: Tallies
}
const FRESH = 30_000

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const looksIn = (request: FastifyRequest): RegExpExecArray | null => /(?:^|;\s*)huiyin-look=(normal|large)\.(zh-CN|en)(?:;|$)/.exec(request.headers.cookie ?? '')
function mannerOf(request: FastifyRequest, about: About | null, assets: Assets): Manner {
  const kept = looksIn(request)
  const language: Language = kept ? (kept[2] as Language) : /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
  return { language, large: kept?.[1] === 'large', office: about?.name ?? '', phone: about?.phone ?? null, line: about?.line ?? true, assets: assets.digest }
}
const send = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)

/** The office's no as the citizen reads it. */
function troubleOf(manner: Manner, error: RefusalError): Trouble & { readonly asked: boolean } {
  const { code, facts } = error.refusal
  const words: Readonly<Record<string, string>> = wordsOf(manner).refusals
  const fields = error instanceof FieldsRefused ? error.fields : /picture/.test(code) ? ['pictures'] : []
  return { code, text: say(words[code] ?? words['public.bad-input'] ?? '', facts, manner.language), fields, asked: code === 'public.unchecked' || code === 'public.wrong-sum' }
}

/** What the plumbing refuses, in the words of these pages. */
function forCitizens(refusal: Refusal): Refusal {
  if (refusal.code.startsWith('public.')) return refusal
  if (refusal.status === 503) return refuse('public.away', {}, 503)
  return refuse(refusal.status === 413 ? 'public.too-large' : 'public.unreadable', {}, refusal.status)
}

export async function publicRoutes(app: FastifyInstance, side: PublicSide): Promise<void> {
  const assets = await openAssets()
  const tallies = side.tallies ?? openTallies()
  let known: { readonly about: About | null; readonly until: number } = { about: null, until: 0 }
  const about = async (): Promise<About | null> => {
    const now = performance.now()
    if (known.about === null || known.until < now) known = { about: await askAbout(side.pool), until: now + FRESH }
    return known.about
  }
  let offered: { readonly services: readonly Service[]; readonly until: number } = { services: [], until: 0 }
  const services = async (): Promise<readonly Service[]> => {
    const now = performance.now()
    if (offered.services.length === 0 || offered.until < now) offered = { services: await askServices(side.pool), until: now + FRESH }
    return offered.services
  }
  const mustBeReady = async (): Promise<About> => {
    const found = await about()
    if (!found) throw new RefusalError(refuse('public.closed', {}, 503))
    return found
  }
  const given = (form_key: string, ip: string): Given => {
    const now = side.clock.now()
    const signed = giveForm(form_key, now, bitsFor(tallies.lately(ip, now)))
    return { ...readGiven(form_key, signed, now), signed }
  }
  /** After a refusal the same form goes on, so that a second try is the same submission; one that has grown old is replaced. */
  const same = (form_key: string, ip: string, signed: string | undefined, { refusal }: RefusalError): Given => {
    if (refusal.code === 'public.form-old') return given(form_key, ip)
    try {
      return { ...readGiven(form_key, signed ?? '', side.clock.now()), signed: signed ?? '' }
    } catch (error) {
      if (error instanceof RefusalError) return given(form_key, ip)
      throw error
    }
  }
  const room = openRoom()
  /** A form read, and what it held in memory given back when it has been dealt with. */
  const withHeld = async <S>(
    request: FastifyRequest,
    read: (held: ReturnType<typeof room.enter>) => Promise<S>,
    work: (sent: S) => Promise<FastifyReply>,
  ): Promise<FastifyReply> => {
    const held = room.enter(request.ip)
    try {
      return await work(await read(held))
    } finally {
      held.leave()
    }
  }
  const withForm = (request: FastifyRequest, work: (sent: Sent) => Promise<FastifyReply>) => withHeld(request, (held) => readForm(request, held), work)
  const somebody = (request: FastifyRequest, form_key: string, typed: Typed) => {
    const now = side.clock.now()
    const form = readGiven(form_key, typed.form ?? '', now)
    const way = mustBeSomebody(form, { work: typed.work ?? '', sum: typed.sum ?? '', trap: typed.website ?? '' }, now)
    tallies.mayHandIn(request.ip, way, now)
    // counted whatever becomes of it: a marked text that is refused alerts somebody each time
    tallies.handedIn(request.ip, way, now)
    return { form, now }
  }

  await app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => {
      letRunOut(request, reply)
      const manner = mannerOf(request, known.about, assets)
      const refusal = error instanceof RefusalError ? error.refusal : refusalOf(error)
      if (refusal) {
        return send(reply, plainPage(manner, troubleOf(manner, new RefusalError(forCitizens(refusal))).text), refusal.status)
      }
      const { stack = '', code = '' } = error as { stack?: string; code?: string }
      if (isAway(error)) {
        side.log.error({ request: request.id, route: request.routeOptions.url ?? '', code }, 'the database is away')
        return send(reply.header('retry-after', '5'), plainPage(manner, wordsOf(manner).refusals['public.away']), 503)
      }
      side.log.error({ request: request.id, route: request.routeOptions.url ?? '', code, stack: code === '' ? stack : '' }, 'public fault')
      return send(reply, plainPage(manner, say(wordsOf(manner).refusals['public.fault'], { request: request.id })), 500)
    })
    const open = { gate: 'public' } as const
    const form = { config: { ...open, form: true }, bodyLimit: FORM_LIMIT } as const

    for (const path of ['/public', '/public/'])
      scope.get(path, { config: open }, async (request, reply) => {
        const side = await mustBeReady()
        return send(reply, letterPage(mannerOf(request, side, assets), given(side.form_key, request.ip), { services: await services() }))
      })

    scope.post('/public/letter', form, async (request, reply) => {
      const now = await mustBeReady()
      const manner = mannerOf(request, now, assets)
      tallies.mayHandIn(request.ip, 'work', side.clock.now())
      return withForm(request, async (sent) => {
        try {
          const one = somebody(request, now.form_key, sent.typed)
          const { receipt, code } = await handInLetter(
            { pool: side.pool, about: now, now: one.now },
            one.form.token,
            sent,
            (await services()).map((each) => each.code),
          )
          return send(reply, takenPage(manner, receipt, code))
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error
          return send(
            reply,
            letterPage(manner, same(now.form_key, request.ip, sent.typed.form, error), { typed: sent.typed, trouble: troubleOf(manner, error), services: await services() }),
            error.refusal.status,
          )
        }
      })
    })

    scope.get('/public/progress', { config: open }, async (request, reply) => send(reply, askPage(mannerOf(request, await about(), assets))))
    scope.post('/public/progress', form, async (request, reply) => {
      const ready = await mustBeReady()
      const manner = mannerOf(request, ready, assets)
      return withForm(request, async ({ typed }) => {
        try {
          const found = await look(request, typed)
          const asking = { number: typed.number ?? '', code: typed.code ?? '', given: given(ready.form_key, request.ip) }
          return send(reply, progressPage(manner, found, side.clock.now(), asking))
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error
          return send(reply, askPage(manner, { number: typed.number ?? '' }, troubleOf(manner, error)), error.refusal.status)
        }
      })
    })
    /** @throws RefusalError `public.too-many-wrong` · `public.not-found`: of a number that does not exist and of a wrong code the same */
    const look = async (request: FastifyRequest, { number = '', code = '' }: Typed) => {
      const [now, plain] = [side.clock.now(), plainNumber(number).slice(0, 40)]
      tallies.mayAsk(request.ip, plain, now)
      const found = code.length > 60 || plain === '' ? null : await findProgress(side.pool, plain, code)
      if (found) return found
      tallies.wrong(request.ip, plain, now)
      throw new RefusalError(refuse('public.not-found', {}, 404))
    }

    scope.post('/public/rating', form, async (request, reply) => {
      const ready = await mustBeReady()
      const manner = mannerOf(request, ready, assets)
      return withForm(request, async ({ typed }) => {
        const found = await look(request, typed)
        try {
          const one = somebody(request, ready.form_key, typed)
          const { solved, satisfied } = await handInRating({ pool: side.pool, about: ready, now: one.now }, found, typed)
          return send(reply, ratedPage(manner, solved !== 'no' && satisfied !== 'no', found.progress?.petition === true))
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error
          const asking = { number: typed.number ?? '', code: typed.code ?? '', given: same(ready.form_key, request.ip, typed.form, error) }
          return send(reply, progressPage(manner, found, side.clock.now(), asking, typed, troubleOf(manner, error)), error.refusal.status)
        }
      })
    })

    scope.post('/public/more', form, async (request, reply) => {
      const ready = await mustBeReady()
      const manner = mannerOf(request, ready, assets)
      return withForm(request, async (sent) => {
        const { typed } = sent
        const found = await look(request, typed)
        try {
          const one = somebody(request, ready.form_key, typed)
          await handInMore({ pool: side.pool, about: ready, now: one.now }, one.form.token, found, sent)
          return send(reply, addedPage(manner))
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error
          const asking = { number: typed.number ?? '', code: typed.code ?? '', given: same(ready.form_key, request.ip, typed.form, error) }
          return send(reply, progressPage(manner, found, side.clock.now(), asking, typed, troubleOf(manner, error)), error.refusal.status)
        }
      })
    })

    const door: Door = {
      pool: side.pool,
      clock: side.clock,
      tallies,
      ready: mustBeReady,
      manner: (request, about) => mannerOf(request, about, assets),
      given,
      same,
      somebody,
      trouble: troubleOf,
      send,
      withFiles: (request, kinds, work) => withHeld(request, (held) => readFormOf(request, held, kinds), work),
    }
    paperRoutes(scope, door)
    consultationRoutes(scope, door)

    /** Large print and language without a script: a cookie of its own, of these pages alone. */
    scope.get('/public/look', { config: open }, async (request, reply) => {
      const now = mannerOf(request, known.about, assets)
      const { size, language } = request.query as { size?: unknown; language?: unknown }
      const large = size === 'large' || (size !== 'normal' && now.large)
      const chosen = language === 'en' || language === 'zh-CN' ? language : now.language
      const back =
        /^https?:\/\/[^/]+(\/public\/(?:progress|consultations|consultation\/[0-9a-f-]{36}|paper\/[A-Za-z0-9_-]{32})?)$/.exec(request.headers.referer ?? '')?.[1] ?? '/public/'
      return reply
        .header('set-cookie', `huiyin-look=${large ? 'large' : 'normal'}.${chosen}; Path=/public; Max-Age=31536000; SameSite=Lax`)
        .header('cache-control', 'no-store')
        .redirect(back, 303)
    })
    scope.get('/public/:digest/:name', { config: open }, async (request, reply) => {
      const { digest, name } = request.params as { digest: string; name: string }
      const file = assets.files.get(name)
      if (digest !== assets.digest || !file) throw new RefusalError(refuse('public.no-such-page', {}, 404))
      return reply.header('cache-control', 'public, max-age=31536000, immutable').type(file.type).send(file.body)
    })
  })
}
