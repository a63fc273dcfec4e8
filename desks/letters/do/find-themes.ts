/**
 * 热点, by the hour: letters of the last ninety days grouped, kept under the id they had while most of their letters are the same; where one begins to rise the
 * heads of the letters division are told, once. A tip, a letter whose writer asked for secrecy, and what named persons alone may know never stand in a theme. Rule: HB-49
 */
import { type Office, peopleWith } from '../../../kernel/decide/office.ts'
import type { Ids, MatterId } from '../../../kernel/ids.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { forNobodysEyes } from '../../../kernel/people/sight.ts'
import { addMillis, DAY, type Instant } from '../../../kernel/time.ts'
import { run, type Tx } from '../../../kernel/write/tx.ts'
import { aside } from '../learn/aside.ts'
import type { Letter, Theme } from '../themes/group.ts'
import { rising } from '../themes/rise.ts'
import type { InTx } from './learn-nightly.ts'

export const THEME_DAYS = 90
const NEWEST = 3_000
type Told = Omit<Letter, 'at'> & { readonly id: MatterId; readonly at: Instant }

/** The place field stands before the text: there it was asked for. Who wrote is known by the keyed hash of his number or name; without one every letter is somebody's own. */
const told = (tx: Tx, now: Instant) =>
  run<Told>(
    tx,
    `select m.id, m.title, concat_ws('，', l.place, l.body) as body, m.registered_at as at,
       coalesce((select coalesce(c.phone_key, c.name_key) from contact c where c.matter_id = m.id order by c.id limit 1), m.id::text) as who
     from letters_letter l join matter m on m.id = l.matter_id
     where m.desk = 'letters' and ${forNobodysEyes} and m.phase <> 'void' and l.kind <> 'tip' and not l.secret and m.title is not null and m.registered_at >= $1
     order by m.id desc limit $2`,
    [addMillis(now, -THEME_DAYS * DAY), NEWEST],
  )
interface Kept {
  readonly id: string
  readonly letters: string[]
  readonly told_at: Instant | null
}

/** @returns how many themes there are, and how many the heads were told of */
export async function findThemes(inTx: InTx, office: Office, ids: Ids, now: Instant): Promise<{ themes: number; told: number }> {
  const letters = (await inTx((tx) => told(tx, now))).map((l) => ({ ...l, at: Date.parse(l.at) }))
  const districts = [...office.units.values()].filter((u) => u.kind === 'county').map((u) => u.short)
  const byId = new Map(letters.map((l) => [l.id as string, l]))
  const groups = await aside({ what: 'themes', letters, districts })
  const themes = groups.map(({ place, ids: group }) => ({ place, letters: group.flatMap((id) => byId.get(id) ?? []) }))
  return inTx((tx) => keepThemes(tx, themes, office, ids, now))
}
async function keepThemes(tx: Tx, themes: readonly Theme[], office: Office, ids: Ids, now: Instant): Promise<{ themes: number; told: number }> {
  const before = await run<Kept>(
    tx,
    'select t.id, t.told_at, array_agg(x.matter_id::text) as letters from letters_theme t join letters_theme_letter x on x.theme = t.id group by t.id, t.told_at',
    [],
  )
  await run(tx, 'delete from letters_theme', [])
  const free = new Set(before)
  let news = 0
  for (const theme of themes) {
    const was = sameAs(theme, free)
    if (was) free.delete(was)
    const rises = rising(theme.letters, Date.parse(now))
    const tell = rises && !was?.told_at
    const id = was?.id ?? ids.next<MatterId>()
    await run(tx, 'insert into letters_theme (id, place, found_at, rising, told_at) values ($1, $2, $3, $4, $5)', [
      id,
      theme.place,
      now,
      rises,
      tell ? now : (was?.told_at ?? null),
    ])
    await run(tx, 'insert into letters_theme_letter (theme, matter_id, person) select $1, x.* from unnest($2::uuid[], $3::int[]) x', [
      id,
      theme.letters.map((l) => l.id),
      personsOf(theme),
    ])
    if (!tell) continue
    news++
    // to whoever reviews the letters: the heads of the division; the theme's page tells the rest, to whom it may
    const heads = peopleWith(office, 'letters.review', now)
    await putNotices(
      tx,
      heads.map((to) => ({ kind: 'theme', to, key: `theme:${id}`, payload: { page: '/letters/themes', open: 'theme', at: id }, dueAt: now })),
    )
  }
  return { themes: themes.length, told: news }
}
/** Who wrote, as the first, second, third of the theme. */
function personsOf({ letters }: Theme): number[] {
  const order = [...new Set(letters.map((l) => l.who))]
  return letters.map((l) => order.indexOf(l.who) + 1)
}
/** It goes on as the theme most of whose letters it has. */
function sameAs(theme: Theme, free: ReadonlySet<Kept>): Kept | undefined {
  const ids = new Set(theme.letters.map((l) => l.id))
  return [...free].find((one) => one.letters.filter((id) => ids.has(id)).length * 2 > one.letters.length)
}
