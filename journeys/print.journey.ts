/** 打印单据: from the page of a letter to the paper with its code; a ledger bound; who wrote stands on paper only on record. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { readPaper } from '../platform/print/read-paper.ts'
import { readSlipCode } from '../typeset/slip-code.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
/** Presses, and waits for the paper the page asks for. @returns what stands on it */
async function paperAfter(page: Page, ending: string, press: () => Promise<unknown>) {
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().includes(ending)), press()])
  assert.equal(answer.status(), 200, `${ending} ${answer.status()}`)
  assert.equal(answer.headers()['content-type'], 'application/pdf')
  // a viewer takes the bytes for itself: the same address once more, as the page's own session
  const again = await page.request.get(answer.url())
  const paper = await readPaper(await again.body())
  return {
    paper,
    text: paper.pages
      .map((one) => one.text)
      .join('')
      .replace(/\s+/g, ''),
    url: answer.url(),
  }
}

journey('打印单据：处理笺、交办单、回访记录单、答复函，带码；显示来信人须勾选，留痕 (R-C18)', async ({ office }) => {
  const gao = await office.as('高敏', {}, '/letters')
  await gao.getByRole('row').filter({ hasText: '待回访' }).locator('[data-row]').first().click()
  await gao.locator('.matter-page .trail').waitFor()
  const matter = gao.url().split('/').at(-1) ?? ''
  await gao.getByRole('button', { name: '打印单据' }).click()
  await gao.getByText('选一种单据').waitFor()
  await office.axe(gao, '选单据')
  const slip = await paperAfter(gao, '/slips/handling.pdf', () => gao.getByRole('button', { name: '群众来信处理笺' }).click())
  for (const words of ['群众来信处理笺', '不显示', '打印：高敏']) assert.ok(slip.text.includes(words), words)
  assert.deepEqual(readSlipCode((await slip.paper.code()) ?? ''), { matter, form: 'P' })
  await office.axe(gao, '处理笺')
  await office.shot(gao, '处理笺')
  const shown = await paperAfter(gao, 'asker=true', () => gao.getByRole('checkbox', { name: /显示来信人/ }).check())
  assert.ok(!shown.text.includes('不显示'))
  assert.ok(shown.text.split('高敏').length > slip.text.split('高敏').length + 10, 'no watermark')
  const letter = await paperAfter(gao, '/slips/reply.pdf', () => gao.getByRole('button', { name: '答复函' }).click())
  assert.ok(letter.text.includes('云溪市人民政府办公室'))
  await paperAfter(gao, '/slips/call-back.pdf', () => gao.getByRole('button', { name: '群众来信回访记录单' }).click())
  await gao.keyboard.press('Escape')
  // whoever opens the asker on the page reads on under his own name
  assert.equal(await gao.locator('.watermark').count(), 0)
  await gao.locator('#asker').getByRole('button', { name: '查看' }).click()
  await gao.locator('.watermark').waitFor({ state: 'attached' })
  await office.axe(gao, '已打开来信人')
  await office.shot(gao, '水印')
  // not given to anybody yet: there is no assignment to print
  await gao.goto(at(office, '/letters?phase=registered'))
  await gao.locator('[data-row]').first().click()
  await gao.locator('.matter-page .trail').waitFor()
  await gao.getByRole('button', { name: '打印单据' }).click()
  assert.ok(await gao.getByRole('button', { name: '群众来信交办单' }).isDisabled())

  const small = await office.as('何雨桐', phone, `/letters/${matter}`)
  await small.getByRole('button', { name: '打印单据' }).click()
  await paperAfter(small, '/slips/handling.pdf', () => small.getByRole('button', { name: '群众来信处理笺' }).click())
  await office.axe(small, '处理笺 on a phone')
  await office.shot(small, '处理笺-手机')
})

fullJourney('台账打印稿：条件照页面，横排成册，每页重复表头；CSV 同样的行 (issue C «Print»)', async ({ office }) => {
  const gao = await office.as('高敏', {}, '/letters?phase=closed')
  await gao.locator('[data-row]').first().waitFor()
  await office.shot(gao, '台账')
  const bound = await paperAfter(gao, '/letters/ledger.pdf', () => gao.getByRole('button', { name: '打印稿' }).click())
  assert.ok(bound.paper.pages.length > 1)
  for (const [n, page] of bound.paper.pages.entries()) {
    assert.ok(page.wide)
    assert.ok(page.text.replace(/\s+/g, '').includes(`第${n + 1}页共${bound.paper.pages.length}页`))
    assert.ok(page.text.includes('来源'))
  }
  await office.axe(gao, '台账打印稿')
  await office.shot(gao, '台账打印稿')
  await gao.keyboard.press('Escape')
  const [download] = await Promise.all([gao.waitForEvent('download'), gao.getByRole('link', { name: '导出 CSV' }).click()])
  assert.match(download.suggestedFilename(), /^来信台账-.*\.csv$/)

  const english = await office.as('高敏', { language: 'en' }, '/ledger')
  const paper = await paperAfter(english, '/matters/ledger.pdf', () => english.getByRole('button', { name: 'Print (PDF)' }).click())
  assert.ok(paper.text.includes('Printedby'))
})
