/** 档案, from the closing of a paper to its loan: draft, 归档, stamped copy, catalogue, borrowing, back. */
import assert from 'node:assert/strict'
import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import { readPaper } from '../platform/print/read-paper.ts'
import { pdfOf } from '../platform/scans/sample-scans.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
/** Two sheets as a scanner gives them, with a head as official papers have it. */
function scanned(): Buffer {
  const sheets = [0, 1].map((n) => {
    const canvas = createCanvas(1240, 1754)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fbfaf6'
    context.fillRect(0, 0, 1240, 1754)
    context.fillStyle = '#222'
    for (let line = 0; line < 26; line++) context.fillRect(180, 420 + line * 44, line % 5 === 4 ? 500 : 880, 16)
    if (n === 0) {
      context.fillStyle = '#c1272d'
      context.fillRect(240, 300, 760, 46)
    }
    return canvas.toBuffer('image/jpeg', 80)
  })
  return pdfOf(sheets)
}
async function paperAfter(page: Page, ending: string, press: () => Promise<unknown>) {
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().includes(ending)), press()])
  assert.equal(answer.status(), 200, `${ending} ${answer.status()}`)
  return readPaper(await (await page.request.get(answer.url())).body())
}

journey(
  '档案：办结即成归档方案，归档编号，归档章副本，目录，借阅归还 (R-A01, R-A02, R-A03, R-D50)',
  async ({ office }) => {
    // a visit with its papers, answered on the spot: closed
    const reception = await office.as('何雨桐', {}, '/affairs/visit')
    await reception.getByRole('textbox', { name: '姓名' }).fill('卢女士')
    await reception.getByRole('textbox', { name: '电话' }).fill('138 0000 6177')
    await reception.getByRole('textbox', { name: '来访事由' }).fill('西苑小区加装电梯的申请材料怎么报。')
    await reception
      .locator('input[type="file"]')
      .first()
      .setInputFiles([{ name: '加装电梯申请.pdf', mimeType: 'application/pdf', buffer: scanned() }])
    await reception.getByText(/加装电梯申请\.pdf.*KB/).waitFor()
    await reception.getByRole('textbox', { name: '当场答复' }).fill('到市住建局窗口申报，所需材料清单已当面交给。')
    await reception.keyboard.press('F2')
    await reception.locator('.affairs-landed').waitFor()

    // the archivist finds it on the pile
    const tao = await office.as('陶然', {}, '/archives/drafts')
    const draft = tao.locator('.archives-draft').filter({ hasText: '加装电梯' }).first()
    await draft.waitFor()
    assert.match((await draft.textContent()) ?? '', /10年/)
    await office.shot(tao, '待归档')
    await office.axe(tao, '待归档')
    await draft.getByRole('button', { name: /修改/ }).click()
    const dialog = tao.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /页数 加装电梯申请/ }).fill('2')
    await office.shot(tao, '归档方案')
    await office.axe(tao, '归档方案')
    await tao.keyboard.press('Control+Enter')
    const landed = tao.locator('.archives-landed', { hasText: '已归档' })
    await landed.waitFor()
    const reference = /Y008-WS·\d{4}-D10-[A-Z]+-\d{4}/.exec((await landed.textContent()) ?? '')?.[0] ?? ''
    assert.notEqual(reference, '')

    // what is complete goes by the pile
    await tao.getByRole('button', { name: '全选齐全的' }).click()
    await tao.getByRole('button', { name: '归档', exact: true }).click()
    await tao.locator('.archives-landed', { hasText: /已归档 \d+ 件/ }).waitFor()

    // the catalogue, on paper too
    await tao.goto(at(office, `/archives?text=${encodeURIComponent(reference)}`))
    const row = tao.getByRole('row').filter({ hasText: reference })
    await row.waitFor()
    await tao.goto(at(office, '/archives'))
    await tao.locator('.archives-groups button').first().waitFor()
    await office.shot(tao, '归档文件目录')
    await office.axe(tao, '归档文件目录')
    const bound = await paperAfter(tao, '/archives/catalogue.pdf', () => tao.getByRole('button', { name: '打印稿' }).click())
    assert.ok(bound.pages[0]?.text.includes('归档文件目录'))
    assert.ok(bound.pages[0]?.text.includes('档号'))
    await tao.keyboard.press('Escape')

    // the backs of its boxes: which items lie in which
    await tao.locator('.archives-groups button').filter({ hasText: '10年' }).first().click()
    await tao.getByRole('button', { name: '盒脊' }).waitFor()
    const items = await tao.locator('table.ledger tbody tr').count()
    const spines = await paperAfter(tao, '/archives/spines.pdf', () => tao.getByRole('button', { name: '盒脊' }).click())
    const back = spines.pages.map((one) => one.text.replace(/\s/g, '')).join('')
    const last = String(items).padStart(4, '0')
    for (const words of ['全宗号Y008', '保管期限10年', '机构（问题）', items > 1 ? `起止件号0001—${last}` : `起止件号${last}`, '盒号1'])
      assert.ok(back.includes(words), `${words} in ${back}`)
    await tao.getByRole('dialog').getByRole('textbox', { name: '首盒盒号' }).fill('12')
    await tao.waitForResponse((one) => one.url().includes('first=12'))
    await office.axe(tao, '盒脊')
    await tao.waitForTimeout(1_000)
    await office.shot(tao, '盒脊')
    await tao.keyboard.press('Escape')

    // by its 档号 in the search everybody uses, and the stamped copy
    await tao.goto(at(office, `/archives?text=${encodeURIComponent(reference)}`))
    await tao.getByRole('row').filter({ hasText: reference }).locator('[data-row]').click()
    await tao.locator('.archives-reference', { hasText: reference }).waitFor()
    await office.shot(tao, '归档文件')
    await office.axe(tao, '归档文件')
    const stamped = await paperAfter(tao, '/archives/stamped.pdf', () => tao.getByRole('button', { name: '归档章副本' }).click())
    assert.equal(stamped.pages.length, 2)
    for (const cell of ['Y008', '10年']) assert.ok(stamped.pages[0]?.text.includes(cell), cell)
    await tao.waitForTimeout(1_000)
    await office.shot(tao, '归档章副本')
    await tao.keyboard.press('Escape')

    // somebody who never saw it asks in words, on his phone
    const xu = await office.as('许文涛', phone, '/archives/borrow')
    await xu.getByRole('textbox', { name: '借阅什么' }).fill('西苑小区加装电梯来访的申请材料')
    await xu.getByRole('textbox', { name: '借阅事由' }).fill('核对申报口径')
    await office.shot(xu, '申请借阅-手机')
    await office.axe(xu, '申请借阅')
    await xu.getByRole('button', { name: /申请借阅/ }).click()
    await xu.waitForURL(/\/archives\/loans\/[0-9a-f-]{36}$/)
    const loan = new URL(xu.url()).pathname

    await tao.goto(at(office, loan))
    await tao.locator('[data-move=accept]').click()
    await tao.locator('[data-move=lend]').click()
    await tao.getByRole('dialog').getByRole('textbox', { name: '档号' }).fill(reference)
    await office.axe(tao, '借出')
    await tao.keyboard.press('Control+Enter')
    await tao.locator('[data-move=giveBack]').waitFor()
    await office.shot(tao, '借出')

    // he reads it within the loan
    await xu.reload()
    await xu.getByRole('link', { name: reference }).click()
    await xu.getByText('借阅期内可阅览').waitFor()
    await office.shot(xu, '借阅期内-手机')
    await office.axe(xu, '借阅期内')
    const part = await xu.getByRole('link', { name: '加装电梯申请.pdf' }).getAttribute('href')
    const read = await xu.request.get(at(office, part ?? ''))
    assert.equal(read.status(), 200)
    assert.equal(read.headers()['content-type'], 'application/pdf')

    // back: he is told, and it is closed to him
    await tao.locator('[data-move=giveBack]').click()
    await tao.keyboard.press('Control+Enter')
    await tao.locator('[data-phase=closed]').waitFor()
    await tao.goto(at(office, '/archives/loans?state=all'))
    await tao.getByRole('row').filter({ hasText: '西苑小区' }).getByText('已办结').waitFor()
    await office.shot(tao, '借阅登记簿')
    await office.axe(tao, '借阅登记簿')
    assert.equal((await xu.request.get(at(office, part ?? ''))).status(), 404)

    const small = await office.as('陶然', phone, '/archives/drafts')
    await small.locator('.archives-draft, .empty').first().waitFor()
    await office.shot(small, '待归档-手机')
    await office.axe(small, '待归档 on a phone')
    await small.goto(at(office, '/archives'))
    await small.locator('[data-row]').first().waitFor()
    await office.shot(small, '目录-手机')
    await office.axe(small, '目录 on a phone')
  },
  { within: 300_000 },
)

fullJourney('保管期限表：一人提出，另一人批准，两人办理', async ({ office }) => {
  const ding = await office.as('丁一鸣', {}, '/archives/table')
  await ding.getByText('云档函').waitFor()
  await office.shot(ding, '保管期限表')
  await office.axe(ding, '保管期限表')
  await ding.getByRole('button', { name: '提出修改' }).click()
  await ding.getByRole('combobox', { name: '保管期限 来访来电登记' }).selectOption('D30')
  await ding.getByRole('textbox', { name: '批准文号' }).fill('云溪市档案局 云档函〔2026〕9号 批准')
  await office.axe(ding, '保管期限表 being changed')
  await office.shot(ding, '保管期限表-修改')
  await ding.getByRole('button', { name: '提出修改' }).click()
  await ding.getByText('已提出，待另一人批准').waitFor()
  const long = await office.as('龙思远', {}, '/rules')
  const waiting = long.locator('#waiting')
  await waiting.getByText('保管期限表').first().waitFor()
  await waiting.getByRole('button', { name: /批准/ }).click()
  await waiting.getByText('保管期限表').waitFor({ state: 'detached' })
})
