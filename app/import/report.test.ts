import { expect, test } from 'vitest'
import { inWords, type Report } from './report.ts'

const report = (desk: string): Report => ({
  what: 'open-matters',
  desk,
  source: 'sheet',
  dryRun: true,
  lines: 1,
  written: 1,
  before: 0,
  faults: [],
  columns: {},
  notUsed: [],
  byStage: { reported: 1 },
  byHolder: {},
  byReason: {},
  clashes: [],
  faultSheet: null,
  peakMemoryMiB: 0,
})

test('a dry run tells the stages in the words of the desk they belong to: a letter waits for its answer, an affair for its report back', () => {
  expect(inWords(report('letters'))).toMatchObject({ zh: expect.stringContaining('待答复  1') })
  expect(inWords(report('affairs'))).toMatchObject({ zh: expect.stringContaining('待回告  1') })
})
