import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import LongFirst, { sharesItsProcess } from './tools/vitest-order.ts'

/** What Node compiled of our files it finds again here, in every worker and every program a test starts. */
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'dist/compiled')

const exclude = ['**/node_modules/**', 'dist/**', 'data/**', 'journeys/**']
const shared = globSync('{kernel,desks,typeset}/**/*.test.ts', { cwd: import.meta.dirname })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => sharesItsProcess(path, readFileSync(join(import.meta.dirname, path), 'utf8')))

export default defineConfig({
  test: {
    globalSetup: ['tools/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 4, // many tests wait for a database or a program to start
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'apart', include: ['**/*.test.ts'], exclude: [...exclude, ...shared] } },
      { extends: true, test: { name: 'together', include: shared, exclude, isolate: false } },
    ],
  },
})
