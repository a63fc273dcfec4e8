/** The worker's part of the tray: looks into the watched folder and splits what lies there, pile after pile. */
import { type Going, goRound } from '../jobs/rounds.ts'
import { type Splitting, splitOne } from './split-batch.ts'
import { type Looked, lookIntoFolder, type Watching } from './watch-folder.ts'

const [EVERY, ROUNDS_BETWEEN_LOOKS] = [1_000, 3]

export function startScans(scans: Splitting & Watching): Going {
  const looked: Looked = new Map()
  return goRound(scans.house, 'scans', EVERY, async (ending, n) => {
    if (n % ROUNDS_BETWEEN_LOOKS === 0) await lookIntoFolder(scans, looked)
    while (!ending.aborted && (await splitOne(scans)));
  })
}
