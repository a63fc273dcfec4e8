/** Things at one desk: a pasted message, files, registers and figures, the calendar, paper. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import { fullJourney, journey, phone } from './journey.ts'
import { dialog, fill, land, paste, picture, press, registered, signFor, stands, text, watchPointer } from './letter-steps.ts'

journey('一贴即办：粘贴一段消息，单位、时限、电话已拟好，回车落地', async ({ office }) => {
  const he = await office.as('何雨桐')
  await he.getByRole('link', { name: '来电来信登记' }).click()
  await he.getByRole('textbox', { name: '诉求内容' }).waitFor()
  const message = '【转】城东区锦绣家园业主李女士反映：小区电梯连续故障三次，昨天困人20分钟，请市住建局三日内处理并答复。联系电话13800006028'
  await paste(he, message)
  await he.locator('.picked').first().waitFor()
  await he.getByText('13800006028').or(he.locator('input[value="13800006028"]')).first().waitFor()
  await office.axe(he, 'a message read')
  await office.shot(he, '识别')
  await he.keyboard.press('Enter')
  const landed = he.getByRole('status').getByRole('link', { name: /已登记 信〔\d{4}〕\d+号，已交办/ })
  await landed.click()
  await stands(he, 'assigned')
  assert.ok(!(await text(he.locator('.matter-page'))).includes('13800006028'), 'the number stands sealed, not in the text')
})

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
fullJourney('附件：照片和 PDF 在页面内打开，不经下载', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path } = await registered(he, { title: '人民路路面坑洼', body: '人民路有三处大坑，已有电动车摔倒。', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await signFor(xu, path)
  await press(xu, 'note')
  await fill(xu, '内容', '现场照片和勘查记录见附件。')
  await dialog(xu)
    .locator('input[type="file"]')
    .setInputFiles([
      { name: '现场照片.png', mimeType: 'image/png', buffer: picture },
      { name: '勘查记录.pdf', mimeType: 'application/pdf', buffer: pdf },
    ])
  await dialog(xu).getByText('勘查记录.pdf').waitFor()
  await land(xu)

  const gao = await office.as('高敏', {}, path)
  await gao.locator('.matter-page h1').waitFor()
  const files = gao.getByRole('region', { name: '附件' })
  await files.getByRole('button', { name: /现场照片\.png/ }).click()
  const shown = dialog(gao).getByRole('img', { name: '现场照片.png' })
  await shown.waitFor()
  assert.equal(await shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth), 8)
  const [answer] = await Promise.all([
    gao.waitForResponse((one) => one.url().includes('/api/files/') && one.headers()['content-type'] === 'application/pdf'),
    dialog(gao).getByRole('button', { name: '下一页' }).click(),
  ])
  assert.equal(answer.status(), 200)
  assert.match(answer.headers()['content-disposition'] ?? '', /^inline/)
  assert.equal(await dialog(gao).locator('iframe[title="勘查记录.pdf"]').count(), 1)
  await office.axe(gao, 'a file open in the page')
})

/** The day before yesterday: what the other stories do today changes nothing there. */
const before = () => new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)

journey('总台账：条件在地址里，刷新、另开都在；导出 Excel 与所见一致', async ({ office }) => {
  const gao = await office.as('高敏')
  await gao.getByRole('link', { name: '总台账', exact: true }).click()
  await gao.getByRole('combobox', { name: '阶段' }).selectOption('closed')
  await gao.waitForURL(/phase=closed/)
  await gao.getByRole('combobox', { name: '承办单位' }).selectOption({ label: '市住房和城乡建设局' })
  await gao.waitForURL(/unit=/)
  await gao.goto(`${gao.url()}&desk=letters&to=${before()}`)
  const count = async (page = gao) =>
    Number(
      /共 (\d+) 件/.exec(
        await text(
          page
            .getByRole('status')
            .filter({ hasText: /共 \d+ 件/ })
            .first(),
        ),
      )?.[1],
    )
  await gao.locator('table.ledger tbody tr').first().waitFor()
  const shown = await count()
  assert.ok(shown > 0, 'the demo city has closed letters of the department')
  await gao.reload()
  assert.equal(await count(), shown)
  const [download] = await Promise.all([gao.waitForEvent('download'), gao.getByRole('link', { name: '导出 Excel' }).click()])
  const sheets = read(readFileSync(await download.path()))
  const [sheet] = sheets.SheetNames
  const rows = utils.sheet_to_json<string[]>(sheets.Sheets[sheet ?? ''] ?? {}, { header: 1 })
  const numbers = rows.flat().filter((cell) => /^信〔\d{4}〕\d+号$/.test(String(cell)))
  assert.equal(numbers.length, shown)
})

