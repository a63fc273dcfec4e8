/** Files whose tests start programs and wait for them go first: begun last they would be waited for alone at the end. */
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What long files speak of; a guess that costs nothing when it is wrong. */
const long = [/child_process|superviseDatabase|stage\.ts/, /openTestServer|startTestCluster/]
const weightOf = ({ moduleId }: TestSpecification): number => {
  const text = readFileSync(moduleId, 'utf8')
  const sort = long.findIndex((words) => words.test(text))
  return sort === -1 ? 0 : (long.length - sort) * 1_000_000 + text.length
}

export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weights = new Map(files.map((file) => [file, weightOf(file)]))
    return files.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
  }
}
