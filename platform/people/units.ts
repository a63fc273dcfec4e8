/** 机构与岗位: units as a tree, posts in them. A row ends, it is never deleted; what still carries work does not end. */
import type { Ctx } from '../../kernel/ctx.ts'
import { holdersOf, type Post, postsOfUnit, type Unit } from '../../kernel/decide/office.ts'
import type { PostId, UnitId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { addPost, addUnit, changePost, changeUnit, endPost, endUnit } from '../../kernel/people/shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'

const keeps = { power: 'office.people' } as const
const no = (code: string, facts: Record<string, string | number> = {}, status: 404 | 409 | 422 = 422) => new RefusalError(refuse(code, facts, status))

/** @throws RefusalError `kernel.not-found` */
export function mustUnit(ctx: Ctx, id: UnitId): Unit {
  const unit = ctx.office.units.get(id)
  if (!unit || (unit.to_at !== null && unit.to_at <= ctx.now)) throw no('kernel.not-found', {}, 404)
  return unit
}
export function mustPost(ctx: Ctx, id: PostId): Post {
  const post = ctx.office.posts.get(id)
  if (!post || (post.to_at !== null && post.to_at <= ctx.now)) throw no('kernel.not-found', {}, 404)
  return post
}
function codeIsFree(ctx: Ctx, code: string, but?: UnitId): void {
  for (const unit of ctx.office.units.values()) if (unit.id !== but && unit.code === code && unit.to_at === null) throw no('people.code-taken', { code }, 409)
}
/** A tree has no circle. */
function mustHang(ctx: Ctx, unit: UnitId, parent: UnitId): void {
  for (let up: UnitId | null = parent; up; up = ctx.office.units.get(up)?.parent ?? null) if (up === unit) throw no('people.circle')
}

export const unitActs = [
  handle(
    addUnit,
    async (ctx, unit) => {
      codeIsFree(ctx, unit.code)
      if (unit.parent) mustUnit(ctx, unit.parent)
      const id = ctx.ids.next<UnitId>()
      await run(ctx.tx, 'insert into unit (id, name, short, parent, kind, sort, code, from_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        id,
        unit.name,
        unit.short,
        unit.parent,
        unit.kind,
        unit.sort,
        unit.code,
        ctx.now,
      ])
      await recordOfficeAct(ctx, 'people.addUnit', { unit: id, parent: unit.parent })
      return { id }
    },
    keeps,
  ),
  handle(
    changeUnit,
    async (ctx, change) => {
      const unit = mustUnit(ctx, change.unit)
      if (change.code !== undefined) codeIsFree(ctx, change.code, unit.id)
      if (change.parent) {
        mustUnit(ctx, change.parent)
        mustHang(ctx, unit.id, change.parent)
      }
      const parent = change.parent === undefined ? unit.parent : change.parent
      await run(ctx.tx, 'update unit set name = $2, short = $3, parent = $4, sort = $5, code = $6 where id = $1', [
        unit.id,
        change.name ?? unit.name,
        change.short ?? unit.short,
        parent,
        change.sort ?? unit.sort,
        change.code ?? unit.code,
      ])
      await recordOfficeAct(ctx, 'people.changeUnit', { unit: unit.id, parent })
      return {}
    },
    keeps,
  ),
  handle(
    endUnit,
    async (ctx, { unit }) => {
      mustUnit(ctx, unit)
      const children = [...ctx.office.units.values()].filter((child) => child.parent === unit && child.to_at === null)
      if (children.length > 0) throw no('people.unit-has-units', { n: children.length }, 409)
      if (postsOfUnit(ctx.office, unit, ctx.now).length > 0) throw no('people.unit-has-posts', { n: postsOfUnit(ctx.office, unit, ctx.now).length }, 409)
      const work = await run(ctx.tx, `select 1 from assignment a where a.unit = $1 and a.state <> 'ended' limit 1`, [unit])
      const owned = await run(ctx.tx, `select 1 from matter m where m.owner_unit = $1 and m.phase not in ('closed', 'void') limit 1`, [unit])
      if (work.length + owned.length > 0) throw no('people.hand-over-first', {}, 409)
      await run(ctx.tx, 'update unit set to_at = $2 where id = $1', [unit, ctx.now])
      await recordOfficeAct(ctx, 'people.endUnit', { unit })
      return {}
    },
    keeps,
  ),
  handle(
    addPost,
    async (ctx, post) => {
      mustUnit(ctx, post.unit)
      const id = ctx.ids.next<PostId>()
      await run(ctx.tx, 'insert into post (id, unit, title, rank, head, receiving, key, from_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        id,
        post.unit,
        post.title,
        post.rank,
        post.head,
        post.receiving,
        post.key,
        ctx.now,
      ])
      await recordOfficeAct(ctx, 'people.addPost', { post: id, unit: post.unit, head: post.head, receiving: post.receiving })
      return { id }
    },
    keeps,
  ),
  handle(
    changePost,
    async (ctx, change) => {
      const post = mustPost(ctx, change.post)
      const head = change.head ?? post.head
      const receiving = change.receiving ?? post.receiving
      await run(ctx.tx, 'update post set title = $2, rank = $3, head = $4, receiving = $5 where id = $1', [
        post.id,
        change.title ?? post.title,
        change.rank ?? post.rank,
        head,
        receiving,
      ])
      await recordOfficeAct(ctx, 'people.changePost', { post: post.id, head, receiving })
      return {}
    },
    keeps,
  ),
  handle(
    endPost,
    async (ctx, { post }) => {
      mustPost(ctx, post)
      const holders = holdersOf(ctx.office, post, ctx.now)
      if (holders.length > 0) throw no('people.post-is-held', { n: holders.length }, 409)
      const work = await run(ctx.tx, `select 1 from assignment a where a.post = $1 and a.state <> 'ended' limit 1`, [post])
      if (work.length > 0) throw no('people.hand-over-first', {}, 409)
      await run(ctx.tx, 'update post set to_at = $2 where id = $1', [post, ctx.now])
      await recordOfficeAct(ctx, 'people.endPost', { post })
      return {}
    },
    keeps,
  ),
]
