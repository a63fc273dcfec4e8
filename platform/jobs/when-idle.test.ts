import { expect, test } from 'vitest'
import { whenIdle } from './when-idle.ts'

test('it waits while there is work, goes on when there is little, and ends when it is told to', async () => {
  const never = new AbortController().signal
  let working = true
  const work = () => {
    const until = performance.now() + 15
    while (performance.now() < until);
    if (working) setImmediate(work)
  }
  work()
  let through = false
  const waiting = whenIdle(never, 60).then((idle) => {
    through = true
    return idle
  })
  await new Promise((done) => setTimeout(done, 300))
  expect(through).toBe(false)
  working = false
  expect(await waiting).toBe(true)
  const ending = new AbortController()
  const stopped = whenIdle(ending.signal, 60_000)
  ending.abort()
  expect(await stopped).toBe(false)
})
