import { describe, expect, test } from 'vitest'
import { type CheckedLine, checkRun } from './run-check.ts'

const line = (no: number, more: Partial<CheckedLine> = {}): CheckedLine => ({ no, listed: true, copiesListed: 1, copiesCame: 1, attachmentsMissing: [], ...more })
describe('清单核对 a run against the station’s list', () => {
  test('everything there, copy by copy: it agrees', () => expect(checkRun(2, [line(1), line(2, { copiesListed: 3, copiesCame: 3 })])).toMatchObject({ open: 0, agrees: true }))
  test('a paper that did not come, one that is on no list, copies too few and too many, an attachment that is not there: each by its line', () =>
    expect(
      checkRun(5, [
        line(1, { copiesCame: 0 }),
        line(2, { listed: false, copiesListed: 0 }),
        line(3, { copiesListed: 5, copiesCame: 3 }),
        line(4, { attachmentsMissing: ['任务分解表'] }),
        line(5, { copiesCame: 2 }),
      ]),
    ).toEqual({
      open: 1,
      missing: [1],
      surplus: [2],
      copies: [
        { no: 3, short: 2 },
        { no: 5, short: -1 },
      ],
      attachments: [{ no: 4, names: ['任务分解表'] }],
      agrees: false,
    }))
  test('a line of the list nobody entered keeps the run open', () => expect(checkRun(3, [line(1), line(2)])).toMatchObject({ open: 1, agrees: false }))
  test('what did not come at all has no attachment to miss', () => expect(checkRun(1, [line(1, { copiesCame: 0, attachmentsMissing: ['表'] })]).attachments).toEqual([]))
})
