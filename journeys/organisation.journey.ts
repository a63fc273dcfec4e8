/** The office itself changes: a post is handed over, two bureaus become one. The second has an office of its own, since nothing is as before afterwards. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, journey, phone } from './journey.ts'
import { dialog, fill, openLetter, registered, signFor, text } from './letter-steps.ts'

const openPerson = async (page: Page, name: string) => {
  await page.goto(new URL('/people', page.url()).href)
  await page.getByRole('searchbox', { name: '查单位、人员、拼音' }).fill(name)
  await page.getByRole('button', { name, exact: true }).click()
}
/** Puts somebody back on a post, so that the next story finds him there. */
const back = (page: Page, name: string, title: string) =>
  page.evaluate(
    async ([name, title]) => {
      const get = async (path: string) => (await (await fetch(path)).json()) as { rows: { id: string; code: string }[]; posts: { id: string; title: string }[] }
      const person = (await get(`/api/people/directory?q=${name}`)).rows[0]?.id
      const unit = (await get('/api/people/units')).rows.find((u) => u.code === 'ZFB-LX')?.id
      const post = (await get(`/api/people/unit?id=${unit}`)).posts.find((p) => p.title === title)?.id
      const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
      const answer = await fetch('/api/people/hold', { method: 'POST', headers, body: JSON.stringify({ person, post }) })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [name, title] as const,
  )
/** Picks by typing. */
async function pick(page: Page, label: string, typed: string) {
  const box = dialog(page).getByRole('combobox', { name: label })
  await box.fill(typed)
  await dialog(page).getByRole('option').first().waitFor()
  await box.press('Enter')
}

fullJourney(
  '岗位交接：清单逐件列明，负责人看过、打印、签收，即由他主办 (ZK-45)',
  async ({ office }) => {
    const he = await office.as('何雨桐')
    const { path, number } = await registered(he, { title: '暖气不热', body: '室温只有14度。' })
    const ding = await office.as('丁一鸣')
    await openPerson(ding, '何雨桐')
    await dialog(ding).getByRole('button', { name: '办理交接' }).click()
    await office.axe(ding, 'opening a hand-over')
    await dialog(ding).getByRole('combobox', { name: '事由' }).selectOption('rotation')
    await dialog(ding).getByRole('button', { name: '确定' }).click()
    await ding.getByRole('heading', { name: '岗位交接' }).waitFor()
    await ding.getByText('待签收：高敏').waitFor()
    assert.equal(await ding.getByText('暖气不热').count(), 0, 'whoever keeps the people does not see what stands on the list')

    const gao = await office.as('高敏', phone, '/hand-overs')
    await gao.getByRole('link', { name: '签收', exact: true }).waitFor()
    await office.shot(gao, '待签收')
    await gao.getByRole('link', { name: '签收', exact: true }).click()
    const row = gao.getByRole('row').filter({ hasText: number })
    await row.waitFor()
    await office.axe(gao, 'the list to sign')
    await office.shot(gao, '清单手机')
    await gao.emulateMedia({ media: 'print' })
    assert.ok(await row.isVisible())
    assert.ok(await gao.getByText('监交人').isVisible())
    assert.equal(await gao.getByRole('button', { name: '签收' }).isVisible(), false, 'buttons are not printed')
    assert.ok((await gao.pdf({ preferCSSPageSize: true })).length > 5_000)
    await gao.emulateMedia({ media: 'screen' })
    await gao.getByRole('button', { name: '签收', exact: true }).click()
    await gao.getByRole('status').filter({ hasText: '高敏' }).waitFor()
    await openLetter(gao, path)
    await gao.getByText('岗位交接').first().waitFor()
    assert.match(await text(gao.locator('.matter-page')), /现由.*高敏/s)
    await back(ding, '何雨桐', '话务员')
  },
  { within: 420_000 },
)

journey(
  '机构改革：两局合并，经办人看到的 (ZK-47)',
  ({ office }) =>
    apart(office, async ({ as }) => {
      const he = await as('何雨桐')
      const mine = await registered(he, { title: '楼道灯不亮', body: '三单元楼道灯坏了半个月。', unit: 'ZJJ' })
      const theirs = await registered(he, { title: '占道摆摊', body: '学校门口摆摊堵路。', unit: 'CGJ' })
      const xu = await as('许文涛')
      await signFor(xu, mine.path)

      const ding = await as('丁一鸣')
      await ding.goto(new URL('/people', ding.url()).href)
      await ding.getByRole('button', { name: /市住房和城乡建设局/ }).click()
      await ding.getByRole('button', { name: '机构调整' }).click()
      await dialog(ding).getByRole('radio', { name: '合并' }).check()
      await pick(ding, '撤并的单位', '市城管局')
      await fill(ding, '新单位名称', '市城乡建设和管理局')
      await fill(ding, '简称', '城建管理局')
      await fill(ding, '编码', 'CJGL')
      await fill(ding, '文件依据', '云编发〔2026〕3号')
      await dialog(ding).getByRole('button', { name: '先看影响' }).click()
      await dialog(ding).getByRole('region', { name: '将随之调整' }).or(dialog(ding).getByRole('status')).first().waitFor()
      await dialog(ding).getByText('有两个负责人岗').waitFor()
      await office.axe(ding, 'the look before')
      await office.shot(ding, '先看影响')
      // where each post goes: one of the two heads becomes a deputy, and it is looked at again
      await dialog(ding).getByLabel('新岗位名称 市城市管理局 局长').fill('副局长')
      await dialog(ding).getByLabel('负责人岗 市城市管理局 局长').uncheck()
      await office.shot(ding, '岗位去处')
      await dialog(ding).getByRole('button', { name: '先看影响' }).click()
      await dialog(ding).getByRole('status').waitFor()
      assert.equal(await dialog(ding).getByText('有两个负责人岗').count(), 0)
      await dialog(ding).getByRole('button', { name: '办理机构调整' }).click()
      await dialog(ding).waitFor({ state: 'detached' })
      await ding.getByText('云编发〔2026〕3号').first().waitFor()
      await ding.getByText('副局长').first().waitFor()
      await office.shot(ding, '新单位')

      // the clerk: his letter is still his, under the new name, with the same due time; the other bureau's lies in his unit
      await openLetter(xu, mine.path)
      assert.match(await text(xu.locator('.matter-page')), /市城乡建设和管理局/)
      await xu.getByText('机构调整').first().waitFor()
      await office.shot(xu, '经办人看到的')
      await openLetter(xu, theirs.path)
      await signFor(xu, theirs.path)
      assert.match(await text(xu.locator('.matter-page')), /许文涛/)
    }),
  { within: 420_000 },
)

fullJourney('通讯录与领域：单位怎么找、归谁管，一处可查 (HB-14, BZ-16)', async ({ office }) => {
  const ding = await office.as('丁一鸣', {}, '/contacts')
  await ding.getByRole('searchbox', { name: '查单位、姓名、电话' }).fill('水利')
  await ding.getByRole('button', { name: /修改联系方式 市水利局/ }).click()
  await fill(ding, '值班电话', '0000-6021')
  await dialog(ding).getByRole('button', { name: '保存' }).click()
  await ding.getByRole('link', { name: '0000-6021' }).waitFor()
  await office.axe(ding, 'contacts')
  await office.shot(ding, '通讯录')
  await ding.getByRole('link', { name: '领域' }).click()
  await ding.getByRole('button', { name: '增加领域' }).click()
  await fill(ding, '名称', '水利')
  await fill(ding, '代号', 'water')
  await dialog(ding).getByRole('button', { name: '保存' }).click()
  await ding.getByRole('button', { name: '归入单位 水利' }).click()
  await pick(ding, '单位', '水利局')
  await dialog(ding).getByRole('button', { name: '保存' }).click()
  await ding.getByRole('cell', { name: /市水利局/ }).waitFor()
  await office.shot(ding, '领域')

  const he = await office.as('何雨桐', phone, '/contacts')
  await he.getByRole('link', { name: '0000-6021' }).waitFor()
  await office.shot(he, '通讯录手机')
})

fullJourney('领导分工：自某日起改由他人，事先登记，当日生效 (BZ-16)', ({ office }) =>
  apart(office, async ({ as }) => {
    const ding = await as('丁一鸣')
    await ding.goto(new URL('/people', ding.url()).href)
    await ding.getByRole('link', { name: '领导分工' }).click()
    await ding.getByRole('heading', { name: '领导分工' }).waitFor()
    await ding.getByRole('button', { name: '调整分工 市水利局 分管' }).click()
    await pick(ding, '改由', '沈国栋')
    const day = dialog(ding).getByLabel('自哪天起')
    await day.fill('2030-03-01')
    await day.press('Tab')
    await office.axe(ding, 'passing a portfolio on')
    await office.shot(ding, '调整分工')
    await dialog(ding).getByRole('button', { name: '保存' }).click()
    await dialog(ding).waitFor({ state: 'detached' })
    const row = (name: string) => ding.getByRole('row').filter({ has: ding.getByRole('rowheader', { name: new RegExp(name) }) })
    await row('韩冬')
      .getByText(/2030年2月28日/)
      .waitFor()
    await row('沈国栋')
      .getByText(/2030年3月1日/)
      .waitFor()
    await office.shot(ding, '领导分工')
    await ding.getByRole('button', { name: '增加分工 罗静' }).click()
    await pick(ding, '单位', '市水利局')
    await dialog(ding).getByRole('radio', { name: '协管' }).check()
    await dialog(ding).getByRole('button', { name: '保存' }).click()
    await dialog(ding).waitFor({ state: 'detached' })
    await row('罗静').getByText('市水利局').waitFor()
    await ding.emulateMedia({ media: 'print' })
    assert.ok(await row('韩冬').isVisible())
    await ding.emulateMedia({ media: 'screen' })

    const han = await as('韩冬', phone)
    await han.goto(new URL('/portfolios?on=2030-03-01', han.url()).href)
    await han.getByRole('heading', { name: '领导分工' }).waitFor()
    assert.equal(await han.getByRole('button', { name: /调整分工/ }).count(), 0)
    await office.shot(han, '领导分工-手机')
  }),
)

fullJourney('离任：未了的事项逐项列出，交接签收、分工调整以后才能离任 (R-D50)', ({ office }) =>
  apart(office, async ({ as }) => {
    const ding = await as('丁一鸣')
    await openPerson(ding, '苏婉')
    await dialog(ding).getByRole('button', { name: '办理离任' }).click()
    const open = dialog(ding).getByRole('region', { name: '办理离任' })
    await open.getByText('未了').first().waitFor()
    assert.ok(await open.getByRole('button', { name: '确认离任' }).isDisabled())
    await office.axe(ding, 'what is still open')
    await office.shot(ding, '离任-未了')
    await open.getByRole('button', { name: '办理交接' }).click()
    await dialog(ding).getByRole('combobox', { name: '事由' }).selectOption('leave')
    await dialog(ding).getByRole('button', { name: '确定' }).click()
    await ding.getByRole('heading', { name: '岗位交接' }).waitFor()
    await openPerson(ding, '苏婉')
    await dialog(ding).getByRole('button', { name: '办理离任' }).click()
    await open.getByText('待 高敏 签收').waitFor()
    await open.getByRole('link', { name: '看交接清单' }).waitFor()

    const gao = await as('高敏')
    await gao.goto(new URL('/hand-overs', gao.url()).href)
    await gao.getByRole('link', { name: '签收', exact: true }).click()
    await gao.getByRole('button', { name: '签收', exact: true }).click()
    await gao.getByRole('status').filter({ hasText: '高敏' }).waitFor()

    await openPerson(ding, '苏婉')
    await dialog(ding).getByRole('button', { name: '办理离任' }).click()
    await open.getByText('岗位交接已办完').waitFor()
    await office.shot(ding, '离任-可办')
    await open.getByRole('button', { name: '确认离任' }).click()
    await dialog(ding).waitFor({ state: 'detached' })
  }),
)

fullJourney('预定机构调整：定下以后人人看得见，到期由系统办理，到期以前可以撤回 (ZK-47)', ({ office }) =>
  apart(office, async ({ as }) => {
    const ding = await as('丁一鸣')
    await ding.goto(new URL('/people', ding.url()).href)
    await ding.getByRole('button', { name: /市民政局/ }).click()
    await ding.getByRole('button', { name: '机构调整' }).click()
    await fill(ding, '新单位名称', '市民政和社会工作局')
    await fill(ding, '简称', '市民政局')
    await fill(ding, '文件依据', '云编发〔2026〕8号')
    const day = dialog(ding).getByLabel('自哪天起')
    await day.fill('2030-01-01')
    await day.press('Tab')
    await dialog(ding).getByRole('button', { name: '先看影响' }).click()
    await dialog(ding).getByRole('status').waitFor()
    await dialog(ding).getByRole('button', { name: '定下，到期办理' }).click()
    await dialog(ding).waitFor({ state: 'detached' })
    await ding.getByRole('heading', { name: '已定的机构调整' }).waitFor()
    await ding.getByText('2030年1月1日起').waitFor()
    await office.shot(ding, '已定')

    const gao = await as('高敏', phone)
    await gao.goto(new URL('/people', gao.url()).href)
    await gao.getByText('2030年1月1日起').waitFor()
    assert.equal(await gao.getByRole('button', { name: /^撤回/ }).count(), 0)
    await office.shot(gao, '已定-手机')
    await ding.getByRole('button', { name: /^撤回/ }).click()
    await ding.getByText('已撤回').waitFor()
  }),
)
