/** 查询码 of a petition: given to the petitioner at the counter or with the letter, shown once; with it he reads and rates on the public page. Rule: 信访工作条例 (2022) art. 21 */
import { randomBytes } from 'node:crypto'
import { readPetitionProgress } from '../desks/petitions/do/rate-petition.ts'
import { issueCode } from '../desks/petitions/shape.ts'
import type { ContactId, MatterId } from '../kernel/ids.ts'
import { recordOfficeAct } from '../kernel/people/record.ts'
import { maySee, sightOf } from '../kernel/people/sight.ts'
import { RefusalError, refuse } from '../kernel/refusal.ts'
import type { Instant } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { handle } from '../platform/ctx/handle.ts'
import type { House } from '../platform/ctx/house.ts'
import type { Routes } from '../platform/ctx/routes.ts'
import { publishFirst, renewCode } from '../platform/public/in-box.ts'
import { codeOf, inGroups, openCode, receiptOf } from '../platform/public/receipt.ts'

interface Found {
  readonly readers: 'units' | 'named'
  readonly registered_at: Instant
  readonly receipt: string | null
  readonly contact: ContactId | null
}
/**
 * Issued again, the one before opens nothing any more; the receipt stays.
 * @throws Refusal `kernel.not-found` · `petitions.closed-list`: of an accusation nothing is published
 */
export function petitionCodeRoutes(house: House): Routes {
  const issue = handle(
    issueCode,
    async (ctx, { matter }) => {
      if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      const [found] = await run<Found>(
        ctx.tx,
        `select m.readers, m.registered_at, p.receipt, (select c.id from contact c where c.matter_id = m.id order by c.id limit 1) as contact
         from matter m left join published p on p.matter_id = m.id where m.id = $1 and m.desk = 'petitions'`,
        [matter],
      )
      if (!found?.contact) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      if (found.readers === 'named') throw new RefusalError(refuse('petitions.closed-list'))
      const progress = await readPetitionProgress(ctx, matter as MatterId)
      if (!progress) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      const seed = randomBytes(32).toString('base64url')
      const code = codeOf(seed)
      const { digest, key } = await openCode(code)
      const open = key.toString('base64url')
      const receipt = found.receipt ?? receiptOf(seed)
      if (found.receipt === null)
        await publishFirst(
          house,
          ctx.tx,
          { receipt, code_digest: digest, at: found.registered_at },
          open,
          progress,
          { matter: matter as MatterId, contact: found.contact },
          ctx.now,
        )
      else await renewCode(house, ctx.tx, receipt, digest, open, progress, ctx.now)
      await recordOfficeAct(ctx, 'petitions.issueCode', { matter, again: found.receipt !== null })
      return { receipt: inGroups(receipt), code: inGroups(code) }
    },
    { power: 'petitions.register' },
    { once: true },
  )
  return { key: 'petition-code', acts: [issue], readings: [], gets: [] }
}
