/** 手写批示、口述: a leader on a phone writes with a finger on a paper; the line is cut and what was written stays; the clerk sees it in place, and it is printed as it was written. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { readPaper } from '../platform/print/read-paper.ts'
import { readSlipCode } from '../typeset/slip-code.ts'
import { byFinger, writeByFinger } from './by-finger.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
const handwritten = ['关于做好今冬明春防火工作的通知（手写）', '关于报送城乡供水一体化进展情况的函（手写）']

/** Papers proposed to one leader, through the interface, with the page's own session. */
function put(page: Page, leader: string, titles: readonly string[] = handwritten): Promise<{ id: string; number: string }[]> {
  return page.evaluate(
    async ({ leader, titles }) => {
      const post = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
        const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
        if (!answer.ok) throw new Error(`${path} ${await answer.text()}`)
        return (await answer.json()) as { id: string; number: string }
      }
      const people = (await (await fetch(`/api/people/directory?q=${encodeURIComponent(leader)}`)).json()) as { rows: { id: string; name: string }[] }
      const person = people.rows.find((one) => one.name === leader)?.id
      const made: { id: string; number: string }[] = []
      for (const [n, title] of titles.entries()) {
        const { id, number } = await post('/api/incoming/register', {
          title,
          sender: '云中省人民政府办公厅',
          senderNumber: `云政办发〔2026〕${title.length}${n + 71}号`,
          paperType: n === 0 ? 'notice' : 'letter',
          gist: '各市于十二月十日前将落实情况报省政府办公厅。重点林区、敬老院、学校逐处检查，责任到人。',
        })
        await post('/api/incoming/examine', { matter: id, checks: ['ours', 'rules', 'format', 'consulted', 'rest'].map((key) => ({ key, ok: true })) })
        await post('/api/incoming/propose', {
          matter: id,
          text: '拟请市住建局牵头落实，办公室跟踪，十二月八日前报结果。',
          cause: '省里限期报送。',
          options: [],
          task: null,
          leaders: [person],
          pace: 'together',
        })
        made.push({ id, number })
      }
      return made
    },
    { leader, titles },
  )
}

/** Past what else waits for whoever sits there. */
async function leafTo(page: Page, title: string): Promise<void> {
  for (let n = 0; n < 40; n++) {
    await page.locator('.paper-in-hand, .papers .card').first().waitFor()
    if (await page.getByRole('heading', { level: 2, name: title }).isVisible()) return
    await page
      .getByRole('button', { name: '先放下，看下一件' })
      .or(page.getByRole('button', { name: '下一件', exact: true }))
      .first()
      .click()
    await page.waitForTimeout(150)
  }
  throw new Error(`${title} is not among what waits`)
}

journey(
  '手写批示：领导在手机上手写，断网不丢，逐件往下；承办人当处看到原迹，处理笺上原样印出 (R-D24, F16)',
  async ({ office }) => {
    const clerk = await office.as('何平川')
    const papers = await put(clerk, '韩冬')
    const [first, second] = papers
    if (!first || !second) throw new Error('no papers')

    const leader = await office.as('韩冬', phone)
    await byFinger(leader)
    await leader.goto(at(office, '/papers'))
    const titles = handwritten
    const heading = (words: string) => leader.getByRole('heading', { level: 2, name: words })
    await leafTo(leader, titles[0] ?? '')
    await leader.getByText('拟请市住建局牵头落实').first().waitFor()
    await office.shot(leader, '手机上的来件')
    await office.axe(leader, '批阅')

    await leader.getByRole('button', { name: '手写', exact: true }).click()
    await leader.locator('.ink-surface').scrollIntoViewIfNeeded()
    const scrolled = await leader.evaluate(() => (globalThis as unknown as { scrollY: number }).scrollY)
    await writeByFinger(leader)
    assert.equal(await leader.locator('.ink-surface > path:not(.ink-rule)').count(), 10, 'nine strokes and the one to come')
    assert.equal(await leader.evaluate(() => (globalThis as unknown as { scrollY: number }).scrollY), scrolled, 'the page stays under the hand')
    await leader.getByRole('button', { name: '撤一笔' }).click()
    assert.equal(await leader.locator('.ink-surface > path:not(.ink-rule)').count(), 9)
    await leader.getByRole('button', { name: '清空' }).click()
    await leader.getByRole('button', { name: '撤一笔' }).click()
    assert.equal(await leader.locator('.ink-surface > path:not(.ink-rule)').count(), 9, 'what was wiped away comes back')
    await office.shot(leader, '手写')

    // the line is cut: what was written stays, and goes by itself when the line is back
    await leader.context().setOffline(true)
    await leader.getByRole('button', { name: '批示（同意）' }).click()
    await leader.getByText('写下的都还在，连上网络自动送出').waitFor()
    await office.shot(leader, '断网')
    await leader.context().setOffline(false)
    await heading(titles[1] ?? '').waitFor()
    await leader.getByRole('status').filter({ hasText: '已签' }).waitFor({ state: 'attached' })

    // the next paper came by itself; typed half, loaded anew, still there
    await leader.getByLabel('意见', { exact: true }).fill('请水利局补充')
    await leader.reload()
    await leafTo(leader, titles[1] ?? '')
    assert.equal(await leader.getByLabel('意见', { exact: true }).inputValue(), '请水利局补充')
    await leader.getByLabel('意见', { exact: true }).fill('')
    await leader.getByRole('button', { name: '圈阅', exact: true }).click()
    await heading(titles[1] ?? '').waitFor({ state: 'detached' })

    // the clerk hears of the one that was written on, not of the circle, and sees the hand where it belongs
    await clerk.goto(at(office, '/notices'))
    const told = clerk.getByRole('main')
    await told
      .getByText(titles[0] ?? '')
      .first()
      .waitFor()
    await clerk.goto(at(office, `/incoming/${first.id}`))
    const drawn = clerk.getByRole('img', { name: '韩冬的手写原迹' }).first()
    await drawn.waitFor()
    assert.ok((await clerk.getByText('手写原迹，非可靠电子签名').count()) > 0)
    await drawn.scrollIntoViewIfNeeded()
    await office.shot(clerk, '承办人看到原迹')
    await office.axe(clerk, '原迹')
    const answer = await clerk.request.get(at(office, `/api/incoming/slips/processing.pdf?matter=${first.id}`))
    assert.equal(answer.status(), 200)
    const paper = await readPaper(await answer.body())
    assert.equal(paper.pages.length, 1)
    const text = paper.pages
      .map((one) => one.text)
      .join('')
      .replace(/\s+/g, '')
    for (const words of ['收文处理笺', '手写原迹，非可靠电子签名', '韩冬']) assert.ok(text.includes(words), words)
    assert.doesNotMatch(text, /密级|机密|绝密/)
    assert.deepEqual(readSlipCode((await paper.code()) ?? ''), { matter: first.id, form: 'P' })

    const dark = await office.as('何平川', { ...phone, dark: true }, `/incoming/${first.id}`)
    await dark.getByRole('img', { name: '韩冬的手写原迹' }).first().scrollIntoViewIfNeeded()
    await office.shot(dark, '夜间的原迹')
  },
  { within: 240_000 },
)

