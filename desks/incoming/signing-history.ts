/** 签批经过: who wrote what on a paper, in the order it was written, as text that goes along with what arises from it. Pure. Rule: anchors F18 */
import { chineseDate, type Instant, officeDate, officeTime } from '../../kernel/time.ts'
import type { MatterView } from '../../kernel/view.ts'

const meant: Readonly<Record<string, string>> = { agreed: '同意', disagreed: '不同意', read: '圈阅', done: '办毕' }
type Seen = Pick<MatterView, 'stages'>
export function signingHistory({ stages }: Seen): readonly string[] {
  return stages
    .flatMap((stage) => stage.pieces)
    .filter((p) => p.endedAt !== null && (p.opinion !== null || (p.ending !== null && p.ending in meant && p.kind !== 'do')))
    .sort((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1))
    .map((p) => {
      const at = p.endedAt as Instant
      const who = p.person?.name ?? p.actedBy?.name ?? p.unit.name
      const by = p.person && p.actedBy && p.actedBy.id !== p.person.id ? `（${p.actedBy.name} 代）` : ''
      return `${who}${by} ${chineseDate(officeDate(at))} ${officeTime(at)}：${p.opinion ?? meant[p.ending ?? ''] ?? ''}${p.ink ? '（手写原迹见原件）' : ''}`
    })
}
