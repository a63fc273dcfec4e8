/** When a matter has both its result and its answers, the duplicates merged into it are answered in the same act. Rule: decision 0002; invariant 5 */
import { isOpenPhase, owed, type Run, standing } from '../decide/run.ts'

/** Queues 随主件答复 for every duplicate still open. */
export function fanOut(run: Run): void {
  const { f, w } = run
  const answered = f.answers.some((a) => a.round === f.matter.round && a.kind === 'final' && a.sent_at !== null)
  if (!answered || owed(f).some((a) => a.kind === 'final') || !standing(f)) return
  for (const link of f.links) {
    if (link.kind !== 'merged' || link.to_matter !== f.matter.id || link.ended_at !== null) continue
    const duplicate = w.open(link.from_matter)
    if (duplicate && isOpenPhase(duplicate.matter.phase))
      w.queue.push({ matter: link.from_matter, move: 'answerThrough', input: { main: f.matter.id }, actor: run.actor, consented: true, depth: run.depth + 1 })
  }
}
