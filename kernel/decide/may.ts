/** `may`: every move this person might make here, allowed on which piece, or why not. `decide` without input and without writing. */
import type { Desk } from '../desk.ts'
import { openWords } from '../lifecycle/define.ts'
import { isRefusal } from '../refusal.ts'
import type { May } from '../view.ts'
import { approverName } from './consent.ts'
import type { Ground, MatterFacts, Who, World } from './facts.ts'
import { permit } from './permit.ts'
import { seesMatter } from './rights.ts'
import { openWork } from './work.ts'

/** @returns one entry for every move of the desk and every open word; empty where the person may not see the matter */
export function mayOf(world: World, desk: Desk, facts: MatterFacts, who: Who, ground: Ground): Record<string, May> {
  const w = openWork(world, ground)
  const f = w.open(facts.matter.id)
  if (!f || !seesMatter(world.office, facts, who.person, ground.now)) return {}
  const moves = new Set([...Object.keys(desk.lifecycle.moves), ...openWords, 'startRoute'])
  moves.delete('register')
  const found: Record<string, May> = {}
  for (const move of moves) {
    const answer = permit(w, f, {
      desk,
      move,
      input: null,
      who,
      matter: facts.matter.id,
      piece: null,
      consented: false,
      consequence: false,
      depth: 0,
      recorded: null,
      at: ground.now,
      seen: true,
    })
    if (isRefusal(answer)) {
      found[move] = { allowed: false, code: answer.code, facts: answer.facts as never }
      continue
    }
    const consent = answer.run.def?.consent
    const asked = consent && (!consent.when || consent.when(f, null)) ? { power: consent.power, by: approverName(answer.run, consent.power) } : null
    found[move] = { allowed: true, piece: answer.run.piece?.id ?? null, consent: asked }
  }
  return found
}
