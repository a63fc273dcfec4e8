/** One PostgreSQL for the whole test run; every worker clones its template. */
import type { TestProject } from 'vitest/node'
import { startTestCluster, type TestCluster } from '../platform/database/test-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster
  }
}

/** DATABASE_URL_TEST: another server. HUIYIN_TEST_POSTGRES: folder of another PostgreSQL's programs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL_TEST: url, HUIYIN_TEST_POSTGRES: binaries } = process.env
  const { template, version, stop } = await startTestCluster({ ...(url && { url }), ...(binaries && { binaries }) })
  project.provide('cluster', { template, version })
  return stop
}
