/** What people do with the text of an outgoing paper on its page, as steps of a story. */
import type { Locator, Page } from 'playwright-core'
import { choose, dialog, fill, land, pick, press } from './letter-steps.ts'

async function takeUp(page: Page): Promise<Locator> {
  await page
    .locator('#draft')
    .getByRole('button', { name: /^(改稿|起稿)$/ })
    .click()
  const box = page.getByRole('textbox', { name: '正文' })
  await box.waitFor()
  return box
}
async function handBack(page: Page, box: Locator): Promise<void> {
  await page.locator('[data-saved="saved"]').getByText('已存').waitFor()
  await page.keyboard.press('Control+Enter')
  await box.waitFor({ state: 'detached' })
}
/** Writes into the text as it stands, at its end, and hands it back. */
export async function write(page: Page, words: string): Promise<void> {
  const box = await takeUp(page)
  await box
    .locator('section[data-draft="body"] > p')
    .last()
    .click({ position: { x: 4, y: 8 } })
  await page.evaluate('document.getSelection().modify("move", "forward", "paragraphboundary")')
  await page.keyboard.insertText(words)
  await handBack(page, box)
}
/** What stands at the head of a text nobody has written yet. */
export async function begin(page: Page, title: string, to: string, words: string): Promise<void> {
  const box = await takeUp(page)
  await box.locator('[data-draft="title"]').click()
  await page.keyboard.insertText(title)
  await box.locator('[data-draft="addressees"]').click()
  await page.keyboard.insertText(to)
  await box.locator('section[data-draft="body"] > p').first().click()
  await page.keyboard.insertText(words)
  await handBack(page, box)
}
/** 核稿: five boxes, and the two who read it through; the form is open then. */
export async function review(page: Page): Promise<void> {
  await press(page, 'review')
  for (const box of await dialog(page).getByRole('checkbox').all()) await box.check()
  await choose(page, '一校', '季红梅', '季红梅')
  await choose(page, '二校', '张怀远', '张怀远')
}
/** 公开属性 and why. */
export async function openness(page: Page, kind: string, reason: string): Promise<void> {
  await press(page, 'setOpenness')
  await pick(page, '公开属性', kind)
  await fill(page, '理由', reason)
  await land(page)
}
/** 印发 to these units; the form is open then. */
export async function issue(page: Page, copies: string, units: readonly string[] = ['市住房和城乡建设局']): Promise<void> {
  await press(page, 'issue')
  await fill(page, '份数', copies)
  for (const unit of units) await choose(page, '分发给', unit, unit)
}
/** 用印: so many copies under a seal, 张怀远 watching. */
export async function seal(page: Page, name: string, copies: string): Promise<void> {
  await press(page, 'useSeal')
  await dialog(page).getByRole('radio', { name }).check()
  await fill(page, '份数', copies)
  await choose(page, '监印人', '张怀远', '张怀远')
  await land(page)
}
