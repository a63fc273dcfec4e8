/** 抽查复核: a letter closed as solved is asked about once more; not solved after all is handled again. */
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { recheck } from '../passing.ts'
import { moveLetter } from './move-letter.ts'

/**
 * On record once; not solved: 重办 in the same act, for the unit that had said it was.
 * @throws Refusal `kernel.not-found` · `letters.rechecked` · and those of `reopen`
 * Rule: issue C «sampled re-check of “solved”»; promise 2
 */
export const handleRecheck = handle(
  recheck,
  async (ctx, { matter, solved, text }) => {
    if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const [row] = await run(ctx.tx, 'insert into letters_recheck (matter_id, solved, at, by) values ($1, $2, $3, $4) on conflict (matter_id) do nothing returning 1', [
      matter,
      solved,
      ctx.now,
      ctx.who.person,
    ])
    if (!row) throw new RefusalError(refuse('letters.rechecked', {}, 409))
    if (!solved) await moveLetter(ctx, 'reopen', { input: { matter, piece: null, reason: `抽查复核未解决：${text}` } })
    return { reopened: !solved }
  },
  { power: 'letters.reopen' },
)