/** A stand-in for the browser's speech service, and for the microphone: whoever asked for either is counted. */
const listening = `globalThis.asked = 0
  globalThis.SpeechRecognition = globalThis.webkitSpeechRecognition = class { constructor() { asked += 1 } start() { asked += 1 } }
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: () => { asked += 1; return Promise.reject(new DOMException('', 'NotAllowedError')) } } })`
const deaf = `delete globalThis.SpeechRecognition; delete globalThis.webkitSpeechRecognition; globalThis.asked = 0`
const spoken = ['关于汛期值守安排的通知（口述）', '关于报送粮食收购进度的函（口述）']

fullJourney(
  '口述：有没有语音服务都一样，系统不听音；谁说的、口述的，页上和笺上都写明 (F16)',
  async ({ office }) => {
    const clerk = await office.as('何平川')
    const papers = await put(clerk, '张怀远', spoken)
    for (const [n, browser] of [deaf, listening].entries()) {
      const leader = await office.as('张怀远', phone)
      await leader.addInitScript(browser)
      await leader.goto(at(office, '/papers'))
      await leafTo(leader, spoken[n] ?? '')
      const box = leader.getByLabel('意见', { exact: true })
      await box.tap().catch(() => box.click())
      // as the keyboard's own voice input puts words: all at once, no keys
      await leader.keyboard.insertText('请应急局逐点检查，十日前报我。')
      await leader.getByRole('checkbox', { name: '口述' }).check()
      await leader.getByText('本系统不听音，不录音').waitFor()
      if (n === 0) {
        await office.axe(leader, '口述')
        await leader.getByRole('checkbox', { name: '口述' }).scrollIntoViewIfNeeded()
        await office.shot(leader, '手机')
      }
      // what was said is kept through a page loaded anew, and that it was spoken
      await leader.reload()
      await leafTo(leader, spoken[n] ?? '')
      assert.equal(await box.inputValue(), '请应急局逐点检查，十日前报我。')
      assert.equal(await leader.getByRole('checkbox', { name: '口述' }).isChecked(), true)
      await leader.getByRole('button', { name: '批示（同意）' }).click()
      await leader.getByRole('heading', { level: 2, name: spoken[n] ?? '' }).waitFor({ state: 'detached' })
      assert.equal(await leader.evaluate('asked'), 0, 'no service was asked to listen')
      await leader.close()
    }
    for (const { id } of papers) {
      await clerk.goto(at(office, `/incoming/${id}`))
      await clerk.locator('#opinions li', { hasText: '张怀远' }).getByText('口述').waitFor()
      const answer = await clerk.request.get(at(office, `/api/incoming/slips/processing.pdf?matter=${id}`))
      const { pages } = await readPaper(await answer.body())
      const text = pages
        .map((one) => one.text)
        .join('')
        .replace(/\s+/g, '')
      for (const words of ['请应急局逐点检查，十日前报我。', '张怀远', '（口述）']) assert.ok(text.includes(words), words)
    }
    await office.shot(clerk, '承办人看到口述')
  },
  { within: 240_000 },
)
