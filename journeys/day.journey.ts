/** One day over all desks: 收发窗口, 单位主页, 主任一屏, 我的表, 通知, 明日一览. */
import type { Page } from 'playwright-core'
import { fullJourney, type JourneyOffice, phone } from './journey.ts'

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

fullJourney(
  '收发窗口：来电、交办、来访，各写一段，回车登记，各归各口',
  async ({ office }) => {
    const clerk = await office.as('高敏', {}, '/window')
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

fullJourney(
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

fullJourney('查询：斜杠进查询框，编号直达，标题两字，姓名找人', async ({ office }) => {
  const clerk = await office.as('高敏', {}, '/letters')
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
  const small = await office.as('高敏', phone, '/search?q=小区')
  await small.locator('#titles tbody tr').first().waitFor()
  await office.axe(small, 'search on a phone')
  await fits(small)
})

fullJourney(
  '我的表：从总台账存一张，自己的栏目和表头，打印，导出，改成第二版',
  async ({ office }) => {
    const clerk = await office.as('高敏', {}, '/ledger?desk=letters&phase=open')
    await clerk.getByRole('button', { name: '存为我的表' }).click()
    await clerk.getByRole('textbox', { name: '名称' }).fill('在办来信登记表')
    await clerk.getByRole('textbox', { name: '表头标题' }).fill('云溪市人民政府办公室\n在办来信登记表')
    await clerk.getByRole('textbox', { name: '左上角' }).fill('填报单位：来信来电科')
    await clerk.getByRole('textbox', { name: '表下签字行' }).fill('审核：　　　　　　填表：')
    await clerk.getByRole('checkbox', { name: '列入 编号' }).uncheck()
    await clerk.getByRole('textbox', { name: '标题的栏名' }).fill('反映内容')
    await clerk.getByRole('textbox', { name: '备注的栏名' }).fill('领导批示')
    await clerk.getByRole('button', { name: '上移 承办单位' }).click()
    await office.axe(clerk, '存为我的表')
    await office.shot(clerk, '填表')
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.locator('.paper-table tbody tr').first().waitFor()
    const heads = await clerk.locator('.paper-table th').allTextContents()
    if (heads.join() !== '序号,承办单位,反映内容,登记日期,办结时限,领导批示') throw new Error(heads.join())
    await office.axe(clerk, '我的表')
    await office.shot(clerk, '表')
    await clerk.emulateMedia({ media: 'print' })
    await office.shot(clerk, '打印')
    await clerk.emulateMedia({ media: 'screen' })
    const download = clerk.waitForEvent('download')
    await clerk.getByRole('link', { name: '导出 Excel' }).click()
    if (!(await download).suggestedFilename().startsWith('在办来信登记表-')) throw new Error((await download).suggestedFilename())
    // a name taken is refused in words, and nothing typed is lost
    await clerk.getByRole('button', { name: '另存一张' }).click()
    await clerk.getByRole('textbox', { name: '名称' }).fill('在办来信登记表')
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('您已有一张叫“在办来信登记表”的表').waitFor()
    // the second version; the first is kept
    await clerk.goto(at(office, '/tables'))
    await clerk.getByRole('link', { name: '在办来信登记表' }).click()
    await clerk.getByRole('button', { name: '更改' }).click()
    await clerk.getByRole('checkbox', { name: '与本科室共用' }).check()
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.getByText('与来信来电科共用').waitFor()
    await clerk.getByRole('combobox', { name: '版次' }).selectOption('1')
    await clerk.waitForURL(/version=1/)
    const small = await office.as('何雨桐', phone, '/tables')
    await small.getByRole('link', { name: '在办来信登记表' }).click()
    await small.locator('.paper-table tbody tr').first().waitFor()
    await office.axe(small, 'a table on a phone')
    await fits(small)
    await small.screenshot({ path: 'dist/journeys/table-phone.png' })
  },
  { within: 180_000 },
)

fullJourney(
  '单位主页、明日一览：联络员签收，看明天到期，看通知',
  async ({ office }) => {
    const clerk = await office.as('高敏', {}, '/window')
    await clerk.getByRole('textbox', { name: '收到什么，写什么' }).fill('市民来电反映：东苑小区电梯停运两天，请市住建局处理。')
    await clerk.locator('.picked', { hasText: '市住建局' }).waitFor()
    await clerk.keyboard.press('Enter')
    await clerk.locator('.window-landed').waitFor()
    const liaison = await office.as('许文涛')
    await liaison.getByRole('link', { name: '单位主页' }).first().click()
    await liaison.getByRole('heading', { name: '市住房和城乡建设局' }).waitFor()
    await liaison.locator('#open li a').first().waitFor()
    await office.axe(liaison, '单位主页')
    await office.shot(liaison, '单位主页')
    const waiting = liaison.locator('#to-sign li a')
    const before = await waiting.count()
    if (before > 0) {
      await waiting.first().click()
      await liaison.locator('[data-move=accept]').click()
      await liaison.locator('[data-move=accept]').waitFor({ state: 'detached' })
      await liaison.goto(at(office, '/unit'))
      await liaison.locator('#open li a').first().waitFor()
      if ((await waiting.count()) !== before - 1) throw new Error('signed for, it still waits')
    }
    // a figure opens the ledger with as many
    const open = Number(await liaison.locator('.unit-figures .figure-value b').nth(1).textContent())
    await liaison.locator('.unit-figures button').nth(1).click()
    await liaison.getByText(`共 ${open} 件`).waitFor()

    await liaison.getByRole('link', { name: '明日一览' }).first().click()
    await liaison.getByRole('heading', { name: '许文涛的明日一览' }).waitFor()
    await office.axe(liaison, '明日一览')
    await office.shot(liaison, '明日一览')
    await liaison.emulateMedia({ media: 'print' })
    await office.shot(liaison, '明日一览打印')
    await liaison.emulateMedia({ media: 'screen' })
    const notices = await office.as('许文涛', { ...phone, language: 'en' })
    await notices.evaluate(() => localStorage.setItem('huiyin.looks', JSON.stringify({ tone: 'dark', size: 'large', language: 'en' })))
    for (const place of ['/unit', '/tomorrow', '/notices']) {
      await notices.goto(at(office, place))
      await notices.getByRole('heading', { level: 1 }).waitFor()
      for (const busy of await notices.locator('[aria-busy=true]').all()) await busy.waitFor({ state: 'detached' })
      await office.axe(notices, `${place} on a phone`)
      await fits(notices)
      await notices.screenshot({ fullPage: true, path: `dist/journeys${place}-phone.png` })
    }
    await liaison.goto(at(office, '/notices'))
    await liaison.locator('.notices-list .notice').first().waitFor()
    await office.shot(liaison, '通知中心')
    await office.axe(liaison, '通知中心')
  },
  { within: 240_000 },
)
