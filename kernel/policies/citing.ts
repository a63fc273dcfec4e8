/** 引用已失效文件的事项: open matters whose texts cite what is no longer in force. Found by the search, then read as every citation is. Rule: BZ-27 */
import type { Ctx } from '../ctx.ts'
import type { MatterId, PersonId } from '../ids.ts'
import type { Sight } from '../people/sight.ts'
import { findIn } from '../search/find.ts'
import { foldText } from '../search/fold.ts'
import { run } from '../write/tx.ts'
import { findCitations } from './find-citations.ts'
import { judgeCitations, type Library } from './judge.ts'
import type { StoredPolicy } from './read.ts'

type Searcher = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'desks'> & { readonly sight?: Sight }
interface CitingMatter {
  readonly id: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly phase: string
  readonly owner: PersonId
}
/** Open matters looked at for one policy. */
const MOST = 100
const GONE = new Set(['repealed', 'expired', 'clause-repealed'])

/** Words to look for: the title as it is usually shortened, and the number. */
function wordsOf({ title, number }: Pick<StoredPolicy, 'title' | 'number'>): string[] {
  const plain = title.replace(/^中华人民共和国/u, '').split(/[《》〈〉（）()\s]/u)
  const longest = plain.reduce((a, b) => (b.length > a.length ? b : a), '')
  const digits = number === null ? null : /\d{4}.{1,3}\d+号|令第?.+号/u.exec(number)?.[0]
  return [longest, ...(digits ? [digits] : [])].map(foldText).filter((word) => word.length >= 2)
}
/** @returns open matters that cite it as if it were in force; of a text that says itself that it has ended, none */
export async function mattersCiting(searcher: Searcher, library: Library, policy: StoredPolicy): Promise<CitingMatter[]> {
  const ids = new Set<MatterId>()
  for (const word of wordsOf(policy))
    for (const inTitle of [true, false]) {
      const { hits } = await findIn(searcher, { words: [word], inTitle, narrow: { phase: 'open' }, after: null, size: MOST })
      for (const { matter, texts } of hits) {
        const judged = texts.flatMap(({ text }) => judgeCitations(library, findCitations(text)))
        if (judged.some((one) => one.entry?.id === policy.id && GONE.has(one.status))) ids.add(matter)
      }
    }
  if (ids.size === 0) return []
  // they have passed `visible()` in the search itself
  return run<CitingMatter>(searcher.tx, 'select m.id, m.desk, m.number, m.title, m.phase, m.owner_person as owner from matter m where m.id = any ($1::uuid[]) order by m.id desc', [
    [...ids],
  ])
}
