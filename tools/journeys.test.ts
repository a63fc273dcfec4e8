import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findings } from '../journeys/axe.ts'
import { type Opened, openBrowser } from '../journeys/browser.ts'
import { play, type Stage } from '../journeys/journey.ts'

const html = (title: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><head><title>${title}</title><link rel="icon" href="data:,"></head><body><main><h1>${title}</h1>${body}</main></body></html>`
const pages: Readonly<Record<string, { status?: number; body: string }>> = {
  '/': {
    body: html(
      '登录',
      '<button class="demo-person">王芳 接线员</button><script>document.querySelector("button").onclick = () => { document.cookie = "who=wangfang"; location.assign("/work") }; if (document.cookie) location.assign("/work")</script>',
    ),
  },
  '/work': { body: html('工作台', '<p class="shell">今日三件</p>') },
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
const tell = (title: string, story: (stage: Stage) => Promise<void>, within = 20_000) =>
  play({ title, play: story, within }, opened.browser, { url, folder: pictures, pictures: true })
const at = (path: string) =>
  tell(path, async ({ office }) => {
    const page = await office.another({}, `${url}${path}`)
    await page.waitForLoadState('networkidle')
  })

describe('the journeys runner notices what goes wrong', () => {
  test('a plain story with two people, a phone and a picture has no faults', async () => {
    const played = await tell('两人', async ({ office }) => {
      const page = await office.another()
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
    const played = await tell('不在', async ({ office }) => (await office.another()).getByText('没有这句话').waitFor({ timeout: 300 }))
    expect(played.faults.join()).toContain('没有这句话')
    expect(readdirSync(pictures)).toContain('不在-failed-1.png')
  })
  test('a story that never ends', async () => expect((await tell('无终', () => new Promise(() => undefined), 500)).faults).toEqual(['not finished within 0.5 s']))
})

describe('windows are kept from story to story', () => {
  const kept = (title: string, look: (stage: Stage) => Promise<void>) => tell(title, look).then((played) => expect(played.faults).toEqual([]))
  test('who signed in stays signed in, and nothing of the earlier story stays', async () => {
    let asked = 0
    const door = (request: { url?: string }) => void (request.url === '/' && asked++)
    await kept('甲', async ({ office }) => {
      const wang = await office.as('王芳')
      await wang.evaluate('localStorage.setItem("kept", "yes")')
      const nobody = await office.another()
      await nobody.evaluate('document.cookie = "who=somebody"')
    })
    server.on('request', door)
    await kept('乙', async ({ office }) => {
      const wang = await office.as('王芳', {}, '/work')
      expect(await wang.evaluate('[document.cookie, localStorage.getItem("kept")]')).toEqual(['who=wangfang', null])
      expect(asked).toBe(0)
      const nobody = await office.another()
      expect(await nobody.evaluate('document.cookie')).toBe('')
    })
    server.off('request', door)
  })
  test('two at once are two windows; after a story that failed its windows are not used again', async () => {
    await kept('丙', async ({ office }) => {
      const [one, two] = [await office.as('王芳'), await office.as('王芳')]
      expect(one.context()).not.toBe(two.context())
    })
    const failed = await tell('丁', async ({ office }) => {
      await office.as('王芳')
      await office.as('王芳')
      throw new Error('broken off')
    })
    expect(failed.faults).toEqual(['broken off'])
    await kept('戊', async ({ office }) => {
      await (await office.another()).locator('.demo-person').waitFor()
      await office.as('王芳')
    })
  })
})

describe('what was not looked at is looked at, what was is not, and nothing is missed by it', () => {
  const found = async (body: string): Promise<string[]> => {
    const page = await opened.browser.newPage()
    try {
      await page.setContent(html('页', body))
      return (await findings(page)).map((one) => one.rule)
    } finally {
      await page.close()
    }
  }
  test('a barrier and a faint text, each where it first stands', async () => {
    expect(await found('<p></p><button></button>')).toEqual(['button-name'])
    expect(await found('<p style="color:#bbb">淡淡的几个字</p>')).toEqual(['color-contrast'])
  })
  test('other words on a page built alike, and one element more', async () => {
    expect(await found('<p>一</p><p>二</p>')).toEqual([])
    expect(await found('<p>三</p><p>四</p><p>五</p>')).toEqual([])
    expect(await found('<p>三</p><p>四</p><img src="data:,">')).toEqual(['image-alt'])
    expect(await found('<p>六</p><p>七</p><img src="data:,">')).toEqual([])
  })
  test('the same text on another ground, in another colour', async () => {
    expect(await found('<div style="background:#fff"><p style="color:#555">一行清楚的字</p></div>')).toEqual([])
    expect(await found('<div style="background:#333"><p style="color:#555">一行清楚的字</p></div>')).toEqual(['color-contrast'])
    expect(await found('<div style="background:#fff"><p style="color:#aaa">一行清楚的字</p></div>')).toEqual(['color-contrast'])
  })
  test('what axe cannot judge, a single sign, is not taken for seen', async () => {
    expect(await found('<p class="mark" style="color:#ccc">淡</p>')).toEqual([])
    expect(await found('<p class="mark" style="color:#ccc">淡淡的几个字</p>')).toEqual(['color-contrast'])
  })
})
