/** One day over all desks: 收发窗口, 单位主页, 主任一屏, 我的表, 通知, 明日一览. */
import type { Page } from 'playwright-core'
import { type JourneyOffice, journey, phone } from './journey.ts'

const arrived = [
  { text: '市民王女士来电反映：北苑小区三天没有暖气，请市住建局处理，联系电话13800006177。', goes: '来信来电', number: /信〔\d{4}〕\d+号/ },
  { text: '张秘书长：请市住建局三日内报北苑小区供暖情况。', goes: '交办事项', number: /交〔\d{4}〕\d+号/ },
  { text: '卢女士来访，说东湖安置房楼道积水，请市住建局处理。', goes: '来访', number: /交〔\d{4}〕\d+号/ },
] as const
/** Nothing is wider than the window. */
async function fits(page: Page) {
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  if (wide > 0) throw new Error(`${page.url()}: ${wide} px wider than the window`)
}
const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href

journey(
  '收发窗口：来电、交办、来访，各写一段，回车登记，各归各口',
  async ({ office }) => {
    const clerk = await office.as('高敏')
    await clerk.goto(at(office, '/window'))
    const box = clerk.getByRole('textbox', { name: '收到什么，写什么' })
    for (const [n, { text, goes, number }] of arrived.entries()) {
      await box.waitFor()
      // the keyboard alone: the focus is in the box
      await clerk.keyboard.insertText(text)
      await clerk.locator('.choice-one.is-on', { hasText: goes }).waitFor()
      await clerk.locator('.picked', { hasText: '市住建局' }).waitFor()
      if (n === 0) {
        await office.shot(clerk, '辨认')
        await office.axe(clerk, '收发窗口')
      }
      await clerk.keyboard.press('Enter')
      // the box is empty for the next paper
      await clerk.locator('.window-text:placeholder-shown').waitFor()
      await clerk.locator('.window-landed').getByText(number).waitFor()
      await clerk.locator('.window-landed').getByText('交市住建局').waitFor()
      await clerk.getByRole('row').filter({ hasText: number }).first().waitFor()
    }
    await office.shot(clerk, '今日收件')
    await clerk.emulateMedia({ media: 'print' })
    await office.shot(clerk, '打印')
    await clerk.emulateMedia({ media: 'screen' })
    // what nothing speaks for is not guessed; the order of an order is asked for
    await clerk.keyboard.insertText('看一下这个')
    await clerk.getByText('没有可以判断归口的字词').waitFor()
    await clerk.getByRole('radio', { name: '交办事项' }).check()
    await box.press('Enter')
    await clerk.locator('.field.is-wrong', { hasText: '交办人' }).waitFor()

    const small = await office.as('高敏', { ...phone, language: 'en' })
    await small.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'normal', language: 'en' })))
    await small.goto(at(office, '/window'))
    await small.getByRole('textbox', { name: 'Write whatever arrived' }).fill(arrived[0].text)
    await small.getByText('Because of').waitFor()
    await office.axe(small, 'window on a phone')
    await fits(small)
    await small.screenshot({ fullPage: true, path: 'dist/journeys/window-phone.png' })
  },
  { within: 180_000 },
)

journey(
  '主任一屏：秘书长看全办负荷，点开超期，最窄处，打印一页',
  async ({ office }) => {
    const director = await office.as('张怀远')
    await director.getByRole('link', { name: '主任一屏' }).first().click()
    await director.getByRole('heading', { name: '主任一屏' }).waitFor()
    await director.locator('.is-narrow').waitFor()
    await office.shot(director, '一屏')
    await office.axe(director, '主任一屏')
    const late = director.locator('.overview-units tbody tr [data-figure=late] a').first()
    const told = Number(await late.textContent())
    await late.click()
    await director.waitForURL(/\/ledger\?/)
    await director.getByText(`共 ${told} 件`).waitFor()
    if ((await director.locator('.ledger-page tbody tr').count()) !== told) throw new Error('the list is not what the figure counts')
    await office.shot(director, '点开')
    await director.goBack()
    await director.locator('.is-narrow').waitFor()
    await director.emulateMedia({ media: 'print' })
    const pdf = await director.pdf({ preferCSSPageSize: true })
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
    if (sheets !== 1) throw new Error(`printed on ${sheets} sheets`)
    await office.shot(director, '打印')
    const small = await office.as('张怀远', { ...phone, language: 'en' })
    await small.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'normal', language: 'en' })))
    await small.goto(at(office, '/overview'))
    await small.locator('.is-narrow').waitFor()
    await office.axe(small, 'overview on a phone')
    await fits(small)
    await small.screenshot({ fullPage: true, path: 'dist/journeys/overview-phone.png' })
  },
  { within: 180_000 },
)

journey('查询：斜杠进查询框，编号直达，标题两字，姓名找人', async ({ office }) => {
  const clerk = await office.as('高敏')
  await clerk.goto(at(office, '/letters'))
  const row = clerk.locator('.ledger tbody tr').first()
  const number = (
    (await row
      .getByText(/信〔\d{4}〕\d+号/)
      .first()
      .textContent()) ?? ''
  ).trim()
  const box = clerk.getByRole('combobox', { name: '查编号、标题、人员' })
  // a number typed exactly goes straight to its matter
  await clerk.keyboard.press('/')
  await clerk.keyboard.insertText(number.replace('〔', '[').replace('〕', ']'))
  await clerk.keyboard.press('Enter')
  await clerk.locator('.matter-page').getByText(number).first().waitFor()
  // two characters
  await clerk.keyboard.press('/')
  await clerk.keyboard.insertText('小区')
  await clerk.getByRole('option').filter({ hasText: '小区' }).first().waitFor()
  await office.shot(clerk, '查询框')
  await clerk.keyboard.press('Enter')
  await clerk.waitForURL(/\/search\?q=/)
  await clerk.locator('#titles tbody tr').first().waitFor()
  await office.axe(clerk, '查询结果')
  await office.shot(clerk, '查询结果')
  // staff
  await box.fill('许文涛')
  await box.press('Enter')
  await clerk.locator('#people').getByText('市住房和城乡建设局').first().waitFor()
  const small = await office.as('高敏', phone)
  await small.goto(at(office, '/search?q=小区'))
  await small.locator('#titles tbody tr').first().waitFor()
  await office.axe(small, 'search on a phone')
  await fits(small)
})
