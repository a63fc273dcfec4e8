import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Opened, openBrowser } from '../journeys/browser.ts'
import { play, type Stage } from '../journeys/journey.ts'

const html = (title: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><head><title>${title}</title><link rel="icon" href="data:,"></head><body><main><h1>${title}</h1>${body}</main></body></html>`
const pages: Readonly<Record<string, { status?: number; body: string }>> = {
  '/': { body: html('登录', '<button class="demo-person">王芳 接线员</button><script>document.querySelector("button").onclick = () => location.assign("/work")</script>') },
  '/work': { body: html('工作台', '<p>今日三件</p>') },
  '/shouts': { body: html('一页', '<script>console.error("something is wrong")</script>') },
  '/throws': { body: html('一页', '<script>setTimeout(() => { throw new Error("thrown on the page") }, 0)</script>') },
  '/refusal': { body: html('一页', '<script>fetch("/refused")</script>') },
  '/refused': { status: 409, body: '{}' },
  '/broken': { body: html('一页', '<script>fetch("/bug")</script>') },
  '/bug': { status: 500, body: '{}' },
  '/barrier': { body: html('一页', '<button></button>') },
}
let server: Server
let url = ''
let opened: Opened
let pictures = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://here').pathname]
    response.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': 'text/html; charset=utf-8' }).end(page?.body ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  pictures = mkdtempSync(join(tmpdir(), 'huiyin-pictures-'))
  opened = await openBrowser()
})
afterAll(async () => {
  await opened.browser.close()
  server.close()
  rmSync(pictures, { recursive: true, force: true })
})
const tell = (title: string, story: (stage: Stage) => Promise<void>, within = 20_000) => play({ title, play: story, within }, opened.browser, url, pictures)
const at = (path: string) =>
  tell(path, async ({ page }) => {
    await page.goto(`${url}${path}`)
    await page.waitForLoadState('networkidle')
  })

describe('the journeys runner notices what goes wrong', () => {
  test('a plain story with two people, a phone and a picture has no faults', async () => {
    const played = await tell('两人', async ({ page, office }) => {
      await page.getByRole('heading', { name: '登录' }).waitFor()
      const wang = await office.as('王芳', { width: 390, height: 844 })
      expect(await wang.getByRole('heading').textContent()).toBe('工作台')
      expect(await wang.evaluate('[innerWidth, Intl.DateTimeFormat().resolvedOptions().timeZone]')).toEqual([390, 'Asia/Shanghai'])
      await office.shot(wang, '工作台')
    })
    expect(played.faults).toEqual([])
    expect(readdirSync(pictures)).toEqual(['两人-工作台.png'])
  })
  test('a refusal the server answers is not a fault', async () => expect((await at('refusal')).faults).toEqual([]))
  test.each([
    ['/shouts', 'console: something is wrong'],
    ['/throws', 'page: thrown on the page'],
    ['/broken', '500 GET /bug'],
  ])('%s: %s', async (path, fault) => expect((await at(path.slice(1))).faults).toContain(fault))
  test('a button without a name', async () => expect((await at('barrier')).faults.join()).toContain('axe, at the end: button-name'))
  test('a story that expects what is not there, with a picture of what was', async () => {
    const played = await tell('不在', async ({ page }) => page.getByText('没有这句话').waitFor({ timeout: 300 }))
    expect(played.faults.join()).toContain('没有这句话')
    expect(readdirSync(pictures)).toContain('不在-failed-1.png')
  })
  test('a story that never ends', async () => expect((await tell('无终', () => new Promise(() => undefined), 500)).faults).toEqual(['not finished within 0.5 s']))
})
