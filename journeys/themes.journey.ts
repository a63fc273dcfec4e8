/** 边写边提示，热点转交办: the category proposed with its reason and taken by a key; a twin merged by one key; a theme that becomes an affair. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { fullJourney, type JourneyOffice, phone } from './journey.ts'
import { registered } from './letter-steps.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
async function fits(page: Page) {
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0, `${page.url()}: ${wide} px wider than the window`)
}

fullJourney('边写边提示：事项类别附理由，一键采用；同一件事并入前件', async ({ office }) => {
  const he = await office.as('何雨桐')
  const twin = await registered(he, { title: '滨江花园二期地下车库渗水', body: '滨江花园二期地下车库渗水半个月，车位泡在水里。' })
  await he.goto(at(office, '/letters/register'))
  const box = he.getByRole('textbox', { name: '诉求内容' })
  await box.fill('滨江花园工地拖欠工资，我们十几个人干了半年，工资一分没给，包工头不接电话。')
  const suggestion = he.locator('.suggestion').filter({ hasText: '事项类别' })
  await suggestion.getByText('劳动和社会保障').waitFor()
  await suggestion.getByText('以往来信用语').waitFor()
  await office.shot(he, '类别建议')
  await office.axe(he, 'registering with a category proposed')
  // nobody has said it: it stands beside the field as proposed, Tab takes everything over
  await box.press('Tab')
  await he.getByRole('combobox', { name: '事项类别' }).waitFor()
  assert.match(await he.getByRole('combobox', { name: '事项类别' }).inputValue(), /^c05/)
  await he.keyboard.press('Control+Shift+Enter')
  const landed = he.getByRole('status').getByRole('link', { name: /已登记 信〔\d{4}〕\d+号/ })
  await landed.waitFor()
  const path = (await landed.getAttribute('href')) ?? ''

  await box.fill('滨江花园二期地下车库渗水，已经半个月，没人来修。')
  await he.locator('#duplicates').getByText(twin.number).waitFor()
  await office.shot(he, '可能重复')
  await he.keyboard.press('F4')
  await he.getByRole('link', { name: new RegExp(`已登记 信〔\\d{4}〕\\d+号，已并入 ${twin.number}`) }).waitFor()

  const gao = await office.as('高敏')
  await gao.goto(at(office, path))
  await gao.getByText('劳动和社会保障').first().waitFor()
  await gao.goto(at(office, '/letters?category=c05'))
  await gao.getByRole('row').nth(1).waitFor()
  await office.shot(gao, '台账按类别')
  await gao.goto(at(office, '/letters/figures'))
  await gao.getByRole('heading', { name: '按事项类别' }).waitFor()
  await gao.locator('#by-category').scrollIntoViewIfNeeded()
  await office.shot(gao, '按类别')
})

fullJourney('热点：同一地点同一问题的来信归在一起，科长转为交办事项 (HB-49)', async ({ office }) => {
  const gao = await office.as('高敏')
  await gao.getByRole('link', { name: '热点' }).click()
  const first = gao.locator('.theme').first()
  await first.waitFor()
  await office.axe(gao, 'themes')
  await office.shot(gao, '热点')
  await first.locator('.theme-name').click()
  await first.getByRole('row').nth(2).waitFor()
  await office.shot(gao, '热点来信')
  const title = (await first.locator('.theme-name b').textContent()) ?? ''
  const small = await office.as('高敏', { ...phone, language: 'en' })
  await small.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'normal', language: 'en' })))
  await small.goto(at(office, '/letters/themes'))
  await small.locator('.theme').first().waitFor()
  await office.axe(small, 'themes on a phone')
  await fits(small)
  await office.shot(small, '热点-手机')

  await first.getByRole('button', { name: '转为交办事项' }).click()
  await gao.getByRole('heading', { name: new RegExp(`${title}：群众集中反映的问题`) }).waitFor()
  await gao
    .getByText(/交〔\d{4}〕\d+号/)
    .first()
    .waitFor()
  await office.shot(gao, '交办事项')
  await gao.goto(at(office, '/letters/themes'))
  await gao.locator('.theme').filter({ hasText: title }).first().locator('.theme-affair').waitFor()
})
