/** Monday's report, and work that opens by itself. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { enterBy, fullJourney, journey } from './journey.ts'
import { demoFolder, startProgram } from './server.ts'

/** Rows of the list a number has opened, over all its pages. */
async function lettersShown(page: Page): Promise<number> {
  const rows = page.locator('table.ledger tbody tr')
  const next = page.getByRole('button', { name: '下一页' })
  const none = page.getByText('没有符合条件的来信')
  for (let n = 0; ; ) {
    await rows.first().or(none).first().waitFor()
    n += (await none.count()) > 0 ? 0 : await rows.count()
    if ((await next.count()) === 0) return n
    const top = await rows.first().textContent()
    await next.click()
    await rows
      .first()
      .filter({ hasNotText: top ?? '' })
      .waitFor()
  }
}
journey(
  '每周专报：周一自动拟稿，科里修改，分管领导签发编号，打印',
  async ({ office }) => {
    const writer = await office.as('高敏', {}, '/letters/weekly')
    // drawn by itself when the office was opened; whoever cannot wait draws it
    const draft = writer.locator('.weeklies a', { hasText: '市长公开电话办理情况专报' }).first()
    if ((await draft.count()) === 0) await writer.getByRole('button', { name: /拟写本周专报/ }).click()
    else await draft.click()
    await writer.locator('.weekly-paper').waitFor()
    const told = await writer.locator('.weekly-paper').textContent()
    if (!told?.includes('总体情况')) throw new Error(`not drafted: ${told}`)
    await writer.getByRole('textbox', { name: '工作建议' }).fill('请有关单位本周内办结超期件。本周受理【受理】件。')
    const status = writer.getByRole('status')
    await status.filter({ hasText: '未保存' }).waitFor()
    await status.filter({ hasText: '已保存' }).waitFor()
    await office.shot(writer, '专报拟稿')
    await office.axe(writer, '专报')
    const address = writer.url()

    // every number is a link, and opens the very letters it counts as they stood then (HA-41)
    const numbers = await writer
      .locator('.weekly-paper .weekly-number')
      .evaluateAll((all) => all.map((one) => ({ to: one.getAttribute('href') ?? '', said: one.textContent ?? '' })))
    const whole = numbers.filter(({ said, to }) => /^\d+$/.test(said) && !to.includes('daysToAnswer'))
    assert.ok(whole.length >= 4 && whole.some(({ said }) => Number(said) > 0), `numbers to press: ${JSON.stringify(numbers)}`)
    assert.equal(
      ((await writer.locator('.weekly-paper').textContent()) ?? '').match(/(?<!增加|减少|\d)\d+件/g)?.length,
      whole.length,
      'no number of letters stands in the report without its link',
    )
    for (const [at, { to, said }] of whole.entries()) {
      if (at > 0) await writer.goto(new URL(to, office.url).href)
      else
        await writer
          .locator('.weekly-paper .weekly-number', { hasText: new RegExp(`^${said}$`) })
          .first()
          .click()
      assert.equal(await lettersShown(writer), Number(said), `${to} shows as many letters as the report says`)
    }
    await office.shot(writer, '专报一项背后的来信')

    const signer = await office.as('何平川')
    await signer.goto(address)
    await signer.getByRole('button', { name: '签发' }).click()
    await signer.getByRole('dialog').getByRole('button', { name: '签发' }).click()
    await signer.locator('.weekly-issue', { hasText: /〔\d{4}〕第1期/ }).waitFor()
    const pdf = await signer.request.get(new URL((await signer.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '', office.url).href)
    if (pdf.status() !== 200 || !(await pdf.body()).subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error(`no PDF: ${pdf.status()}`)
    await signer.emulateMedia({ media: 'print' })
    if (await signer.locator('.weekly-head').isVisible()) throw new Error('the paper bears what belongs to the screen')
    await office.shot(signer, '专报打印')
    await signer.emulateMedia({ media: 'screen' })
    await office.axe(signer, '已签发的专报')
  },
  { within: 180_000 },
)

fullJourney(
  '办理情况：达标线、统计口径截止，重算一致',
  async ({ office }) => {
    const head = await office.as('高敏', {}, '/letters/figures')
    await head.locator('.figure-line', { hasText: '满意率' }).waitFor()
    await head.locator('.figure-line .link').first().click()
    await head.locator('.behind-count').waitFor()
    await head.getByRole('button', { name: '统计口径截止' }).click()
    await head.getByRole('textbox', { name: '名称' }).fill('月报口径')
    await head.getByRole('button', { name: '存为口径截止' }).click()
    await head.locator('.cut-offs li', { hasText: '月报口径' }).waitFor()
    await head.getByRole('button', { name: '重算' }).first().click()
    await head.getByText('重算一致').waitFor()
    await office.shot(head, '统计口径截止')
    await office.axe(head, '统计口径截止')
  },
  { within: 180_000 },
)

fullJourney(
  '常态工作：设定一次，没人催就已开办',
  async ({ office }) => {
    const page = await office.another()
    // an office of its own: it is stopped and started again, as on any morning
    let program = await startProgram([], await demoFolder())
    try {
      await page.goto(program.url)
      await enterBy(page, '何平川')
      await page.goto(new URL('/affairs/recurring', program.url).href)
      await page.getByRole('button', { name: '设一项' }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: '事项' }).fill('检查值班交接')
      await form.getByRole('textbox', { name: '办理要求' }).fill('核对交接记录，缺的补上。')
      await form.getByRole('radio', { name: '每日' }).check({ force: true })
      await form.getByRole('radio', { name: '不变' }).check({ force: true })
      await form.getByRole('spinbutton', { name: '提前几个工作日开办' }).fill('0')
      await form.getByRole('combobox', { name: '承办岗位' }).selectOption({ label: '来信来电科　科长' })
      await form.getByRole('combobox', { name: '交办岗位' }).selectOption({ index: 1 })
      await office.shot(page, '设常态工作')
      await form.getByRole('button', { name: '保存' }).click()
      await form.waitFor({ state: 'detached' })
      await page.locator('.recurring-coming li', { hasText: '检查值班交接' }).first().waitFor()
      await office.shot(page, '常态工作')
      await office.axe(page, '常态工作')
      await page.goto(office.url)
      await program.close()
      program = await startProgram([], program.data)
      await page.context().clearCookies()
      await page.goto(program.url)
      await enterBy(page, '高敏')
      // nobody has asked: it lies on his desk
      await page.getByText('检查值班交接').first().waitFor()
      await office.shot(page, '已自行开办')
      await page.goto(office.url)
    } finally {
      await program.stop()
    }
  },
  { within: 300_000 },
)
