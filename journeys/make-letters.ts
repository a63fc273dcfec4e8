/** Writes journeys/letters.jsonl: 200 invented letters with their replies, the same every time. `node journeys/make-letters.ts` */
import { writeFile } from 'node:fs/promises'
import { demoCases, placesFor, sequence, tell } from '../desks/letters/demo-cases.ts'
import { DAY, HOUR, MINUTE } from '../kernel/time.ts'

const HOW_MANY = 200
/** The first letter reached the office on 2025-05-06; the last reply left it long before the demo's month. */
const FIRST = Date.parse('2025-05-06T00:00:00Z')
const pad = (n: number) => String(n).padStart(2, '0')
function local(ms: number): string {
  const d = new Date(ms + 8 * HOUR)
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}T${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}+08:00`
}

/** The fields of the office's real export: id, author, title, receivedAt, body, reply, repliedAt. */
export function inventedLetters(howMany = HOW_MANY): { id: string; author: string; title: string; receivedAt: string; body: string; reply: string; repliedAt: string }[] {
  const pick = sequence(20251122)
  return Array.from({ length: howMany }, (_, i) => {
    const winter = [10, 11, 0, 1, 2].includes(new Date(FIRST + i * 2 * DAY).getUTCMonth())
    // nobody writes about heating in summer
    const story = demoCases[(i % demoCases.length) + (i % demoCases.length === 0 && !winter ? 1 : 0)]
    if (!story) throw new Error('no cases')
    const near = placesFor(story)
    const told = tell(story, near[pick(near.length)] ?? '', 2 + pick(7), 10 + pick(79))
    const received = FIRST + i * 2 * DAY + (8 + pick(10)) * HOUR + pick(60) * MINUTE + pick(60) * 1000 - 8 * HOUR
    // most within a fortnight, some long after: as offices are
    const days = pick(10) < 8 ? 1 + pick(14) : 15 + pick(60)
    const replied = received + days * DAY + pick(6) * HOUR + pick(60) * MINUTE
    return {
      id: String(7000 + i),
      author: `Y${pad(10 + pick(89))}${String(1000 + pick(8999))}`,
      title: told.title,
      receivedAt: local(received),
      body: told.body,
      reply: `您好，来信收悉。${told.reply}感谢您对我们工作的关心。`,
      repliedAt: local(replied),
    }
  })
}
if (import.meta.main) {
  const lines = inventedLetters().map((letter) => JSON.stringify(letter))
  await writeFile(new URL('./letters.jsonl', import.meta.url), `${lines.join('\n')}\n`)
}
