/** 回录托盘: fifty papers come back with a leader's hand on them; one scan, three keys a paper at most, five minutes. */
import { availableParallelism, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import type { MatterId } from '../kernel/ids.ts'
import { type SamplePaper, samplePile } from '../platform/scans/sample-scans.ts'
import { slipCode } from '../typeset/slip-code.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'
import { keyboard, text } from './letter-steps.ts'

const PAPERS = 50
const [MOST_KEYS, MOST_MINUTES, MOST_SECONDS] = [3, 5, 60]
/** Other work on this machine makes its seconds say nothing about ours: they are printed, and judged only while it is quiet. */
const quiet = (): boolean => (loadavg()[0] ?? 0) < 2 * availableParallelism()
const load = () => `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()}`
const seconds = (since: number) => (performance.now() - since) / 1000
const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href

interface Asked {
  readonly id: MatterId
  readonly number: string
  readonly title: string
  readonly kind: 'say' | 'read'
}
/** Letters on which the leader is asked, through the interface, with the page's own session. */
function askLeader(page: Page, name: string, titles: readonly string[]): Promise<Asked[]> {
  return page.evaluate(
    async ({ name, titles }) => {
      const post = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
        const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
        if (!answer.ok) throw new Error(await answer.text())
        return (await answer.json()) as { id: string; number: string }
      }
      const people = (await (await fetch(`/api/people/directory?q=${encodeURIComponent(name)}`)).json()) as { rows: { id: string; name: string }[] }
      const leader = people.rows.find((one) => one.name === name)?.id
      const asked: { id: string; number: string; title: string; kind: string }[] = []
      for (const [n, title] of titles.entries()) {
        const { id, number } = await post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: `${title}，请领导批示。` })
        const kind = n % 5 === 4 ? 'read' : 'say'
        await post('/api/letters/circulate', { matter: id, to: [{ person: leader }], ask: '请批示', kind, blocks: kind === 'say' })
        asked.push({ id, number, title, kind })
      }
      return asked as never
    },
    { name, titles },
  )
}
const places = ['北苑小区', '东湖路', '安居苑', '滨河路', '西关街']
const troubles = ['供暖不足', '路灯不亮', '积水难行', '电梯停运', '垃圾未清', '公交绕行', '噪声扰民', '井盖缺失', '停水三天', '道路塌陷']
const titles = Array.from({ length: PAPERS }, (_, n) => `${places[n % 5]}${troubles[Math.floor(n / 5)]}`)
/** What the leader wrote on the n-th paper. */
const handOf = (n: number): string => (n % 5 === 4 ? '阅' : n % 10 === 7 ? '请住建局三日内办结' : '同意')

