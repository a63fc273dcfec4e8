/** 稿 on the paper's page: written with keys only, lost by no crash; read, spoken of and compared. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { zipOf } from '../platform/files/inside/samples.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'

async function openPaper(page: Page, office: JourneyOffice, title: RegExp): Promise<void> {
  await page.goto(new URL('/outgoing', office.url).href)
  await page.getByRole('link', { name: title }).first().click()
  await page.locator('#draft .draft-text').waitFor()
}

/** A letter of a colleague's, as Word keeps it: one change on record, a date and an organ under it. */
const wordFile = () => {
  const line = (inside: string) => `<w:p>${inside}</w:p>`
  const said = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
  const rel = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const body = [
    line(said('一、充换电设施布点')),
    line(`${said('年内新建集中充电点')}<w:ins w:id="1" w:author="甲">${said('120')}</w:ins>${said('处。')}`),
    line(said('云溪市人民政府办公室')),
    line(said('2026年11月20日')),
  ].join('')
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${rel}"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  })
}
/** Let go over the text, as out of a folder. */
const drop = (page: Page, name: string, bytes: Uint8Array): Promise<void> =>
  page.evaluate(`((name, bytes) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name))
    const line = document.querySelector('[contenteditable="true"] p')
    line.scrollIntoView({ block: 'center' })
    const { left, top } = line.getBoundingClientRect()
    line.dispatchEvent(new DragEvent('drop', { dataTransfer, clientX: left + 20, clientY: top + 5, bubbles: true, cancelable: true }))
  })(${JSON.stringify(name)}, ${JSON.stringify(Buffer.from(bytes).toString('base64'))})`)
/** The cursor at the end of the text, in a paragraph of its own. */
async function atTheEnd(page: Page): Promise<void> {
  const last = page.getByRole('textbox', { name: '正文' }).locator('> section[data-draft="body"] > p').last()
  await last.click({ position: { x: 4, y: 8 } })
  await page.evaluate('(() => { const s = document.getSelection(); s.modify("move", "forward", "paragraphboundary") })()')
  await page.keyboard.press('Enter')
}

