/** 版头表、发文限额表: one proposes, another approves on a telephone; from then on the form offers the 代字, and over the limit it asks why. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { fullJourney, type JourneyOffice, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
async function propose(page: Page, office: JourneyOffice, path: string, heading: string, fill: (row: ReturnType<Page['locator']>) => Promise<void>) {
  await page.goto(at(office, path))
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
  await page.getByRole('button', { name: '提出修改' }).click()
  await page.getByRole('button', { name: '增加一行' }).click()
  await fill(page.locator('.outgoing-edit-row').last())
  const day = page.getByLabel('执行日期')
  await day.fill(await page.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())))
  await day.press('Tab')
  await page.getByLabel('依据').fill('云政办〔2026〕11号')
  await office.axe(page, `${heading}，提出修改`)
  await office.shot(page, `${heading}-提出修改`)
  await page.getByRole('button', { name: '送审批' }).click()
  await page.getByText('已送审批。').waitFor()
}

fullJourney(
  '版头表、限额表两个人定，起草时按表 (HB-29, HB-44, R-M20)',
  async ({ office }) => {
    const ding = await office.as('丁一鸣')
    await propose(ding, office, '/outgoing/quotas', '发文限额表', async (row) => {
      await row.getByLabel('发文机关', { exact: true }).selectOption('云溪市人民政府办公室')
      await row.getByLabel('文种', { exact: true }).selectOption({ label: '通报' })
      await row.getByLabel('超限额须报批').check()
    })
    await propose(ding, office, '/outgoing/letterheads', '版头表', async (row) => {
      await row.getByLabel('代字', { exact: true }).fill('云政办通')
      await row.getByLabel(/^发文机关 /).selectOption('云溪市人民政府办公室')
      await row.getByLabel('发文机关标志').fill('云溪市人民政府办公室')
      await row.getByLabel('印发机关').fill('云溪市人民政府办公室')
    })
    const zhang = await office.as('张怀远', phone, '/rules')
    for (const table of ['发文限额表', '版头表']) {
      const key = zhang.getByRole('button', { name: `批准 发文：${table}` })
      await key.click()
      await key.waitFor({ state: 'detached' })
    }
    await zhang.goto(at(office, '/outgoing/letterheads'))
    await zhang.getByText('云政办通').waitFor()
    await office.axe(zhang, '版头表，手机')
    await office.shot(zhang, '版头表-手机')
    await zhang.goto(at(office, '/outgoing/quotas'))
    await zhang.getByText('须经办公室领导批准').first().waitFor()
    await office.shot(zhang, '发文限额表-手机')

    const ji = await office.as('季红梅', {}, '/outgoing/new')
    await ji.getByRole('textbox', { name: '标题' }).fill('关于防汛工作落实情况的通报')
    await ji.getByLabel('文种').selectOption({ label: '通报' })
    await ji.getByText('云溪市人民政府办公室 通报：本年已印发 0 件，限额 0 件，再发即超限额').waitFor()
    await ji.getByLabel('代字', { exact: true }).selectOption('云政办通')
    await ji.keyboard.press('Control+Enter')
    await ji.getByText('本年发文已达限额，请说明理由：云溪市人民政府办公室通报 1/0。').waitFor()
    await office.axe(ji, '超限额')
    await office.shot(ji, '起草-超限额')
    await ji.getByLabel('超限额的理由').fill('市政府主要领导要求通报')
    await ji.keyboard.press('Control+Enter')
    await ji.locator('#readiness').getByText('须经办公室领导批准').waitFor()
    assert.ok(await ji.locator('.moves [data-move="askOver"]').isVisible(), 'leave is asked of a leader of the office')
    await office.axe(ji, '送审前核对')
    await office.shot(ji, '送审前核对')
  },
  { within: 180_000 },
)
