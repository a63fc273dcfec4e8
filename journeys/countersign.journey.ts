/** 三家会签: heard together, one says no alone and its words stay; settled, signed by hand on a telephone, numbered, sealed, and everybody who has it has signed for it. An office of its own: three have no account in the others. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { byFinger, writeByFinger } from './by-finger.ts'
import { journey, phone, type Window } from './journey.ts'
import { choose, dialog, fill, land, openLetter, press, text } from './letter-steps.ts'
import { post } from './page-calls.ts'
import { begin, issue, openness, review, seal } from './paper-steps.ts'

const PASSWORD = 'Yunxi-2026-Lantern'
const title = '关于规范临时占用河道堆放建筑材料的通知'
/** How far down the window something begins. */
const top = async (page: Page, where: string): Promise<number> => (await page.locator(where).first().boundingBox())?.y ?? Number.POSITIVE_INFINITY

journey(
  '发文：三家会签，一家不同意，手写签发，分发签收 (GN-18, R-D09, R-D24, R-D40)',
  ({ office }) =>
    apart(office, async ({ program, another, as }) => {
      const long = await as('龙思远')
      const passwords = new Map<string, string>()
      const people = [
        ['顾维民', 'guweimin'],
        ['康宁', 'kangning'],
        ['水清', 'shuiqing'],
      ] as const
      for (const [name, username] of people) {
        const person = await long.evaluate(async (q) => {
          const found = (await (await fetch(`/api/people/directory?q=${encodeURIComponent(q)}`)).json()) as { rows: { id: string; name: string }[] }
          return found.rows.find((row) => row.name === q)?.id
        }, name)
        passwords.set(username, (await post<{ password: string }>(long, '/api/people/reset-password', { person, username })).password)
      }
      await long.close()
      const signIn = async (username: string, how?: Window) => {
        const page = await another(how)
        const known = passwords.get(username) ?? ''
        await post(page, '/api/session/sign-in', { username, password: known })
        await post(page, '/api/session/change-password', { current: known, next: PASSWORD })
        await page.goto(program.url)
        return page
      }

      // a division begins it in the name of its office; this one is the government's
      const gu = await signIn('guweimin')
      await gu.goto(new URL('/outgoing/new', program.url).href)
      await gu.getByRole('textbox', { name: '标题' }).fill(title)
      assert.equal(await gu.getByLabel('发文机关', { exact: true }).inputValue(), '云溪市人民政府办公室')
      await gu.getByLabel('发文机关', { exact: true }).selectOption('云溪市人民政府')
      assert.equal(await gu.getByLabel('代字', { exact: true }).inputValue(), '云政发')
      await gu.getByLabel('行文名义').selectOption({ label: '以政府名义' })
      await gu.getByText(/云溪市人民政府 通知：本年已印发 \d+ 件，限额 20 件/).waitFor()
      await office.axe(gu, '起草登记')
      await office.shot(gu, '起草登记')
      await gu.keyboard.press('Control+Enter')
      await gu.locator('.matter-page h1').waitFor()
      const path = new URL(gu.url()).pathname
      await begin(gu, title, '各县（区）人民政府，市政府有关部门', '为保障行洪安全，禁止在河道管理范围内堆放建筑材料，确需临时占用的，须经水行政主管部门同意。')
      await openLetter(gu, path)
      await gu.locator('#readiness').getByText(/字数/).waitFor()
      await gu.locator('.outgoing-number').getByText('待编号').waitFor()
      await press(gu, 'countersign')
      for (const unit of ['市住房和城乡建设局', '市市场监督管理局', '市水利局']) await choose(gu, '送给', unit, unit)
      await fill(gu, '要求', '请会签，两个工作日内反馈。')
      await office.shot(gu, '送会签')
      await land(gu)

      // two agree; the third, on the telephone, does not, and says why
      const xu = await as('许文涛')
      await openLetter(xu, path)
      await press(xu, 'sign')
      await land(xu)
      const kang = await signIn('kangning')
      await openLetter(kang, path)
      await press(kang, 'sign')
      await fill(kang, '意见', '同意。')
      await land(kang)
      const shui = await signIn('shuiqing', phone)
      await openLetter(shui, path)
      await shui.locator('#draft').getByText('为保障行洪安全').waitFor()
      await shui.locator('#mine').getByLabel('意见', { exact: true }).fill('汛期一律不得占用，建议删去“确需临时占用的”一句。')
      await office.shot(shui, '会签-手机')
      await shui.locator('#mine').getByRole('button', { name: '不同意', exact: true }).click()
      await shui.locator('#mine').waitFor({ state: 'detached' })
      await openLetter(gu, path)
      const consulted = gu.locator('#consulted')
      await consulted.getByText('汛期一律不得占用').waitFor()
      assert.match(await text(consulted), /2\/3/)
      await office.axe(gu, '会签，有不同意见')
      await office.shot(gu, '会签-不同意见')
      await press(gu, 'submit')
      await choose(gu, '送给', '文电', '文电科')
      await land(gu)

      // reviewed; before it goes to the signer it is said how the dissent was settled
      const ji = await as('季红梅')
      await openLetter(ji, path)
      await press(ji, 'accept')
      await review(ji)
      await land(ji)
      await press(ji, 'toSign')
      await choose(ji, '签发人', '韩冬', '韩冬')
      assert.ok(await dialog(ji).locator('button[type="submit"]').isDisabled(), 'a dissent untold goes to nobody')
      await fill(ji, '不同意见的协调情况', '已与市水利局商定：汛期不批，其他时间须经其同意。')
      await office.shot(ji, '呈签')
      await land(ji)

      // on the telephone: the text first, the dissent with it, then the keys and the pad; who holds it after that
      const leader = await as('韩冬', phone)
      await byFinger(leader)
      await openLetter(leader, path)
      await leader.locator('#draft').getByText('为保障行洪安全').waitFor()
      await leader.locator('#mine').waitFor()
      const [number, words, against, mine, head] = [
        await top(leader, '.outgoing-number'),
        await top(leader, '#draft'),
        await top(leader, '#consulted'),
        await top(leader, '#mine'),
        await top(leader, '.matter-head'),
      ]
      assert.ok(number < words && words < against && against < mine && mine < head, `${[number, words, against, mine, head]}`)
      assert.match(await text(leader.locator('.outgoing-number')), /待编号/)
      await leader.locator('#consulted').getByText('已与市水利局商定').waitFor()
      for (const key of ['同意', '圈阅', '不同意，退回', '交秘书']) await leader.locator('#mine').getByRole('button', { name: key, exact: true }).waitFor()
      await office.shot(leader, '签发-手机，正文在前')
      await leader.getByRole('button', { name: '手写', exact: true }).click()
      await leader.locator('.ink-surface').scrollIntoViewIfNeeded()
      await leader.evaluate(`document.querySelector('.ink-surface').scrollIntoView({ block: 'center', behavior: 'instant' })`)
      await writeByFinger(leader)
      await office.shot(leader, '签发-手写')
      assert.equal(await leader.locator('.ink-surface > path:not(.ink-rule)').count(), 10, 'nine strokes and the one to come')
      await office.axe(leader, '签发，手机')
      await leader.locator('#mine').getByRole('button', { name: '批示（同意）' }).click()
      await leader.locator('#mine').waitFor({ state: 'detached' })

      // the hand stands where it belongs; rechecked, numbered, sealed, out
      await openLetter(ji, path)
      await ji.getByRole('img', { name: '韩冬的手写原迹' }).first().waitFor()
      assert.ok((await ji.getByText('手写原迹，非可靠电子签名').count()) > 0)
      await office.shot(ji, '签发原迹')
      await press(ji, 'recheck')
      await land(ji)
      await press(ji, 'number')
      await land(ji)
      await ji
        .locator('.outgoing-number')
        .getByText(/云政发〔\d{4}〕\d+号/)
        .waitFor()
      await openness(ji, '不予公开', '内部管理')
      await seal(ji, '市人民政府印章', '30')
      await issue(ji, '30', ['市住房和城乡建设局', '市市场监督管理局', '市水利局'])
      await fill(ji, '没有账号的收文单位', '市砂石协会 2 1-2')
      await land(ji)

      // every unit has it in its own 收文; whoever read it is seen to have
      await openLetter(xu, path)
      await press(xu, 'read')
      await land(xu)
      await openLetter(ji, path)
      const sent = ji.locator('#recipients')
      await sent.getByText('市砂石协会').waitFor()
      await sent.getByLabel('市砂石协会：签收人').fill('马会长')
      await sent.getByRole('button', { name: '已送达' }).click()
      await sent.getByText('马会长').waitFor()
      assert.match(await text(sent), /2\/4/)
      assert.match(await text(ji.locator('#consulted')), /不同意.*汛期一律不得占用/s, 'a dissent stays on record')
      await office.axe(ji, '已分发')
      await office.shot(ji, '分发签收')
    }),
  { within: 300_000 },
)
