/** One form as it arrives: its fields, and its pictures by what their bytes are. Bounded while it arrives; what is refused is read no further than it must be. */
import '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { PICTURE, PICTURES, pictureKinds } from '../../kernel/said/handed-in.ts'
import { sniff } from '../files/kinds.ts'
import { tidyName } from '../files/routes.ts'
import type { Typed } from './letter-page.ts'
import type { Held } from './room.ts'

export interface Picture<K extends string = (typeof pictureKinds)[number]> {
  readonly name: string
  readonly kind: K
  readonly bytes: Buffer
}
export interface Sent<K extends string = (typeof pictureKinds)[number]> {
  readonly typed: Typed
  readonly pictures: readonly Picture<K>[]
  /** A field that stands twice; the last one was read. */
  readonly twice: string | null
  /** The first thing wrong with the pictures; the fields are there all the same. */
  readonly refused: RefusalError | null
}
const limits = { fileSize: PICTURE + 1, files: 30, fields: 20, fieldSize: 30_000, parts: 50, headerPairs: 50 }
/** Bytes of a whole form. */
export const FORM_LIMIT = PICTURES * PICTURE + 1_048_576

export const readForm = (request: FastifyRequest, held: Held): Promise<Sent> => readFormOf(request, held, pictureKinds)
/** @param taken kinds of files that are taken, by what their bytes are. @throws RefusalError where it is no form, broke off, or too much arrives at once */
export async function readFormOf<K extends string>(request: FastifyRequest, held: Held, taken: readonly K[]): Promise<Sent<K>> {
  const typed: Record<string, string> = {}
  const pictures: Picture<K>[] = []
  let refused: RefusalError | null = null
  let twice: string | null = null
  const no = (code: 'public.picture-large' | 'public.picture-kind' | 'public.picture-file' | 'public.pictures-many', facts: Record<string, string | number>) => {
    refused ??= new RefusalError(refuse(code, facts))
  }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (Object.hasOwn(typed, part.fieldname)) twice ??= part.fieldname
        if (typeof part.value === 'string') typed[part.fieldname] = part.value.replace(/\r\n?/g, '\n')
        continue
      }
      const pieces: Buffer[] = []
      for await (const piece of part.file as AsyncIterable<Buffer>) {
        if (refused !== null) continue
        held.take(piece.length)
        pieces.push(piece)
      }
      const [bytes, name] = [Buffer.concat(pieces), tidyName(part.filename)]
      if (refused !== null || (bytes.length === 0 && !part.filename)) continue // an empty choice sends an empty file without a name
      const kind = sniff(bytes.subarray(0, 65_536), bytes.subarray(-65_536))?.kind
      const known = taken.find((one) => one === kind)
      if (part.file.truncated || bytes.length > PICTURE) no('public.picture-large', { name, megabytes: PICTURE / 1_048_576 })
      else if (!known) no(taken.includes('pdf' as K) ? 'public.picture-file' : 'public.picture-kind', { name })
      else if (pictures.length === PICTURES) no('public.pictures-many', { n: PICTURES })
      else pictures.push({ name, kind: known, bytes })
    }
  } catch (error) {
    // what is no form, has too many parts or broke off in the middle: the sender's fault, whatever the parser calls it
    const { code = '', stack = '' } = error as { code?: string; stack?: string }
    if (error instanceof RefusalError || !(code.startsWith('FST_') || code === 'ERR_STREAM_PREMATURE_CLOSE' || /[\\/]busboy[\\/]/.test(stack))) throw error
    throw new RefusalError(refuse(code.includes('TOO_LARGE') ? 'public.too-large' : 'public.unreadable', {}, code.includes('TOO_LARGE') ? 413 : 400))
  }
  return { typed, pictures, twice, refused }
}
