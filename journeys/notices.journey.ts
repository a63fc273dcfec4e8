/** 通知: a channel is set up and tested, an overdue letter walks up the ladder, the calls of the day are made on a telephone. An office of its own: its waits are not the others'. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, phone } from './journey.ts'
import { dialog, fill, text } from './letter-steps.ts'
import { get, post } from './page-calls.ts'
import { startWecom } from './stand-ins/wecom.ts'

const go = async (page: Page, path: string, heading: string) => {
  await page.goto(new URL(path, page.url()).href)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}
async function fits(page: Page) {
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0, `${page.url()} is wider than the window`)
}
/** No wait at all: proposed by one, approved by another. */
async function noWaits(proposer: Page, approver: Page) {
  const from = await proposer.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
  for (const key of ['notice.again', 'notice.to-head', 'notice.to-duty', 'notice.digest']) {
    const { id } = await post(proposer, '/api/rules/propose', { kind: 'quota', key, value: { n: 0, unit: 'waiting-minutes' }, from, basis: '演练' })
    await post(approver, '/api/rules/decide', { id, approve: true, why: null })
  }
}

fullJourney(
  '一封超期来信：群机器人、逐级提醒、今天要打的电话',
  (({ office }) =>
    apart(office, async ({ as }) => {
      const robot = await startWecom()
      try {
        // the administrator sets up the group of the bureau, and a test says what the robot answered
        const ding = await as('丁一鸣')
        await ding.getByRole('link', { name: '通知渠道' }).click()
        await ding.getByRole('heading', { name: '通知渠道', level: 1 }).waitFor()
        await ding.getByRole('region', { name: '公共设置' }).getByRole('button', { name: '保存' }).click()
        await ding.getByText('已保存。').waitFor()
        await ding.getByRole('button', { name: '添加渠道' }).click()
        await fill(ding, '名称', '全办工作群')
        await fill(ding, '地址', robot.webhook.replace(/key=.*/, 'key=wrong'))
        await office.axe(ding, 'adding a channel')
        await office.shot(ding, '添加渠道')
        await dialog(ding).getByRole('button', { name: '保存' }).click()
        await dialog(ding).waitFor({ state: 'detached' })
        await ding.getByRole('button', { name: '发送测试 全办工作群' }).click()
        await ding.getByText('对方不认密钥或密码').waitFor()
        await office.shot(ding, '测试未过')
        await ding.getByRole('button', { name: '修改 全办工作群' }).click()
        assert.doesNotMatch(await dialog(ding).innerHTML(), /key=wrong/)
        await fill(ding, '地址', robot.webhook)
        await dialog(ding).getByRole('button', { name: '保存' }).click()
        await dialog(ding).waitFor({ state: 'detached' })
        await ding.getByRole('button', { name: '发送测试 全办工作群' }).click()
        await ding.getByText('对方已收下。').waitFor()
        await office.axe(ding, 'channels')
        await office.shot(ding, '通知渠道')
        assert.ok(
          robot.texts.some((said) => said.includes('通知渠道测试')),
          'the test reached the group',
        )

        // an overdue letter is urged; nobody looks
        await noWaits(ding, await as('张怀远'))
        const gao = await as('高敏')
        const { rows } = await get<{ rows: { matter: string; number: string; urgency: string; toSign: boolean; title: string }[] }>(
          gao,
          '/api/matters/ledger?desk=letters&light=late&size=50',
        )
        const letter = rows.find((row) => row.urgency !== 'normal') ?? assert.fail('the demo city has no urgent letter that is late')
        await post(gao, '/api/letters/urge', { matter: letter.matter, text: '请今天报结果。' })

        // up to the duty post, and to the group: number and link, no title
        const duty = await as('何雨桐')
        await go(duty, '/notices', '通知中心')
        await duty.locator('.notice', { hasText: '通知逐级无人看' }).filter({ hasText: letter.number }).waitFor({ timeout: 30_000 })
        await office.shot(duty, '值守岗的通知')
        for (let n = 0; n < 100 && !robot.texts.some((said) => said.includes(letter.number)); n++) await new Promise((done) => setTimeout(done, 200))
        const told = robot.texts.filter((said) => said.includes(letter.number)).join('\n')
        assert.match(told, /催办/)
        assert.doesNotMatch(robot.texts.join('\n'), new RegExp(letter.title))

        // 复制通知文字: what may stand in a group chat
        await duty.context().grantPermissions(['clipboard-read', 'clipboard-write'])
        await duty
          .getByRole('button', { name: `复制通知文字 ${letter.number}` })
          .first()
          .click()
        await duty.getByText('已复制').first().waitFor()
        const copied = (await duty.evaluate('navigator.clipboard.readText()')) as string
        assert.match(copied, new RegExp(`^【.+】${letter.number}\n[^]*请登录系统办理：http.+/letters/${letter.matter}$`))
        assert.doesNotMatch(copied, new RegExp(letter.title))
        await office.axe(duty, 'notices')

        // the calls of the day, on her telephone
        const small = await as('高敏', phone)
        await go(small, '/calls', '今天要打的电话')
        await small.locator('.call-person').first().waitFor()
        await office.axe(small, 'calls on a phone')
        await fits(small)
        await office.shot(small, '电话清单-手机')
        const person = small
          .locator('.call-person')
          .filter({ has: small.getByRole('button', { name: /^已打/ }) })
          .filter({ has: small.getByRole('link', { name: /^打电话给/ }) })
          .first()
        const name = await text(person.getByRole('heading'))
        assert.match((await person.getByRole('link', { name: /^打电话给/ }).getAttribute('href')) ?? '', /^tel:\d+$/)
        await person.getByRole('button', { name: `已打 ${name}` }).click()
        await fill(small, '说了什么', '已电话催办，对方明日报结。')
        await office.axe(small, 'called')
        await office.shot(small, '已打-手机')
        await dialog(small).getByRole('button', { name: '记为催办' }).click()
        await dialog(small).waitFor({ state: 'detached' })
        const done = small.locator('.call-person', { hasText: name })
        await done
          .getByText(/已打 \d\d:\d\d/)
          .first()
          .waitFor()
        await office.shot(small, '已记-手机')
        // it stands in the past of the letter
        await done.locator('.call-what a').first().click()
        await small.locator('.matter-page h1').waitFor()
        await small.getByText('已电话催办，对方明日报结。').first().waitFor()

        // the same list on paper, and on the desk
        await go(gao, '/calls', '今天要打的电话')
        await gao.locator('.call-person').first().waitFor()
        await office.axe(gao, 'calls')
        await office.shot(gao, '电话清单')
        await gao.emulateMedia({ media: 'print' })
        await office.shot(gao, '电话清单-打印')
        await gao.emulateMedia({ media: 'screen' })

        // what could not be sent lies with the administrator
        await go(ding, '/status', '系统状态')
        await ding
          .getByRole('region', { name: '对外发送' })
          .getByRole('button', { name: /^重发 全办工作群/ })
          .first()
          .waitFor()
        await office.shot(ding, '死信')
        await ding
          .getByRole('region', { name: '对外发送' })
          .getByRole('button', { name: /^重发 全办工作群/ })
          .first()
          .click()
        await ding.getByText('已重新排队 1 条。').waitFor()
        await office.axe(ding, 'status')

        // one's own choice
        await go(gao, '/settings', '个人设置')
        await gao.getByRole('textbox', { name: '邮箱' }).fill('gaomin@yunxi.example')
        await gao.getByRole('button', { name: '保存 邮箱' }).click()
        await gao.getByText('g…@yunxi.example').waitFor()
        await office.axe(gao, 'settings')
        await office.shot(gao, '通知方式')

        const english = await as('丁一鸣', { ...phone, dark: true, language: 'en' })
        await english.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'normal', language: 'en' })))
        await go(english, '/channels', 'Channels of notices')
        await fits(english)
        await office.axe(english, 'channels, dark, in English, on a phone')
        await office.shot(english, '渠道-英文手机')
      } finally {
        await robot.close()
      }
    })) satisfies Parameters<typeof fullJourney>[1],
  { within: 300_000 },
)