fullJourney('改稿：读入 Word，@ 引用文件和人名，页数、版式边写边看', async ({ office }) => {
  const title = /家政服务业提质扩容/
  const page = await office.as('季红梅')
  await openPaper(page, office, title)
  const draft = page.locator('#draft')
  await draft.getByRole('button', { name: '改稿' }).press('Enter')
  const text = page.getByRole('textbox', { name: '正文' })
  await text.waitFor()
  const preview = draft.getByRole('img', { name: /版式，第 \d+ 页/ })
  await preview.waitFor()
  await draft.locator('[data-pages]').waitFor()
  await atTheEnd(page)
  const choose = (name: string, bytes: Uint8Array) => draft.locator('input[type="file"]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes) })
  await choose('说明.txt', Buffer.from('不是 Word'))
  await draft.getByRole('alert').getByText('不是 Word 文档').waitFor()
  await choose('充换电设施.docx', wordFile())
  const ask = page.getByRole('dialog', { name: '稿里已有文字' })
  await ask.waitFor()
  await office.axe(page, '读入 Word')
  await office.shot(page, '读入 Word')
  await ask.getByRole('button', { name: '插在光标处' }).click()
  await text.locator('p[data-level="1"]').getByText('充换电设施布点').waitFor()
  await text.getByText('年内新建集中充电点120处。').waitFor()
  await draft.locator('[data-word="read"]').getByText('修订 1 处').waitFor()
  await draft.locator('[data-word="read"]').getByText('2026年11月20日').waitFor()
  // dropped on the text, in place of all of it; one key brings back what stood there
  const whole = ((await text.textContent()) ?? '').length
  await drop(page, '充换电设施.docx', wordFile())
  await ask.getByRole('button', { name: '换掉全文' }).click()
  await page.waitForFunction(`document.querySelector('[contenteditable="true"]').textContent.length < ${whole}`)
  await draft.getByText('换错了，按 Ctrl Z 退回').waitFor()
  await office.shot(page, '换掉全文')
  await page.keyboard.press('Control+z')
  await page.waitForFunction(`document.querySelector('[contenteditable="true"]').textContent.length === ${whole}`)
  await atTheEnd(page)
  await page.keyboard.insertText('按照')
  await page.keyboard.type('@')
  await page.keyboard.insertText('云政办发')
  const offers = page.getByRole('listbox', { name: '引用、人名、单位' })
  await offers.getByRole('option', { name: /《关于做好今冬明春供热保障工作的通知》（云政办发〔\d{4}〕\d+号）/ }).waitFor()
  await page.locator('[data-saved="saved"]').getByText('已存').waitFor()
  await office.axe(page, '引用')
  await office.shot(page, '引用')
  const first = ((await offers.getByRole('option').first().textContent()) ?? '').replace(/^文件/, '')
  await page.keyboard.press('Enter')
  await text.getByText(`按照${first}`).waitFor()
  await page.keyboard.insertText('，由')
  await page.keyboard.type('@')
  await page.keyboard.insertText('韩冬')
  await offers.getByRole('option', { name: '副市长韩冬' }).waitFor()
  await page.keyboard.press('Enter')
  await text.getByText('由副市长韩冬').waitFor()
  // what was typed before has rested, and its page is there
  await page.locator('[data-saved="saved"]').getByText('已存').waitFor()
  const was = await preview.getAttribute('src')
  const began = performance.now()
  await page.keyboard.insertText('牵头落实。')
  await draft.locator(`img.official-side:not([src="${was}"])`).waitFor()
  console.log(`  改稿：停手到版式 ${Math.round(performance.now() - began)} ms`)
  await page.locator('[data-saved="saved"]').getByText('已存').waitFor()
  await draft
    .locator('.draft-citations')
    .getByRole('link', { name: first.slice(1, first.indexOf('》')) })
    .first()
    .waitFor()
  await office.axe(page, '边写边看')
  await office.shot(page, '边写边看')
  await draft.locator('.draft-citations').scrollIntoViewIfNeeded()
  await office.shot(page, '引用核对')
  await draft.getByRole('button', { name: '写完' }).click()
  const small = await office.as('季红梅', phone)
  await openPaper(small, office, title)
  await small.locator('#draft').getByRole('button', { name: '改稿' }).click()
  await small.getByRole('textbox', { name: '正文' }).waitFor()
  await small.locator('#draft').scrollIntoViewIfNeeded()
  await small
    .locator('#draft .draft-length')
    .getByText(/光标在第 \d+ 页第 \d+ 行/)
    .waitFor()
  await office.shot(small, '改稿-手机')
  await small.locator('#draft').getByRole('button', { name: '看版式' }).click()
  await small.locator('#draft img.official-side').scrollIntoViewIfNeeded()
  assert.equal(await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
  await office.axe(small, '看版式，手机')
  await office.shot(small, '看版式-手机')
  await small.locator('#draft').getByRole('button', { name: '写完' }).click()
})

journey('改稿：只用键盘写，停手就存；页面突然没了，字一个不少', async ({ office }) => {
  const title = /规范电动自行车/
  const page = await office.as('季红梅')
  await openPaper(page, office, title)
  await page.locator('#draft').getByRole('button', { name: '改稿' }).press('Enter')
  const text = page.getByRole('textbox', { name: '正文' })
  await text.waitFor()
  await text
    .locator('section[data-draft="body"] > p')
    .last()
    .click({ position: { x: 4, y: 8 } })
  // to the end of the paragraph, however many lines it has
  await page.evaluate('(() => { const s = document.getSelection(); s.modify("move", "forward", "paragraphboundary") })()')
  await page.keyboard.press('Enter')
  await page.keyboard.type('一、')
  await page.keyboard.insertText('共享范围')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('请提供贵市与我市之间三条线路的日客流数据。')
  await text.locator('p[data-level="1"][data-mark="一、"]').getByText('共享范围').waitFor()
  await page.locator('[data-saved="saved"]').getByText('已存').waitFor()
  await office.axe(page, '改稿')
  await office.shot(page, '改稿')
  // the page goes without a word
  await page.close({ runBeforeUnload: false })
  const again = await office.as('季红梅')
  await openPaper(again, office, title)
  await again.locator('#draft').getByText('三条线路的日客流数据').waitFor()
})

fullJourney('看稿：选中几个字写批注并处理；历次文稿比对，看得出改了什么；手机上先是正文', async ({ office }) => {
  const page = await office.as('季红梅')
  await openPaper(page, office, /规范电动自行车/)
  const draft = page.locator('#draft')
  await draft.locator('.draft-text p[data-id]').first().waitFor()
  await page.evaluate(`(() => {
    const words = document.createTreeWalker(document.querySelector('#draft .draft-text p[data-id]'), NodeFilter.SHOW_TEXT).nextNode()
    const range = document.createRange()
    range.setStart(words, 0)
    range.setEnd(words, 4)
    document.getSelection().removeAllRanges()
    document.getSelection().addRange(range)
  })()`)
  await draft.getByRole('button', { name: '写批注' }).click()
  await draft.getByLabel('批注内容').fill('请核对数据口径。')
  await draft.locator('form').getByRole('button', { name: '写批注' }).click()
  await draft.locator('mark.draft-commented').first().waitFor()
  await draft.locator('.draft-comments').getByText('请核对数据口径。').waitFor()
  await office.axe(page, '批注')
  await office.shot(page, '批注')
  await draft.getByRole('button', { name: '已处理' }).click()
  await draft.locator('mark.draft-commented').waitFor({ state: 'detached' })
  const small = await office.as('季红梅', phone)
  await openPaper(small, office, /今冬明春供热/)
  await small.locator('#draft').scrollIntoViewIfNeeded()
  await office.axe(small, '看稿，手机')
  await office.shot(small, '看稿-手机')
  await openPaper(page, office, /今冬明春供热/)
  await draft.getByRole('radio', { name: '历次文稿' }).check()
  await draft.locator('.draft-versions li').first().waitFor()
  await office.axe(page, '历次文稿')
  await office.shot(page, '历次文稿')
})
