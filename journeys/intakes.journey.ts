/** 收件方式 (HB-44): two persons switch the line off; then 登记 takes letters and mailboxes, callers are sent to 12345, and of the centre's sheet only what is supervised becomes a letter. An office of its own. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, phone } from './journey.ts'
import { dialog, fill, text } from './letter-steps.ts'

const to = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)

fullJourney(
  '本办不接听热线：两个人改收件方式，登记页说清去处，督办的登记，其余列入清单',
  ({ office }) =>
    apart(office, async ({ as }) => {
      const ding = await as('丁一鸣')
      await to(ding, '/rules')
      const row = ding.getByRole('row').filter({ hasText: '收件方式' })
      await row.getByRole('button', { name: '提出修改' }).click()
      await dialog(ding).getByRole('checkbox').first().uncheck()
      await fill(ding, '依据', '云政办〔2026〕9号')
      const today = await ding.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
      await dialog(ding).getByLabel('生效日期').fill(today)
      await dialog(ding).getByLabel('生效日期').press('Tab')
      await office.shot(ding, '提出修改')
      await dialog(ding).getByRole('button', { name: '送审批' }).click()
      await ding.getByRole('heading', { name: '待审批' }).waitFor()
      const zhang = await as('张怀远')
      await to(zhang, '/rules')
      await zhang.getByRole('button', { name: /批准 .*收件方式/ }).click()
      await zhang.getByRole('heading', { name: '待审批' }).waitFor({ state: 'detached' })

      const he = await as('何雨桐')
      await to(he, '/letters/register')
      await he.getByText('本办不接听热线').first().waitFor()
      assert.equal(await he.getByRole('radio', { name: '来电', exact: true }).count(), 0)
      await office.axe(he, '登记')
      await office.shot(he, '登记')
      const small = await as('何雨桐', phone)
      await to(small, '/letters/register')
      await small.getByText('本办不接听热线').first().waitFor()
      await office.shot(small, '登记-手机')

      await to(he, '/letters/outside')
      const compare = he.locator('#compare')
      await compare.getByLabel('外部系统').fill('市12345中心')
      await compare.getByLabel('粘贴表格').fill('工单编号\t标题\t内容\nG-1\t井盖丢失\t团结路井盖丢失，行人危险。\nG-2\t路灯不亮\t和平路路灯不亮。\nG-3\t噪声\t夜间施工噪声。')
      await compare.getByRole('button', { name: '对照', exact: true }).click()
      await compare.getByRole('button', { name: '督办件，登记' }).first().click()
      await compare.getByText(/已登记 信〔/).waitFor()
      await office.shot(he, '对照')
      await compare.getByRole('button', { name: '其余 2 件列入对照清单' }).click()
      await compare.getByText('已列入 2 件。').waitFor()
      await he.getByRole('row').filter({ hasText: 'G-2' }).waitFor()
      assert.match(await text(he.locator('body')), /G-3/)
      await office.axe(he, '对照清单')
      await office.shot(he, '对照清单')
    }),
  { within: 300_000 },
)
