/** Which test files run in a process of their own, and in what order they begin. */
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that touch the process they run in: programs, servers, its environment, its clock. Each gets a fresh one. The rest of the kernel, the desks and the
 * papers are functions and data, which a file before them cannot change; loading them anew for each file was most of their time.
 */
const ownProcess =
  /child_process|worker_threads|process\.(env|on|chdir|exit)|globalThis|\bvi\.|stage\.ts|superviseDatabase|startTestCluster|openTypesetter|makeOfficeFolder|[tT]est-?[sS]erver|(edge|test|scans|public|ticket)-(house|office)\.ts/
export const sharesItsProcess = (path: string, text: string): boolean => /^(kernel|desks|typeset)\//.test(path) && !ownProcess.test(text)

/** What long files speak of; a guess that costs nothing when it is wrong. */
const long = [/child_process|superviseDatabase|stage\.ts|spoiled/, /openTestServer|startTestCluster/]
const weightOf = ({ moduleId, project }: TestSpecification): number => {
  const text = readFileSync(moduleId, 'utf8')
  if (!project.config.isolate) return -1 // one after another in the same processes
  const sort = long.findIndex((words) => words.test(text))
  return sort === -1 ? 0 : (long.length - sort) * 1_000_000 + text.length
}

/** Files that start programs and wait for them go first: begun last they would be waited for alone at the end. */
export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weights = new Map(files.map((file) => [file, weightOf(file)]))
    return files.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
  }
}
