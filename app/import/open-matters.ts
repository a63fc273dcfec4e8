/** `import open-matters`: what is still in hand on the day an office begins to work here. */
import { bringOpenLetters } from '../../desks/letters/bring/open-letters.ts'
import { type OpenLetter, openLetter } from '../../desks/letters/bring/open-row.ts'
import { type Importing, importedAlready } from '../../desks/letters/import.ts'
import { systemIds } from '../../platform/clock.ts'
import type { Carrier } from './carry.ts'

export function openCarrier(by: Importing): Carrier<OpenLetter> {
  return {
    idOf: ({ number }) => (typeof number === 'string' || typeof number === 'number' ? String(number) : ''),
    parse: openLetter,
    keyOf: (row) => row.number,
    known: (ctx, keys) => importedAlready(ctx, by.source, keys),
    land: (ctx, rows, look) => bringOpenLetters(ctx, by, rows, (at) => systemIds(() => at), look),
  }
}
