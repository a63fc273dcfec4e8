import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { all, type FigureSet, versionOf } from './define.ts'

const [old, now] = [
  { since: 2024, n: sql<boolean>`x.answered`, of: all },
  { since: 2026, n: sql<boolean>`x.answered and x.days <= 15`, of: all },
]
const set = { desk: 'trial', figures: { answered: [old, now] } } as unknown as FigureSet<'answered'>

test('a figure is counted as its year defined it: what was told of 2025 is told so again (R-H20)', () => {
  expect([2023, 2024, 2025, 2026, 2031].map((year) => versionOf(set, 'answered', year).since)).toEqual([2024, 2024, 2024, 2026, 2026])
  expect(() => versionOf({ ...set, figures: { answered: [] } }, 'answered', 2026)).toThrow('no definition')
})
