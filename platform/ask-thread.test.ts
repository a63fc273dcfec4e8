import { expect, test } from 'vitest'
import { askThread } from './ask-thread.ts'

const thread = (script: string) => new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'\n${script}`)}`)
const little = { seconds: 5, memoryMiB: 16 }

test('a thread is asked once and answers once', async () => {
  expect(await askThread(thread('parentPort.postMessage(workerData.n + 1); parentPort.postMessage(9)'), { n: 1 }, little)).toBe(2)
})
test.each([
  ['falls', 'throw new Error("no")'],
  ['ends without a word', ''],
  ['takes too much', 'const all = []; for (;;) all.push(new Array(10_000).fill({}))'],
])('one that %s costs nobody anything and answers nothing', async (_, script) => expect(await askThread(thread(script), {}, little)).toBeNull())
test('one that takes too long is ended', async () => expect(await askThread(thread('for (;;);'), {}, { seconds: 0.5, memoryMiB: 16 })).toBeNull())
