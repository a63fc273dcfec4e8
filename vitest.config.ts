import { defineConfig } from 'vitest/config'
import LongFirst from './tools/vitest-order.ts'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'data/**', 'journeys/**'],
    globalSetup: ['tools/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 4, // many tests wait for a database or a program to start
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
})