fullJourney('办理情况：每个数字打开它背后的来信', async ({ office }) => {
  const gao = await office.as('高敏', phone, `/letters/figures?to=${before()}`)
  const card = gao.locator('.letter-figures > *', { hasText: '已答复' }).first()
  const said = Number(/(\d+)\s*件/.exec(await text(card))?.[1])
  await card.click()
  await gao.waitForURL(/figure=answered/)
  const behind = gao.getByRole('region', { name: '已答复' })
  await behind.getByRole('link').first().waitFor()
  assert.equal(
    await behind
      .getByRole('row')
      .filter({ has: gao.getByRole('link') })
      .count(),
    Math.min(said, 50),
  )
  await behind.getByRole('link').first().click()
  await gao.locator('.matter-page h1').waitFor()
})

fullJourney('工作日历：法定节假日与调休标出；管理员改一天，依据留存 (R-T01)', async ({ office }) => {
  const ding = await office.as('丁一鸣')
  await ding.getByRole('link', { name: '工作日历' }).click()
  const october = ding.getByRole('region', { name: '10月' })
  await october.getByTitle('国庆').or(october.locator('.is-holiday')).first().waitFor()
  await ding.getByRole('region', { name: '12月' }).getByRole('button', { name: '31' }).click()
  await dialog(ding).getByRole('radio', { name: '休息' }).check()
  await fill(ding, '名称', '本市节庆')
  await fill(ding, '文件依据', '市政府办公室通知')
  await land(ding)
  await ding.getByRole('region', { name: '12月' }).getByTitle('本市节庆').waitFor()

  const gao = await office.as('高敏', {}, '/calendar')
  await gao.getByRole('region', { name: '12月' }).getByTitle('本市节庆').waitFor()
  assert.equal(await gao.getByRole('region', { name: '12月' }).getByRole('button').count(), 0, 'only who keeps the calendar changes it')
})

fullJourney('打印：事项页和台账上纸，导航按钮不印，经手记录完整', async ({ office }) => {
  const gao = await office.as('高敏', {}, '/letters?phase=closed')
  await gao.locator('[data-row]').first().waitFor()
  await gao.emulateMedia({ media: 'print' })
  assert.equal(await gao.locator('.menu').isVisible(), false)
  assert.equal(await gao.locator('.filters').isVisible(), false)
  assert.ok((await gao.pdf({ preferCSSPageSize: true })).length > 5_000)
  await gao.emulateMedia({ media: 'screen' })
  await gao.locator('[data-row]').first().click()
  await gao.locator('.trail-line').first().waitFor()
  const lines = await gao.locator('.trail-line').count()
  await gao.emulateMedia({ media: 'print' })
  for (const hidden of ['.rail', '.top-bar', '.next-card', '.move-bar']) assert.equal(await gao.locator(hidden).isVisible(), false, `${hidden} is printed`)
  for (const line of await gao.locator('.trail-line').all()) assert.ok(await line.isVisible())
  assert.ok(lines >= 3)
  assert.ok((await gao.pdf({ preferCSSPageSize: true })).length > 5_000)
  await gao.emulateMedia({ media: 'screen' })
})

journey('键盘：查编号、打开、签收，全程不用鼠标', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { number } = await registered(he, { title: '清河路井盖缺失', body: '清河路路口井盖不见了，夜里很危险。', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await xu.getByRole('heading', { name: /许文涛/ }).waitFor()
  const pointer = await watchPointer(xu)
  await xu.keyboard.press('Control+k')
  await xu.keyboard.insertText(number)
  await xu.getByRole('option', { name: /清河路井盖缺失/ }).waitFor()
  await xu.keyboard.press('Enter')
  await xu.locator('.matter-page h1').waitFor()
  const focused = () => xu.evaluate('document.activeElement?.getAttribute("data-move") ?? ""')
  for (let tabs = 0; tabs < 60 && (await focused()) !== 'accept'; tabs++) await xu.keyboard.press('Tab')
  await xu.keyboard.press('Enter')
  await stands(xu, 'working')
  assert.equal(await pointer(), 0, 'the mouse was used')
})
