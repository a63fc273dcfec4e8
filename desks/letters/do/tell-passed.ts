/** 推诿预警, by the hour: a letter that was passed on once too often and nobody worked on is told to the heads of the letters division, once in each round. Rule: HA-70 */
import type { Ctx } from '../../../kernel/ctx.ts'
import { peopleWith } from '../../../kernel/decide/office.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { sightOf } from '../../../kernel/people/sight.ts'
import { quotaAt } from '../../../kernel/rules/quotas.ts'
import { run } from '../../../kernel/write/tx.ts'
import { passedOn } from '../read/passed-on.ts'

/** Each head is told of what he may see himself. @returns how many letters were told of */
export async function tellPassed({ tx, office, rules, now }: Ctx): Promise<number> {
  const { n: most } = quotaAt(rules, 'letters.passed-on', now)
  const heads = peopleWith(office, 'letters.review', now)
  const found = []
  for (const to of heads) for (const letter of await passedOn(tx, sightOf(office, to, now), most)) found.push({ ...letter, to })
  const fresh = await run<{ matter_id: string }>(
    tx,
    `insert into letters_told_passed (matter_id, round, at) select distinct x.matter_id, x.round, $3::timestamptz from unnest($1::uuid[], $2::int[]) as x(matter_id, round)
     on conflict do nothing returning matter_id`,
    [found.map((letter) => letter.id), found.map((letter) => letter.round), now],
  )
  const news = new Set(fresh.map((row) => row.matter_id))
  await putNotices(
    tx,
    found
      .filter((letter) => news.has(letter.id))
      .map(({ id, round, times, to }) => ({ kind: 'passed-on', to, key: `passed:${id}:${round}`, payload: { matter: id, times }, dueAt: now })),
  )
  return news.size
}
