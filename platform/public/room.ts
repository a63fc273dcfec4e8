/** What may lie in memory at one moment while forms arrive: bytes, not forms, so that whoever sends slowly holds only what he has sent. */
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { PICTURE, PICTURES } from '../../kernel/said/handed-in.ts'
import { placeOf } from './tally.ts'

export interface Room {
  /** A place for one form. */
  enter(ip: string): Held
}
export interface Held {
  /** @throws RefusalError `public.busy` */
  take(bytes: number): void
  /** Everything this form took; whatever became of it. */
  leave(): void
}
/** @param whole bytes of all forms. @param each bytes from one address */
export function openRoom(whole = 144 * 1_048_576, each = 2 * PICTURE * PICTURES): Room {
  let taken = 0
  const places = new Map<string, number>()
  return {
    enter(ip) {
      const place = placeOf(ip)
      let own = 0
      return {
        take(bytes) {
          const here = places.get(place) ?? 0
          if (taken + bytes > whole || here + bytes > each) throw new RefusalError(refuse('public.busy', { seconds: 10 }, 503))
          taken += bytes
          own += bytes
          places.set(place, here + bytes)
        },
        leave() {
          const left = (places.get(place) ?? 0) - own
          if (left > 0) places.set(place, left)
          else places.delete(place)
          taken -= own
          own = 0
        },
      }
    },
  }
}
