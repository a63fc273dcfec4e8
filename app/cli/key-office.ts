/** For tests: an office with a system administrator who issues keys, and the command `./huiyin <of>` as he types it. */
import { inject } from 'vitest'
import { withClient } from '../../platform/database/connection.ts'
import { faults, openTestServer, type TestServer } from '../../platform/http/test-server.ts'
import { desks } from '../desks.ts'
import type { Opened } from '../open.ts'
import type { Call, Command } from './command.ts'

export interface KeyOffice {
  readonly server: TestServer
  /** Username of whoever may. */
  readonly by: string
  huiyin(args: readonly string[], flags?: Call['flags']): Promise<{ readonly value: Record<string, unknown>; readonly zh: string; readonly en: string }>
  /** As the owner of the tables sees them. */
  rows<T>(text: string): Promise<T[]>
  /** @returns what went wrong meanwhile: nothing */
  close(): Promise<readonly unknown[]>
}
export async function keyOffice(of: string, command: Command): Promise<KeyOffice> {
  const server = await openTestServer(inject('cluster'), `${of}_keys`, { desks })
  await server.person('管理员', 'guanli', null, ['office.channels'])
  await server.person('何静', 'hejing', null, ['letters.register'])
  return {
    server,
    by: 'guanli',
    async huiyin(args, flags = {}) {
      const told: { value: unknown; zh: string; en: string }[] = []
      const result: Call['result'] = (value, text) => void told.push({ value, ...text })
      const { pools, clock } = server.serving
      const opened = { env: { pools, clock } } as Opened
      await command.run({ args, flags, open: async () => opened, result } as unknown as Call)
      return told[0] as { value: Record<string, unknown>; zh: string; en: string }
    },
    rows: <T>(text: string) => withClient(server.serving.address, 'owner', async (client) => (await client.query(text)).rows as T[]),
    async close() {
      await server.close()
      return faults
    },
  }
}
