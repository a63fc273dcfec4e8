/** GET requests: which ones. At most 90 days of them, page by page. Rule: R-W04; GeoReport v2 «GET Service Requests», paging as in the common extension */
import { addMillis, DAY, type Instant, instant, isOfficeDate, millis } from '../../kernel/time.ts'
import type { Wanted } from './counter.ts'
import { type Fields, field, listed } from './fields.ts'
import { Refused } from './refused.ts'

const [SPAN, IDS, PAGE, PAGES] = [90, 50, 50, 500]

const w3 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
/** @throws Refused where it is no time with an offset */
function momentOf(fields: Fields, name: string): Instant | null {
  const text = field(fields, name)?.replace(' ', '+') ?? null
  if (text === null) return null
  if (!isOfficeDate(w3.exec(text)?.[1] ?? '')) throw new Refused(400, 'moment', { field: name })
  return instant(text)
}
function spanOf(fields: Fields, now: Instant): { readonly from: Instant; readonly upto: Instant } {
  const [start, end] = [momentOf(fields, 'start_date'), momentOf(fields, 'end_date')]
  const upto = end ?? (start ? addMillis(start, SPAN * DAY) : now)
  const from = start ?? addMillis(upto, -SPAN * DAY)
  if (from > upto) throw new Refused(400, 'order')
  if (millis(upto) - millis(from) > SPAN * DAY) throw new Refused(400, 'span', { n: SPAN })
  return { from, upto }
}
function closedOf(fields: Fields): boolean | null {
  const asked = listed(fields, 'status')
  if (asked?.some((one) => one !== 'open' && one !== 'closed')) throw new Refused(400, 'wrong', { field: 'status' })
  return asked?.length === 1 ? asked[0] === 'closed' : null
}
function whole(fields: Fields, name: string, usual: number, most: number): number {
  const text = field(fields, name)
  if (text === null) return usual
  const n = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (n < 1 || n > most) throw new Refused(400, 'wrong', { field: name })
  return n
}

/**
 * @param known the codes there are
 * @throws Refused naming the argument
 */
export function wantedOf(fields: Fields, known: ReadonlySet<string>, now: Instant): Wanted {
  const ids = listed(fields, 'service_request_id')
  if (ids && ids.length > IDS) throw new Refused(400, 'many', { n: IDS })
  if (ids) return { ids, codes: null, from: null, upto: null, closed: null, size: IDS, skip: 0 } // overrides all other arguments
  const codes = listed(fields, 'service_code')
  const unknown = codes?.find((one) => !known.has(one))
  if (unknown !== undefined) throw new Refused(404, 'service', { code: unknown.slice(0, 40) })
  const size = whole(fields, 'page_size', PAGE, PAGES)
  return { ids: null, codes, ...spanOf(fields, now), closed: closedOf(fields), size, skip: (whole(fields, 'page', 1, 100_000) - 1) * size }
}
