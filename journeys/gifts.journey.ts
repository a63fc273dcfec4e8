/** 礼品登记: declared on the phone, handed in with a receipt, confirmed by who keeps the register; nobody else sees it. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { readPaper } from '../platform/print/read-paper.ts'
import { fullJourney, type JourneyOffice, phone } from './journey.ts'
import { dialog, text } from './letter-steps.ts'

const open = async (office: JourneyOffice, page: Page): Promise<void> => {
  await page.goto(`${office.url}/petitions/gifts`)
  await page.locator('.ledger-page h1').waitFor()
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0, 'nothing is wider than the window')
}
const saved = async (page: Page): Promise<void> => {
  await dialog(page)
    .getByRole('button', { name: /^(保存|Save)$/ })
    .click()
  await dialog(page).waitFor({ state: 'detached' })
}

fullJourney('礼品登记：手机上申报，上交留收据，专人核对，别人看不到 (ZK-50)', async ({ office }) => {
  const xu = await office.as('许文涛', phone)
  await open(office, xu)
  await xu.getByRole('button', { name: '申报' }).click()
  const form = dialog(xu)
  await form.getByRole('textbox', { name: '名称、数量' }).fill('藏酒一箱')
  await form.getByRole('textbox', { name: '价值（元）' }).fill('八百')
  await form.getByRole('textbox', { name: '赠送、接待方' }).fill('翠屏酒业')
  await form.getByRole('textbox', { name: '场合、事由' }).fill('到翠屏区检查')
  await form.getByRole('button', { name: '保存' }).click()
  await form.locator('.field-fault').waitFor()
  assert.equal(await form.getByRole('textbox', { name: '名称、数量' }).inputValue(), '藏酒一箱', 'what was typed stays')
  await form.getByRole('textbox', { name: '价值（元）' }).fill('800')
  await form.getByRole('combobox', { name: '处理' }).selectOption({ label: '按规定留用' })
  await form.getByRole('textbox', { name: '收据、凭证' }).fill('留作纪念')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText('不得留用', { exact: false }).waitFor()
  await office.axe(xu, 'a declaration refused, on a phone')
  await office.shot(xu, '申报被退回')
  await form.getByRole('combobox', { name: '处理' }).selectOption({ label: '上交' })
  await form.getByRole('textbox', { name: '收据、凭证' }).fill('收字 0021 号')
  await saved(xu)
  const own = xu.getByRole('row').filter({ hasText: '藏酒一箱' }).first()
  await own.getByText('待核对').waitFor()
  const number = /礼〔\d{4}〕\d+号/.exec(await text(own))?.[0] ?? ''
  assert.notEqual(number, '')
  await office.axe(xu, 'his own declarations on a phone')
  await office.shot(xu, '本人登记')

  // his head and the petitions office see nothing of it
  const gao = await office.as('高敏')
  await open(office, gao)
  await gao.getByRole('button', { name: '申报' }).waitFor()
  assert.equal(await gao.getByText('藏酒一箱').count(), 0)

  const zhang = await office.as('张怀远')
  await open(office, zhang)
  const row = zhang.getByRole('row').filter({ hasText: number })
  await row.getByText('许文涛').waitFor()
  await row.getByRole('button', { name: `处理 ${number}` }).click()
  await office.axe(zhang, 'a declaration to be confirmed')
  await office.shot(zhang, '核对')
  await dialog(zhang).getByRole('button', { name: '核对无误' }).click()
  await row.getByText('已核对').waitFor()
  assert.equal(await row.getByRole('button').count(), 0, 'nothing of it is changed any more')
  await office.axe(zhang, 'the gift register')
  await office.shot(zhang, '礼品登记簿')

  const [paper] = await Promise.all([zhang.waitForResponse((one) => one.url().includes('/petitions/gifts.pdf')), zhang.getByRole('button', { name: '打印稿' }).click()])
  assert.equal(paper.status(), 200)
  const set = await readPaper(await (await zhang.request.get(paper.url())).body())
  assert.ok(
    set.pages
      .map((one) => one.text)
      .join('')
      .replace(/\s+/g, '')
      .includes('藏酒一箱'),
    'the printed register holds it',
  )
  await office.shot(zhang, '印成的登记簿')
  await zhang.keyboard.press('Escape')
  for (const [ending, magic] of [
    ['pdf', '%PDF-'],
    ['xlsx', 'PK'],
    ['csv', ''],
  ] as const) {
    const answer = await zhang.request.get(`${office.url}/api/petitions/gifts.${ending}`, { headers: { 'x-huiyin': '1' } })
    assert.equal(answer.status(), 200, ending)
    const body = await answer.body()
    assert.ok(body.subarray(0, 8).toString('latin1').includes(magic), ending)
    if (ending === 'csv') assert.ok(body.toString('utf8').includes(number), 'the file holds the register')
  }
  const english = await office.as('张怀远', { ...phone, language: 'en' })
  await open(office, english)
  await english.getByRole('row').filter({ hasText: number }).getByText('Confirmed').waitFor()
  await office.axe(english, 'the gift register in English on a phone')
  await office.shot(english, '登记簿-手机英文')
})
