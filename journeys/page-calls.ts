/** An act or a reading of the interface, by the page's own session. */
import type { Page } from 'playwright-core'

export const post = <T = Readonly<Record<string, unknown>> & { readonly id: string }>(page: Page, path: string, body: object): Promise<T> =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
      const answer = await fetch(path as string, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${path} ${await answer.text()}`)
      return (await answer.json()) as never
    },
    [path, body] as const,
  )
export const get = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (path) => (await (await fetch(path, { headers: { 'x-huiyin': '1' } })).json()) as never, path) as Promise<T>
