/** 征求意见: three addresses beside the letters', with the same check, counts and box. A form works without a script. Rule: GN-39; decision 0018 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Consultation } from '../../kernel/said/consultation.ts'
import type { Door } from '../tickets/public-routes.ts'
import { consultationPage, consultationsPage, opinionTakenPage, stillOpen } from './consultation-page.ts'
import { findConsultations } from './counter.ts'
import { FORM_LIMIT } from './form-parts.ts'
import { handInOpinion } from './hand-in.ts'

const open = { gate: 'public' } as const
const form = { config: { ...open, form: true }, bodyLimit: FORM_LIMIT } as const
export function consultationRoutes(scope: FastifyInstance, door: Door): void {
  /** @throws RefusalError `public.no-such-page` */
  const asked = async (request: FastifyRequest): Promise<Consultation> => {
    const { id } = request.params as { id: string }
    const [one] = z.uuid().safeParse(id).success ? await findConsultations(door.pool, id) : []
    if (!one) throw new RefusalError(refuse('public.no-such-page', {}, 404))
    return one
  }
  scope.get('/public/consultations', { config: open }, async (request, reply) => {
    const about = await door.ready()
    return door.send(reply, consultationsPage(door.manner(request, about), await findConsultations(door.pool, null), door.clock.now()))
  })
  scope.get('/public/consultation/:id', { config: open }, async (request, reply) => {
    const [about, one] = [await door.ready(), await asked(request)]
    return door.send(reply, consultationPage(door.manner(request, about), one, door.clock.now(), door.given(about.form_key, request.ip)))
  })
  scope.post('/public/consultation/:id', form, async (request, reply) => {
    const [about, one] = [await door.ready(), await asked(request)]
    const manner = door.manner(request, about)
    door.tallies.mayHandIn(request.ip, 'work', door.clock.now())
    return door.withFiles(request, [], async ({ typed }) => {
      try {
        if (!stillOpen(one, door.clock.now()) || one.told_at !== null) throw new RefusalError(refuse('public.consultation-over', {}, 409))
        const { form: checked, now } = door.somebody(request, about.form_key, typed)
        return door.send(reply, opinionTakenPage(manner, one, await handInOpinion({ pool: door.pool, about, now }, checked.token, one.id, typed)))
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        const given = door.same(about.form_key, request.ip, typed.form, error)
        return door.send(reply, consultationPage(manner, one, door.clock.now(), given, typed, door.trouble(manner, error)), error.refusal.status)
      }
    })
  })
}
