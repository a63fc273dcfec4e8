/** Bytes into the store past the gate that looks inside them, by whichever door they come: an upload, a scan, a mail. Rule: R-C02 */
import type { Readable } from 'node:stream'
import type { PersonId } from '../../kernel/ids.ts'
import type { House } from '../ctx/house.ts'
import { mustHoldNoMarkInside } from '../ctx/secret-gate.ts'
import type { FileStore, Stored } from './store.ts'

export interface Coming {
  readonly person: PersonId
  /** The address, or the door. */
  readonly where: string
  readonly name: string
}
/** @throws RefusalError as `FileStore.put` and as `mustHoldNoMarkInside`; nothing of it is kept then */
export const putJudged = (house: House, files: FileStore, { person, where, name }: Coming, bytes: Readable, limit: number): Promise<Stored> =>
  files.put(bytes, limit, (path, { kind, digest }) => mustHoldNoMarkInside(house, person, where, { path, kind: kind.kind, digest, name }))
