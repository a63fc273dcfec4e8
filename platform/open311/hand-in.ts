/** POST requests: a letter, sealed at the door like one from the page; the writer gets its receipt and query code, the program a token. Rule: R-W04, R-C02; decision 0018 */
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { line } from '../../kernel/contract.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type HandedIn, letterForm } from '../../kernel/said/handed-in.ts'
import { sealTo } from '../crypto/drop-box.ts'
import type { Handed } from '../public/counter.ts'
import type { Sent } from '../public/form-parts.ts'
import { type Counter, idAt, mustBeTaken, mustHoldNoMark } from '../public/hand-in.ts'
import { codeOf, contentDigest, formDigest, inGroups, openCode, receiptOf, spellOf } from '../public/receipt.ts'
import { digestOf, type Key } from './counter.ts'
import { called, type Fields, field } from './fields.ts'
import { Refused } from './refused.ts'

/** What a service asks beside the matter itself. */
export const attributes = ['public', 'secret'] as const
const email = line(200).pipe(z.email())
const link = line(500).pipe(z.url({ protocol: /^https?$/ }))
const coordinate = (most: number) => (text: string | null) => text === null || (/^[+-]?\d{1,3}(\.\d{1,12})?$/.test(text) && Math.abs(Number(text)) <= most)

function must<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const read = schema.safeParse(value)
  if (!read.success) throw new Refused(400, 'wrong', { field: name })
  return read.data
}
/** @throws Refused: one of the three ways must say where it is */
function placeOf(fields: Fields): string {
  const [lat, long, address, id] = ['lat', 'long', 'address_string', 'address_id'].map((name) => field(fields, name)) as [
    string | null,
    string | null,
    string | null,
    string | null,
  ]
  if (!coordinate(90)(lat)) throw new Refused(400, 'wrong', { field: 'lat' })
  if (!coordinate(180)(long)) throw new Refused(400, 'wrong', { field: 'long' })
  if ((lat === null) !== (long === null)) throw new Refused(400, 'missing', { field: lat === null ? 'lat' : 'long' })
  if (lat === null && address === null && id === null) throw new Refused(400, 'location')
  const told = [address, id && `地址编码 ${id}`, lat && `北纬${lat}，东经${long}`].filter(Boolean)
  return must(line(200), told.join('；'), address === null ? 'address_id' : 'address_string')
}
/** 李某某; John Smith. */
function nameOf(fields: Fields): string | null {
  const [first, last] = [field(fields, 'first_name'), field(fields, 'last_name')]
  const both = [last, first].filter((part) => part !== null)
  if (both.length === 0) return null
  return must(line(50), /\p{Script=Han}/u.test(both.join('')) ? both.join('') : both.reverse().join(' '), first === null ? 'last_name' : 'first_name')
}
function choiceOf(fields: Fields, name: (typeof attributes)[number]): boolean {
  const said = field(fields, `attribute[${name}]`)
  if (said === null && name === 'public') throw new Refused(400, 'missing', { field: 'attribute[public]' })
  if (said !== null && said !== 'yes' && said !== 'no') throw new Refused(400, 'wrong', { field: `attribute[${name}]` })
  return said === 'yes'
}

/** What it says, out of the fields; `device_id` and `account_id` are nobody's business here and are not kept. */
export function letterOf(fields: Fields, service: string, id: string) {
  for (const name of fields.keys()) {
    const inner = /^attribute(?:\[(.*)\])?$/.exec(name)
    if (inner && !attributes.some((one) => one === inner[1])) throw new Refused(400, 'attribute', { field: called(name) })
  }
  const description = field(fields, 'description')
  if (description === null) throw new Refused(400, 'missing', { field: 'description' })
  if (description.length > 4000) throw new Refused(400, 'wrong', { field: 'description' })
  const media = field(fields, 'media_url')
  const body = must(letterForm.shape.body, description.replace(/\r\n?/g, '\n'), 'description')
  const more = media === null ? '' : `\n\n图片地址：${must(link, media, 'media_url')}`
  const form = letterForm.parse({
    body: body + more,
    place: placeOf(fields),
    name: nameOf(fields),
    phone: must(letterForm.shape.phone, field(fields, 'phone'), 'phone'),
    secret: choiceOf(fields, 'secret'),
  })
  const mail = field(fields, 'email')
  return { form, open311: { id, service, agreed: choiceOf(fields, 'public'), email: mail === null ? null : must(email, mail, 'email') } }
}

/** @param again the sender's own word for this one: sent twice, it is one request. R-F15 */
const seedOf = (form_key: string, key: Key, again: string | null): string =>
  again === null ? randomBytes(32).toString('base64url') : createHmac('sha256', Buffer.from(form_key, 'base64url')).update(`huiyin open311 ${key.id} ${again}`).digest('base64url')

const done = (handed: Handed | 'no-key'): Handed => {
  if (handed === 'no-key') throw new Refused(403, 'bad-key')
  return handed
}
/** What stands in a form beside its fields: pictures, looked at as the public page looks at its own. */
export type Shown = Pick<Sent, 'pictures' | 'refused'>
export const noPictures: Shown = { pictures: [], refused: null }
export async function handInRequest(counter: Counter, key: Key, again: string | null, fields: Fields, service: string, { pictures, refused }: Shown) {
  const { pool, about, now } = counter
  const seed = seedOf(about.form_key, key, again)
  const [id, token] = [spellOf(seed, 'open311 id', 12), spellOf(seed, 'open311 token', 26)]
  const { form, open311 } = letterOf(fields, service, id)
  await mustHoldNoMark(counter, seed, { ...form, email: open311.email }, pictures)
  if (refused) throw refused
  const [receipt, code] = [receiptOf(seed), codeOf(seed)]
  const { digest, key: open } = await openCode(code)
  const said: HandedIn = {
    kind: 'letter',
    form,
    open: open.toString('base64url'),
    pictures: pictures.map(({ name, kind, bytes }) => ({ name, kind, size: bytes.length })),
    open311,
  }
  const plain = Buffer.from(JSON.stringify(said))
  const sealed = pictures.map(({ bytes }) => sealTo(about.seal_key, bytes, 'picture'))
  const { rows } = await pool.query<{ done: Handed | 'no-key' }>('select public_open311_hand_in($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as done', [
    key.id,
    id,
    digestOf(token),
    idAt(now),
    'letter',
    formDigest(seed),
    contentDigest(seed, [plain, ...pictures.map(({ bytes }) => bytes)]),
    receipt,
    digest,
    sealTo(about.seal_key, plain, 'letter'),
    Buffer.concat(sealed),
    sealed.map((bytes) => bytes.length),
    now,
  ])
  mustBeTaken(done(rows[0]?.done ?? 'full'), new RefusalError(refuse('public.sent-already', {}, 409)))
  return { token, receipt: inGroups(receipt), code: inGroups(code) }
}