journey(
  '回录托盘：五十份批回的纸，扫成一个文件，每份至多三键，五分钟录完',
  async ({ office }) => {
    const clerk = await office.as('高敏')
    const asked = await askLeader(clerk, '韩冬', titles)
    const first = asked[0] as Asked
    const slip = (one: Asked, n: number): SamplePaper => ({ code: slipCode(one.id, 'P'), number: one.number, title: one.title, hand: handOf(n), upsideDown: n % 17 === 3 })
    const odd: SamplePaper[] = [{ code: null, blank: true }, { ...slip(first, 0), torn: true }, { ...slip(first, 0), code: 'https://example.cn/ticket/12' }, slip(first, 0)]
    const pdf = samplePile([...asked.map(slip), ...odd])
    await clerk.getByRole('link', { name: '回录托盘' }).first().click()
    await clerk.getByRole('heading', { name: '回录托盘' }).waitFor()
    await office.axe(clerk, '空托盘')
    await office.shot(clerk, '空托盘')

    const dropped = performance.now()
    await clerk.getByLabel('投入扫描件（PDF）').setInputFiles({ name: '十一月三十日批回.pdf', mimeType: 'application/pdf', buffer: pdf })
    await clerk.locator('.scan-piles progress').waitFor()
    await office.shot(clerk, '正在拆分')
    await clerk
      .locator('.scan-piles')
      .getByText(`${PAPERS + odd.length} 页，已拆分`)
      .waitFor({ timeout: 480_000 })
    const split = seconds(dropped)
    console.log(`    ${PAPERS + odd.length} pages split in ${split.toFixed(1)} s (${load()})`)
    if (quiet() && split > MOST_SECONDS * ((PAPERS + odd.length) / PAPERS)) throw new Error(`${split.toFixed(1)} s to split`)
    await clerk.locator('.choice-one', { hasText: '待录入　50' }).waitFor()
    await clerk.locator('.choice-one', { hasText: '待处理　4' }).waitFor()

    const keys = keyboard(clerk)
    const began = performance.now()
    let most = 0
    for (const [n, one] of asked.entries()) {
      await clerk.locator('.scan-head .num', { hasText: one.number }).waitFor()
      await clerk.locator('.scan-form select:enabled').waitFor()
      const before = keys.keys()
      if (one.kind === 'read') await keys.press('2', 'Enter')
      else if (n % 10 === 7) {
        await keys.press('3')
        await clerk.locator('.scan-form textarea:focus').waitFor()
        await keys.type(handOf(n))
        if (n === 7) await office.shot(clerk, '录批示')
        await keys.press('Enter')
      } else await keys.press('1', 'Enter')
      most = Math.max(most, keys.keys() - before)
      await clerk.locator('.scan-last').getByText(`${one.number} 已录入`).waitFor()
      if (n === 0) {
        await office.axe(clerk, '录入')
        await office.shot(clerk, '录入')
      }
    }
    const minutes = seconds(began) / 60
    console.log(`    ${PAPERS} papers entered in ${minutes.toFixed(2)} min, ${keys.keys()} keys, at most ${most} a paper (${load()})`)
    if (most > MOST_KEYS) throw new Error(`${most} keys for one paper`)
    if (quiet() && minutes > MOST_MINUTES) throw new Error(`${minutes.toFixed(1)} minutes for ${PAPERS} papers`)

    // the last one was wrong: U, and once more
    const undone = asked.findLast((one) => one.kind === 'say') as Asked
    await clerk.locator('.choice-one', { hasText: '已录入　50' }).click()
    for (let n = 1; n <= asked.indexOf(undone); n++) {
      await clerk.locator('.scan-place', { hasText: `${n}／${PAPERS}` }).waitFor()
      await clerk.getByRole('button', { name: '下一份' }).click()
    }
    await clerk.locator('.scan-head .num', { hasText: undone.number }).waitFor()
    await office.shot(clerk, '已录入')
    await clerk.locator('.scan-form').getByRole('button', { name: '撤销' }).click()
    await clerk.locator('.choice-one', { hasText: '待录入　1' }).click()
    await clerk.locator('.scan-head .num', { hasText: undone.number }).waitFor()
    await clerk.locator('.scan-form select:enabled').waitFor()
    await clerk.keyboard.press('1')
    await clerk.keyboard.press('Enter')
    await clerk.locator('.scan-last').getByText(`${undone.number} 已录入`).waitFor()
    await clerk.keyboard.press('u')
    await clerk.locator('.scan-last').getByText(`${undone.number} 已撤销`).waitFor()
    await clerk.locator('.scan-form select:enabled').waitFor()
    await clerk.keyboard.press('1')
    await clerk.keyboard.press('Enter')
    await clerk.locator('.scan-last').getByText(`${undone.number} 已录入`).waitFor()

    // what could not be sorted waits with its picture and a plain reason
    await clerk.locator('.choice-one', { hasText: '待处理　4' }).click()
    const reasons: string[] = []
    for (let n = 0; n < 4; n++) {
      if (n > 0) await clerk.getByRole('button', { name: '下一份' }).click()
      await clerk.locator('.scan-place', { hasText: `${n + 1}／4` }).waitFor()
      reasons.push((await text(clerk.locator('.scan-form .amber'))).trim())
    }
    const told = ['这一页上没有小码。', '读不出来|没有小码', '不是本系统的', '本批前面已有同一份单子']
    for (const [n, what] of told.entries()) if (!new RegExp(what).test(reasons[n] ?? '')) throw new Error(`page ${PAPERS + n + 1} says: ${reasons[n]}`)
    await clerk.getByRole('button', { name: '上一份' }).click()
    await clerk.getByRole('button', { name: '上一份' }).click()
    await clerk.getByLabel('编号', { exact: true }).fill('信〔2026〕99999号')
    await clerk.getByRole('button', { name: '归件' }).click()
    await clerk.getByText('没有编号为“信〔2026〕99999号”的件').waitFor()
    await office.axe(clerk, '待处理')
    await office.shot(clerk, '待处理')
    // nobody is asked there any more: it says so and waits
    await clerk.getByLabel('编号', { exact: true }).fill(first.number.replace('〔', '[').replace('〕', ']'))
    await clerk.getByRole('button', { name: '归件' }).click()
    await clerk.locator('.scan-place', { hasText: '3／4' }).waitFor()
    await clerk.getByRole('button', { name: '上一份' }).click()
    await clerk.getByRole('button', { name: '上一份' }).click()
    await clerk.locator('.scan-place', { hasText: '1／4' }).waitFor()
    await clerk.getByLabel('搁置原因', { exact: true }).fill('空白页')
    await clerk.getByRole('button', { name: '搁置', exact: true }).click()
    await clerk.getByText('这一件现在没有人在等意见或者阅看').waitFor()
    await office.shot(clerk, '无人等意见')
    await clerk.locator('.choice-one', { hasText: '已搁置　1' }).click()
    await clerk.getByText('空白页', { exact: true }).waitFor()

    // the letter has the paper beside it, both names stand on it, and the leader finds it on his list
    await clerk.goto(at(office, `/letters/${first.id}`))
    await clerk
      .locator('#files')
      .getByText(/十一月三十日批回-1\.jpg/)
      .waitFor()
    await clerk.locator('#past').getByText('高敏代录').first().waitFor()
    await office.shot(clerk, '件上')
    const leader = await office.as('韩冬')
    await leader.getByText('以本人名义代录').first().waitFor()
    await leader.locator('.recorded-line', { hasText: first.number }).or(leader.locator('.recorded-line').first()).first().waitFor()
  },
  { within: 1_200_000 },
)

