/** One sheet carried in by its kind, the same for the command and for the page; what came in is counted by stage and by holder. */
import type { Importing } from '../../desks/letters/import.ts'
import type { OpenRow } from '../../kernel/bring/open-row.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { numberFrom } from '../../kernel/said/number.ts'
import type { House } from '../../platform/ctx/house.ts'
import { desks } from '../desks.ts'
import { type Carried, type Carrier, carry, type Told } from './carry.ts'
import { type Columns, mapped, type What } from './columns.ts'
import { lettersCarrier, type Register } from './letters.ts'
import { openAffairsCarrier, openLettersCarrier } from './open-matters.ts'
import { balanceCarrier } from './opening-balance.ts'
import { tally } from './report.ts'
import type { Line } from './rows.ts'

export interface Sheet {
  readonly what: What
  readonly desk: 'letters' | 'affairs'
  readonly columns: Columns
  readonly lines: AsyncIterable<Line>
  /** How the old system wrote its numbers, made ours. */
  readonly number: (text: string) => string
  /** A dry run. */
  readonly look: boolean
  readonly register?: Register
}
export interface Brought extends Carried {
  readonly byStage: Readonly<Record<string, number>>
  readonly byHolder: Readonly<Record<string, number>>
}
/** Numbers as ours, of the form the old system had; null for a form without year or number. */
export function numbersFrom(form: string | null, desk: string): ((text: string) => string) | null {
  const series = desks.find((one) => one.desk.key === desk)?.desk.series ?? ''
  return form === null ? (text) => text : numberFrom(form, series)
}

async function* inFields({ what, columns, lines, number }: Sheet): AsyncGenerator<Line> {
  for await (const { line, cells } of lines) {
    const told = typeof cells === 'string' ? cells : mapped(what, columns, cells)
    yield { line, cells: typeof told !== 'string' && told.number !== undefined ? { ...told, number: number(String(told.number)) } : told }
  }
}
/**
 * @param by in whose name letters, registers and balances come in
 * @param person who acts; of affairs whoever brings them over
 */
export async function bringSheet(house: House, sheet: Sheet, by: Importing, person: PersonId, progress: (lines: number) => void): Promise<Brought> {
  const [stages, holders]: [string[], string[]] = [[], []]
  const bring = <R>(carrier: Carrier<R>, told: Told<R> = {}): Promise<Carried> => carry(house, person, carrier, inFields(sheet), sheet.look, { progress, ...told })
  const counted = {
    done: (rows: readonly OpenRow[]) => {
      stages.push(...rows.map((row) => row.stage))
      holders.push(...rows.map((row) => row.holder))
    },
  }
  const carriers: Readonly<Record<What, () => Promise<Carried>>> = {
    letters: () => bring(lettersCarrier(by)),
    register: () => bring(lettersCarrier(by, sheet.register)),
    'open-matters': () => (sheet.desk === 'affairs' ? bring(openAffairsCarrier(person), counted) : bring(openLettersCarrier(by), counted)),
    'opening-balance': () => bring(balanceCarrier(desks, '启用前已编')),
  }
  const carried = await carriers[sheet.what]()
  return { ...carried, byStage: tally(stages), byHolder: tally(holders) }
}
