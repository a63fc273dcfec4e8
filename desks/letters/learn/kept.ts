/** A model as it is kept: packed, and told apart by its digest. Unpacked once per process. */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from './model.ts'

interface Packed {
  readonly pieces: readonly string[]
  readonly rarity: string
  readonly classes: readonly string[]
  readonly weights: readonly string[]
}
const text = (numbers: Float32Array): string => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
function numbers(packed: string): Float32Array {
  const bytes = Buffer.from(packed, 'base64')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

export function packModel({ vocabulary, classes, weights }: Model): { readonly body: Buffer; readonly digest: string } {
  const packed: Packed = { pieces: [...vocabulary.place.keys()], rarity: text(Float32Array.from(vocabulary.rarity)), classes, weights: weights.map(text) }
  const plain = JSON.stringify(packed)
  return { body: gzipSync(plain), digest: createHash('sha256').update(plain).digest('hex') }
}
export function unpackModel(body: Buffer): Model {
  const packed = JSON.parse(gunzipSync(body).toString('utf8')) as Packed
  return {
    vocabulary: { place: new Map(packed.pieces.map((piece, i) => [piece, i])), rarity: Float64Array.from(numbers(packed.rarity)) },
    classes: packed.classes,
    weights: packed.weights.map(numbers),
  }
}
