import { describe, expect, test } from 'vitest'
import { table } from './proofs.ts'
import { byId, idsIn } from './requirement-ids.ts'

describe('the table of proofs finds the ids in a title', () => {
  test.each([
    ['the lead unit reports (HA-45)', ['HA-45']],
    ['三分之二内部期限（HA-91，R-S10）', ['HA-91', 'R-S10']],
    ['minutes to months (R-T01…R-T03)', ['R-T01', 'R-T02', 'R-T03']],
    ['两人同时签收，后到的被告知 (不变量 7)', ['不变量 7']],
    ['invariants 2, 3 and 8 hold in raw SQL', ['不变量 2', '不变量 3', '不变量 8']],
    ['不变量 1–3：随机的一连串动作', ['不变量 1', '不变量 2', '不变量 3']],
    ['F10 counter-sign and return; S1 path tricks', ['F10', 'S1']],
    ['ZK-57 and HB-52 and R-F13', ['ZK-57', 'HB-52', 'R-F13']],
  ])('%s', (title, ids) => expect(idsIn(title).sort()).toEqual([...ids].sort()))

  test.each(['F19 is not one of ours', 'UTF8 and F1x', 'SHA-256 and S3-compatible', 'HA45', 'the 5 invariants'])('%s: none', (title) => expect(idsIn(title)).toEqual([]))

  test('ids stand in the order of the requirements, numbers as numbers', () => {
    expect(['不变量 10', 'S2', '不变量 9', 'R-T01', 'HA-100', 'HA-9', 'F3'].sort(byId)).toEqual(['HA-9', 'HA-100', 'R-T01', 'F3', 'S2', '不变量 9', '不变量 10'])
  })
  test('one row for each id, each test once', () => {
    const text = table([
      { title: 'a (HA-1)', file: 'x.test.ts' },
      { title: 'a (HA-1)', file: 'x.test.ts' },
      { title: 'b | c (HA-1, F2)', file: 'y.test.ts' },
      { title: 'group (R-T01) › one', file: 'g.test.ts' },
      { title: 'group (R-T01) › two', file: 'g.test.ts' },
      { title: 'nothing', file: 'z.test.ts' },
    ])
    expect(text).toContain('| HA-1 | a (HA-1) — `x.test.ts`<br>b \\| c (HA-1, F2) — `y.test.ts` |\n| R-T01 | group (R-T01) — `g.test.ts` |\n| F2 |')
    expect(text).not.toContain('z.test.ts')
  })
})
