/**
 * `npm run bench -- --themes`: groups of public letters about one problem in one place. Every letter of the twenty largest was read whole by a builder of the program;
 * the judgements stand in `themes-judged.json` by letter id. A letter about another problem or another place than its group is an error. The twenty end among groups
 * of three, so the other groups of three are read and told beside them; they decide nothing.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Theme, themesOf } from '../../desks/letters/themes/group.ts'
import { dataFolder, lettersOf, type PublicLetter } from './suggest.ts'
import judged from './themes-judged.json' with { type: 'json' }

const LARGEST = 20
const AS_LARGE = 3
const AIM = 0.1
type Say = (text: string) => void

/** What the reader said of each letter, as one of its group: the group judged is the one that shares most letters. */
function verdicts(ids: readonly string[]): { readonly wrong: string[]; readonly unread: string[] } {
  const overlap = (group: { readonly yes: readonly string[]; readonly no: readonly string[] }) => ids.filter((id) => group.yes.includes(id)).length
  const nearest = [...judged.groups].sort((a, b) => overlap(b) - overlap(a))[0]
  return {
    wrong: ids.filter((id) => nearest?.no.includes(id)),
    unread: ids.filter((id) => !nearest?.yes.includes(id) && !nearest?.no.includes(id)),
  }
}
/** Says group by group what was judged, then the share. */
function judge(themes: readonly Theme[], which: string, say: Say): { readonly all: number; readonly wrong: number; readonly unread: number } {
  let [all, wrong, unread] = [0, 0, 0]
  for (const { place, letters: group } of themes) {
    const ids = group.map((l) => l.id)
    const said = verdicts(ids)
    all += ids.length
    wrong += said.wrong.length
    unread += said.unread.length
    say(
      `  ${place}: ${ids.length} letters, ${new Set(group.map((l) => l.who)).size} people${said.wrong.length > 0 ? `, wrong ${said.wrong.join(' ')}` : ''}${said.unread.length > 0 ? `, unread ${said.unread.join(' ')}` : ''}`,
    )
  }
  say(
    `of the ${all} letters in ${which} ${wrong} are about another problem or place: ${((100 * wrong) / all).toFixed(1)} % (aim ≤ ${AIM * 100} %)${unread > 0 ? `; ${unread} not yet read by anybody` : ''}`,
  )
  return { all, wrong, unread }
}
/** What letters of one title alone would find. */
function sameTitle(letters: readonly PublicLetter[]): string {
  const by = new Map<string, number>()
  for (const { title } of letters) {
    const plain = title.replace(/[\s，。！？、!?,.]/g, '')
    by.set(plain, (by.get(plain) ?? 0) + 1)
  }
  const groups = [...by.values()].filter((n) => n > 1)
  return `${groups.length} groups, ${groups.reduce((a, b) => a + b, 0)} letters, the largest ${Math.max(...groups)}`
}

export function benchThemes(say: Say): boolean {
  if (!existsSync(join(dataFolder, 'letters-public.jsonl'))) {
    say('themes: skipped, ../shared/data is not here')
    return true
  }
  const letters = lettersOf('letters-public.jsonl')
  const began = performance.now()
  const themes = themesOf(letters.map((l) => ({ ...l, at: Date.parse(l.receivedAt), who: l.author })))
  const seconds = (performance.now() - began) / 1000
  const largest = themes.slice(0, LARGEST)
  say(
    `themes of ${letters.length} letters in ${seconds.toFixed(1)} s: ${themes.length} groups of at least two people, ${themes.reduce((n, t) => n + t.letters.length, 0)} letters grouped`,
  )
  const { wrong, all, unread } = judge(largest, `the ${largest.length} largest`, say)
  const others = themes.slice(LARGEST).filter((theme) => theme.letters.length >= AS_LARGE)
  judge(others, `the ${others.length} other groups of at least ${AS_LARGE}`, say)
  say(`same title only: ${sameTitle(letters)}`)
  return unread === 0 && wrong / all <= AIM
}
