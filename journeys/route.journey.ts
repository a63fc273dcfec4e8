/** 办理路线 (HB-44): proposed by one, approved by another, started by a holder on his letter, its steps seen on the page; reminders of a limit changed the same way. An office of its own. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, press, registered, signFor, text } from './letter-steps.ts'

const rules = async (page: Page) => {
  await page.goto(new URL('/rules', page.url()).href)
  await page.getByRole('heading', { name: '规则', level: 1 }).waitFor()
}
const today = (page: Page) => page.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
async function fromToday(page: Page) {
  const day = dialog(page).getByLabel('生效日期')
  await day.fill(await today(page))
  await day.press('Tab')
}

fullJourney(
  '按办理路线：公布、启用、一步一步看得见；提醒时刻也由两个人改',
  ({ office }) =>
    apart(office, async ({ as }) => {
      const he = await as('何雨桐')
      const { path } = await registered(he, { title: '小区外墙脱落', body: '外墙瓷砖脱落，请尽快处理。', unit: 'ZJJ' })
      const xu = await as('许文涛')
      await signFor(xu, path)
      assert.equal(await xu.locator('[data-move="startRoute"]').count(), 0, 'no route is published: none is offered')

      // the route, proposed and approved
      const ding = await as('丁一鸣')
      await rules(ding)
      await ding.getByRole('button', { name: '新设办理路线' }).click()
      await fill(ding, '代号', 'joint')
      await dialog(ding).getByRole('button', { name: '下一步' }).click()
      await fill(ding, '路线名称', '专家会商')
      await dialog(ding).getByLabel('第 1 步 环节').fill('单位负责人审核')
      await dialog(ding).getByRole('button', { name: '增加一步' }).click()
      await dialog(ding).getByLabel('第 2 步 环节').fill('会商')
      await dialog(ding).getByLabel('第 2 步 由谁').selectOption('chosen')
      await fill(ding, '依据', '云政办〔2026〕9号')
      await fromToday(ding)
      await office.axe(ding, 'a route proposed')
      await office.shot(ding, '提出路线')
      await dialog(ding).getByRole('button', { name: '送审批' }).click()
      await dialog(ding).waitFor({ state: 'detached' })

      // when a limit reminds, the same way
      const limit = ding.getByRole('row').filter({ has: ding.getByRole('rowheader', { name: '群众来信：办理时限' }) })
      await limit.getByRole('button', { name: '提出修改' }).click()
      await dialog(ding).getByLabel('第 1 次 %').fill('50')
      await dialog(ding).getByRole('button', { name: '增加一次提醒' }).click()
      await fill(ding, '依据', '云政办〔2026〕9号')
      await fromToday(ding)
      await dialog(ding).getByRole('region', { name: '修改前后' }).getByText('用去 50% 时提醒承办人').waitFor()
      await office.axe(ding, 'reminders proposed')
      await office.shot(ding, '提出提醒')
      await dialog(ding).getByRole('button', { name: '送审批' }).click()
      await dialog(ding).waitFor({ state: 'detached' })

      const zhang = await as('张怀远', phone)
      await rules(zhang)
      await office.shot(zhang, '待审批-手机')
      await zhang.getByRole('button', { name: /^批准 .*专家会商/ }).click()
      await zhang.getByRole('button', { name: /^批准 .*办理时限/ }).click()
      await zhang.getByRole('heading', { name: '待审批' }).waitFor({ state: 'detached' })

      // a holder starts it on his letter
      await openLetter(xu, path)
      await press(xu, 'startRoute')
      await dialog(xu).getByText('单位负责人审核').waitFor()
      await choose(xu, '会商由谁办', 'weilai', '魏来')
      await office.axe(xu, 'starting a route')
      await office.shot(xu, '按路线办理')
      await land(xu)
      const strip = xu.getByRole('region', { name: '办理路线' })
      await strip.getByText('按路线办理：专家会商，第 1 版').waitFor()
      assert.match(await text(strip.locator('[aria-current="step"]')), /单位负责人审核/)
      assert.match(await text(xu.locator('#stages')), /郭振华/)
      await office.axe(xu, 'on a route')
      await office.shot(xu, '路线在办')

      // on the telephone, in English
      const gao = await as('高敏', { ...phone, language: 'en' })
      await openLetter(gao, path)
      await gao.getByRole('region', { name: 'Route' }).getByText('here now').waitFor()
      await office.shot(gao, '路线-手机')

      // the rule book says so on paper
      await rules(ding)
      await ding.emulateMedia({ media: 'print' })
      assert.match(await text(ding.locator('.rules-page')), /专家会商.*单位负责人审核/s)
      await office.shot(ding, '汇编-打印')
      await ding.emulateMedia({ media: 'screen' })
    }),
  { within: 300_000 },
)