fullJourney(
  '回录托盘：手机、深色、英文；无代录权的人看不到',
  async ({ office }) => {
    const clerk = await office.as('高敏', { ...phone, language: 'en' })
    const [one] = await askLeader(clerk, '韩冬', ['手机上看一份'])
    if (!one) throw new Error('no letter')
    await clerk.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'normal', language: 'en' })))
    await clerk.goto(at(office, '/scans'))
    await clerk
      .getByLabel('Drop a scan (PDF)')
      .setInputFiles({ name: 'phone.pdf', mimeType: 'application/pdf', buffer: samplePile([{ code: slipCode(one.id, 'P'), number: one.number, title: one.title, hand: '同意' }]) })
    await clerk.locator('.scan-piles').getByText('Split, pages: 1').first().waitFor({ timeout: 60_000 })
    await clerk.locator('.scan-form select:enabled').waitFor()
    await office.axe(clerk, 'the tray on a phone')
    const wide = (await clerk.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
    if (wide > 0) throw new Error(`${wide} px wider than the window`)
    await clerk.screenshot({ fullPage: true, path: 'dist/journeys/scans-phone.png' })
    const handler = await office.as('许文涛')
    await handler.getByRole('link', { name: '工作台' }).first().waitFor()
    if ((await handler.getByRole('link', { name: '回录托盘' }).count()) > 0) throw new Error('offered to somebody who may enter nothing')
  },
  { within: 180_000, alone: true },
)
