/** 专题卷 as addresses: opened, changed, put into, taken out of; printed with a cover. Rule: GN-12; decision 0028 */
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/ctx.ts'
import { homeUnits } from '../../kernel/decide/office.ts'
import { keepsDossier, readDossier, readDossiers, readDossiersOf, type StoredDossier, seenDossiers } from '../../kernel/dossiers/read.ts'
import { changeDossier, dossierList, dossierPage, dossiersOf, openDossier, putIntoDossier, takeOutOfDossier } from '../../kernel/dossiers/shape.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'

const notFound = () => new RefusalError(refuse('kernel.not-found', {}, 404))
/** The file, locked; one he may not see is not there. @throws RefusalError `kernel.not-found` */
async function mustFind(ctx: Ctx, id: string): Promise<StoredDossier> {
  await run(ctx.tx, 'select 1 from dossier d where d.id = $1 for update', [id])
  const [one] = await seenDossiers(ctx, sql<boolean>`d.id = ${id}`)
  if (!one) throw notFound()
  return one
}
const mustBeOpen = (one: StoredDossier): void => {
  if (one.endedAt !== null) throw new RefusalError(refuse('dossiers.ended', {}, 409))
}
/** Puts what is not in it yet. @throws RefusalError `kernel.not-found`: one of them he may not see */
async function put(ctx: Ctx, id: string, matters: readonly MatterId[]): Promise<number> {
  const wanted = [...new Set(matters)]
  if (wanted.length === 0) return 0
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<{ id: MatterId }>`select m.id from matter m where m.id = any (${wanted}::uuid[]) and ${visible(sight, 'm', 'each')}`.execute(ctx.tx)
  if (rows.length !== wanted.length) throw notFound()
  const fresh = await run<{ matter: MatterId }>(
    ctx.tx,
    `insert into dossier_item (dossier, matter, by, at) select $1, x.id, $3, $4 from unnest($2::uuid[]) as x(id)
     where not exists (select 1 from dossier_item i where i.dossier = $1 and i.matter = x.id and i.out_at is null) returning matter`,
    [id, wanted, ctx.who.person, ctx.now],
  )
  return fresh.length
}
const mustKnowField = (ctx: Ctx, field: string | null): void => {
  if (field !== null && !ctx.office.fields.some((one) => one.key === field && one.to_at === null)) throw new RefusalError(refuse('policies.unknown-field', { field }))
}

export const dossierRoutes: Routes = {
  key: 'dossiers',
  acts: [
    /** 立卷: by anybody who holds a post; his unit keeps it with him. */
    handle(
      openDossier,
      async (ctx, { title, field, note, matters }) => {
        const [unit] = homeUnits(ctx.office, ctx.who.person, ctx.now)
        if (!unit) throw new RefusalError(refuse('session.not-allowed', { power: 'dossiers' }, 403))
        mustKnowField(ctx, field)
        const id = ctx.ids.next<string>()
        await run(ctx.tx, 'insert into dossier (id, title, field, note, unit, owner, opened_at) values ($1, $2, $3, $4, $5, $6, $7)', [
          id,
          title,
          field,
          note,
          unit,
          ctx.who.person,
          ctx.now,
        ])
        const n = await put(ctx, id, matters)
        await recordOfficeAct(ctx, 'dossiers.open', { dossier: id, n })
        return { id, put: n }
      },
      'signed-in',
    ),
    /** Renamed, given on, 封卷 or opened again. @throws RefusalError `dossiers.not-the-owner` */
    handle(
      changeDossier,
      async (ctx, { id, title, field, note, owner, ended }) => {
        const one = await mustFind(ctx, id)
        if (!keepsDossier(ctx, one)) throw new RefusalError(refuse('dossiers.not-the-owner', {}, 403))
        mustKnowField(ctx, field)
        if (!ctx.office.persons.get(owner)?.active) throw notFound()
        const unit = owner === one.owner ? one.unit : (homeUnits(ctx.office, owner, ctx.now)[0] ?? one.unit)
        await run(ctx.tx, 'update dossier set title = $2, field = $3, note = $4, owner = $5, unit = $6, ended_at = $7 where id = $1', [
          id,
          title,
          field,
          note,
          owner,
          unit,
          ended ? (one.endedAt ?? ctx.now) : null,
        ])
        await recordOfficeAct(ctx, 'dossiers.change', { dossier: id, owner, ended })
        return {}
      },
      'signed-in',
    ),
    /** @throws RefusalError `dossiers.ended`, `kernel.not-found` */
    handle(putIntoDossier, async (ctx, { id, matters }) => {
      mustBeOpen(await mustFind(ctx, id))
      const n = await put(ctx, id, matters)
      await recordOfficeAct(ctx, 'dossiers.put', { dossier: id, n })
      return { put: n, there: new Set(matters).size - n }
    }),
    /** By whoever put it in, or keeps the file. @throws RefusalError `dossiers.not-in`, `dossiers.not-the-owner`, `dossiers.ended` */
    handle(takeOutOfDossier, async (ctx, { id, matter }) => {
      const one = await mustFind(ctx, id)
      mustBeOpen(one)
      const page = await readDossier(ctx, id)
      const row = page?.rows.find((item) => item.matter === matter)
      if (!row) throw new RefusalError(refuse('dossiers.not-in', {}, 404))
      if (!row.mayTakeOut) throw new RefusalError(refuse('dossiers.not-the-owner', {}, 403))
      await run(ctx.tx, 'update dossier_item set out_at = $3 where dossier = $1 and matter = $2 and out_at is null', [id, matter, ctx.now])
      await recordOfficeAct(ctx, 'dossiers.takeOut', { dossier: id, matter })
      return {}
    }),
  ],
  readings: [
    read(dossierList, async (ctx, asked) => ({ rows: await readDossiers(ctx, asked), may: { open: homeUnits(ctx.office, ctx.who.person, ctx.now).length > 0 } })),
    read(dossierPage, async (ctx, { id }) => {
      const page = await readDossier(ctx, id)
      if (!page) throw notFound()
      return page
    }),
    read(dossiersOf, async (ctx, { matter }) => ({ ...(await readDossiersOf(ctx, matter)), may: { open: homeUnits(ctx.office, ctx.who.person, ctx.now).length > 0 } })),
  ],
  gets: [],
}
