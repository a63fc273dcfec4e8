/** 代录 of one paper, and taking it back: the desk's own moves in the leader's name, through the kernel's one gate. Rule: architecture §2 «Paper first» */
import { advance } from '../../kernel/advance.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { Recorded } from '../../kernel/decide/facts.ts'
import type { FileId, MatterId } from '../../kernel/ids.ts'
import { type Entered, enterPaper, undoPaper } from '../../kernel/reading/scan-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { atTime, type Instant, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { openPieces, seenOf } from './deciders.ts'
import { backsOf, type PageRow, pageForWrite, showPage } from './tray-rows.ts'

/** A paper tells a day, no hour: noon of it, or the matter's last entry where that was later on the same day; never after now. */
export function whenWritten(day: OfficeDate, last: Instant | null, now: Instant): Instant {
  const noon = atTime(day, '12:00')
  const at = last !== null && officeDate(last) === day && last > noon ? last : noon
  return officeDate(now) === day && at > now ? now : at
}
async function lastEntry(ctx: Ctx, matter: MatterId): Promise<Instant | null> {
  const [row] = await run<{ at: Instant }>(ctx.tx, 'select e.at from event e where e.matter_id = $1 order by e.id desc limit 1', [matter])
  return row?.at ?? null
}

/** The page and its backs as uploads of whoever enters them: the act takes them from there as it takes anybody's. Entered before and taken back, they are files of the matter already. */
async function filesOf(ctx: Ctx, page: PageRow): Promise<{ evidence: FileId; files: FileId[] }> {
  const sheets = [page, ...(await backsOf(ctx, [page.id]))]
  const files: FileId[] = []
  for (const sheet of sheets) {
    const id = sheet.file ?? ctx.ids.next<FileId>()
    if (sheet.file === null) {
      const name = `${page.batch_name.replace(/\.pdf$/i, '')}-${sheet.no}.jpg`
      await run(ctx.tx, `insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, 'jpg', $4, $5, $6)`, [
        id,
        sheet.digest,
        name,
        sheet.size,
        ctx.who.person,
        ctx.now,
      ])
    }
    files.push(id)
  }
  return { evidence: files[0] as FileId, files }
}
async function keepFiles(ctx: Ctx, page: PageRow, files: readonly FileId[]): Promise<void> {
  const sheets = [page, ...(await backsOf(ctx, [page.id]))]
  for (const [n, sheet] of sheets.entries()) await run(ctx.tx, 'update scan_page set file_id = $2 where id = $1', [sheet.id, files[n]])
}

/** What each key is on this piece. @throws RefusalError `scans.reads-only`: somebody who was asked to read refuses nothing */
function moveFor(what: Entered, kind: 'say' | 'read', words: string | null): { readonly move: string; readonly said: object } {
  if (what === 'return') return { move: 'sendBack', said: { to: null, reason: words, resume: 'there' } }
  if (kind === 'read') {
    if (what === 'disagree') throw new RefusalError(refuse('scans.reads-only'))
    return { move: 'read', said: { opinion: words ?? (what === 'agree' ? '同意' : null) } }
  }
  return { move: 'sign', said: { agree: what !== 'disagree', opinion: words ?? (what === 'agree' ? null : what === 'mark' ? '圈阅' : null) } }
}

/**
 * One paper entered: 同意, 圈阅, 批示, 不同意, 退回. The page stands as evidence beside it.
 * @throws RefusalError `scans.not-attached` · `scans.entered-already` · `scans.nobody-asked` · `scans.no-words` · `scans.reads-only` · and whatever the kernel refuses of a 代录
 */
export const handleEnterPaper = handle(
  enterPaper,
  async (ctx, { page: id, piece, what, words, day, late, version, draft }) => {
    const page = await pageForWrite(ctx, id)
    if (page.state === 'entered') throw new RefusalError(refuse('scans.entered-already', {}, 409))
    const seen = page.matter === null ? null : (await seenOf(ctx, [page.matter])).get(page.matter)
    const entry = seen && ctx.desks.get(seen.desk)
    if (page.state !== 'attached' || !seen || !entry) throw new RefusalError(refuse('scans.not-attached', {}, 409))
    const asked = (await openPieces(ctx, new Map([[seen.id, seen]]))).find((one) => one.id === piece)
    if (!asked) throw new RefusalError(refuse('scans.nobody-asked', {}, 409))
    if (words === null && (what === 'write' || what === 'disagree' || what === 'return')) throw new RefusalError(refuse('scans.no-words'))
    const { move, said } = moveFor(what, asked.kind, words)
    const { evidence, files } = await filesOf(ctx, page)
    const recorded: Recorded = { actor: asked.person, at: whenWritten(day, await lastEntry(ctx, seen.id), ctx.now), evidence, relay: null, late }
    const on = { matter: seen.id, piece: move === 'sendBack' ? null : asked.id, ...(version === undefined ? {} : { version }), ...(draft === undefined ? {} : { draft }) }
    await advance(ctx, entry.desk, move, { input: { ...on, ...said, files, recorded } })
    await keepFiles(ctx, page, files)
    await run(ctx.tx, `update scan_page set state = 'entered', reason = null, act_id = $2, leader = $3, entered = $4, entered_at = $5 where id = $1`, [
      id,
      ctx.act,
      asked.person,
      what,
      ctx.now,
    ])
    return showPage(ctx, id)
  },
  'signed-in',
)

/**
 * 撤销, while nobody has built on it: 撤回 in the leader's name. The files stay with the matter, the paper lies in the tray again.
 * @throws RefusalError `scans.not-entered` · `scans.not-last` (what would be taken back is another act of his) · `kernel.taken-up` · `kernel.final`
 */
export const handleUndoPaper = handle(
  undoPaper,
  async (ctx, { page: id }) => {
    const page = await pageForWrite(ctx, id)
    const seen = page.matter === null ? null : (await seenOf(ctx, [page.matter])).get(page.matter)
    const entry = seen && ctx.desks.get(seen.desk)
    if (page.state !== 'entered' || !seen || !entry || page.leader === null) throw new RefusalError(refuse('scans.not-entered', {}, 409))
    if (page.entered !== null && (await wasReading(ctx, page))) throw new RefusalError(refuse('scans.reading-stays', {}, 409))
    const recorded: Recorded = { actor: page.leader, at: ctx.now, evidence: page.file, relay: null, late: null }
    await advance(ctx, entry.desk, 'takeBack', { input: { matter: seen.id, piece: null, recorded } })
    const undone = await run(ctx.tx, 'select 1 from event e where e.act_id = $1 and e.undoes = $2', [ctx.act, page.act])
    // its writer did something else since: that is not ours to take back; the transaction goes with it
    if (undone.length === 0) throw new RefusalError(refuse('scans.not-last', {}, 409))
    await run(ctx.tx, `update scan_page set state = 'attached', act_id = null, leader = null, entered = null, entered_at = null where id = $1`, [id])
    return showPage(ctx, id)
  },
  'signed-in',
)
/** What was read stays read: the kernel takes back no reading. */
const wasReading = async (ctx: Ctx, page: PageRow): Promise<boolean> => (await run(ctx.tx, `select 1 from event e where e.act_id = $1 and e.move = 'read'`, [page.act])).length > 0
