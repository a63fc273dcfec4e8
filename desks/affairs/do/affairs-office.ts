/** For tests: the affairs' small office on a real database. */
import type { PostId, UnitId } from '../../../kernel/ids.ts'
import { instant } from '../../../kernel/time.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { office as seated } from '../rehearsal.ts'

/** The rehearsal's office with ids a database takes; 孟佳 may also register letters and open contacts. */
export function people() {
  const unit = (id: string): UnitId => idOf<UnitId>(`affairs unit ${id}`)
  const post = (id: string): PostId => idOf<PostId>(`affairs post ${id}`)
  const from_at = instant('2020-01-01T00:00:00+08:00')
  const more = ['letters.register', 'letters.dispatch', 'affairs.contact'].map((key) => ({ from_at, to_at: null, post: null, person: personId('孟佳'), key }))
  return {
    ...seated,
    units: new Map([...seated.units.values()].map((u) => [unit(u.id), { ...u, id: unit(u.id) }])),
    persons: new Map([...seated.persons.values()].map((p) => [personId(p.name), { ...p, id: personId(p.name) }])),
    posts: new Map([...seated.posts.values()].map((p) => [post(p.id), { ...p, id: post(p.id), unit: unit(p.unit) }])),
    holdings: seated.holdings.map((h) => ({ ...h, person: personId(h.person), post: post(h.post) })),
    powers: [...seated.powers.map((p) => ({ ...p, post: p.post && post(p.post) })), ...more],
  }
}
