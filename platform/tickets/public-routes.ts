/** 凭码办件: five addresses, each of which asks link and code anew. No session, no other matter, no other way. A form works without a script. Rule: decision 0029 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { answerFileKinds, type TicketPaper } from '../../kernel/said/ticket.ts'
import type { Instant } from '../../kernel/time.ts'
import type { Clock } from '../clock.ts'
import { kindOf } from '../files/kinds.ts'
import { contentDisposition } from '../http/download.ts'
import type { About } from '../public/counter.ts'
import { FORM_LIMIT, type Sent } from '../public/form-parts.ts'
import type { Manner, Trouble } from '../public/frame.ts'
import type { Form } from '../public/human-check.ts'
import type { Given, Typed } from '../public/letter-page.ts'
import type { Tallies } from '../public/tally.ts'
import { isLink, linkDigest } from './code.ts'
import { type AnswerFileKind, handInAnswer, handInReceipt, type Opened, openPaper, openPaperFile } from './counter.ts'
import { codePage, paperPage, paperSentPage } from './paper-page.ts'

type Asked = Trouble & { readonly asked: boolean }
/** What the citizens' pages lend: one house, one set of counts. */
export interface Door {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly tallies: Tallies
  readonly ready: () => Promise<About>
  readonly manner: (request: FastifyRequest, about: About) => Manner
  readonly given: (formKey: string, ip: string) => Given
  readonly same: (formKey: string, ip: string, signed: string | undefined, error: RefusalError) => Given
  readonly somebody: (request: FastifyRequest, formKey: string, typed: Typed) => { readonly form: Form; readonly now: Instant }
  readonly trouble: (manner: Manner, error: RefusalError) => Asked
  readonly send: (reply: FastifyReply, page: string, status?: number) => FastifyReply
  readonly withFiles: (request: FastifyRequest, kinds: readonly AnswerFileKind[], work: (sent: Sent<AnswerFileKind>) => Promise<FastifyReply>) => Promise<FastifyReply>
}
const open = { gate: 'public' } as const
const form = { config: { ...open, form: true }, bodyLimit: FORM_LIMIT } as const
const closed = (reply: FastifyReply): FastifyReply => reply.header('x-robots-tag', 'noindex')

export function paperRoutes(scope: FastifyInstance, door: Door): void {
  const linkIn = (request: FastifyRequest): string => {
    const { link } = request.params as { link: string }
    if (!isLink(link)) throw new RefusalError(refuse('public.paper-unknown', {}, 404))
    return link
  }
  /** Counted by network and link before the slow work, and in the database by link for good. */
  const counted = async <T>(request: FastifyRequest, link: string, work: (now: Instant) => Promise<T>): Promise<T> => {
    const [now, key] = [door.clock.now(), linkDigest(link)]
    door.tallies.mayAsk(request.ip, key, now)
    try {
      return await work(now)
    } catch (error) {
      if (error instanceof RefusalError && /paper-(wrong|locked|unknown)/.test(error.refusal.code)) door.tallies.wrong(request.ip, key, now)
      throw error
    }
  }
  const opened = (request: FastifyRequest, link: string, typed: Typed): Promise<Opened> =>
    counted(request, link, (now) => openPaper({ pool: door.pool, link, code: (typed.code ?? '').slice(0, 60), ip: request.ip, now }))
  const mustBeOpen = ({ paper }: Opened): TicketPaper => {
    if (!paper) throw new RefusalError(refuse('public.paper-soon', {}, 503))
    if (paper.state !== 'open') throw new RefusalError(refuse('public.paper-over', {}, 409))
    return paper
  }

  scope.get('/public/paper/:link', { config: open }, async (request, reply) => {
    const [about, link] = [await door.ready(), linkIn(request)]
    return door.send(closed(reply), codePage(door.manner(request, about), link))
  })
  /** One form of the link: read, opened by its code, done; a refusal stands over the page it came from. */
  const posted = (
    path: string,
    work: (at: { about: About; manner: Manner; link: string; seen: Opened; sent: Sent<AnswerFileKind>; request: FastifyRequest; reply: FastifyReply }) => Promise<FastifyReply>,
  ) =>
    scope.post(`/public/paper/:link${path}`, form, async (request, reply) => {
      const [about, link] = [await door.ready(), linkIn(request)]
      const manner = door.manner(request, about)
      return door.withFiles(request, answerFileKinds, async (sent) => {
        let seen: Opened | null = null
        try {
          seen = await opened(request, link, sent.typed)
          return await work({ about, manner, link, seen, sent, request, reply: closed(reply) })
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error
          const trouble = door.trouble(manner, error)
          if (!seen?.paper) return door.send(closed(reply), codePage(manner, link, trouble), error.refusal.status)
          const asking = { link, code: sent.typed.code ?? '', given: door.same(about.form_key, request.ip, sent.typed.form, error) }
          return door.send(closed(reply), paperPage(manner, seen.paper, asking, door.clock.now(), sent.typed, trouble), error.refusal.status)
        }
      })
    })

  posted('', async ({ about, manner, link, seen, sent, request, reply }) => {
    if (!seen.paper) throw new RefusalError(refuse('public.paper-soon', {}, 503))
    const asking = { link, code: sent.typed.code ?? '', given: door.given(about.form_key, request.ip) }
    return door.send(reply, paperPage(manner, seen.paper, asking, door.clock.now()))
  })
  posted('/file', async ({ link, seen, sent, request, reply }) => {
    const file = seen.paper?.files.find((one) => String(one.no) === sent.typed.no)
    const bytes = file && (await counted(request, link, (now) => openPaperFile({ pool: door.pool, link, code: sent.typed.code ?? '', ip: request.ip, now }, file.no)))
    if (!file || !bytes) throw new RefusalError(refuse('public.paper-no-file', {}, 404))
    return reply
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'no-store')
      .header('content-disposition', contentDisposition('attachment', file.name))
      .type(kindOf(file.kind)?.type ?? 'application/octet-stream')
      .send(bytes)
  })
  posted('/accept', async ({ about, manner, link, seen, reply }) => {
    const paper = mustBeOpen(seen)
    if (paper.acceptedAt === null) await handInReceipt({ pool: door.pool, about, now: door.clock.now(), link, key: seen.key })
    return door.send(reply, paperSentPage(manner, link, 'accept'))
  })
  posted('/answer', async ({ about, manner, link, seen, sent, request, reply }) => {
    mustBeOpen(seen)
    const one = door.somebody(request, about.form_key, sent.typed)
    await handInAnswer({ pool: door.pool, about, now: one.now, link, key: seen.key }, one.form.token, sent)
    return door.send(reply, paperSentPage(manner, link, 'answer'))
  })
}
