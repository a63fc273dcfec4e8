/** 市民在手机上交信，办公室答复，市民评价: the whole loop, from a citizen's telephone and back to it; every page of his in both languages, dark, large, without a script. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type JourneyOffice, journey, phone } from './journey.ts'
import { agreeAndReply, choose, draft, fill, land, openLetter, openRow, picture, press, report, signFor, stands, text } from './letter-steps.ts'

/** Pixels by which the page is wider than its window. */
const tooWide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>
/** Parts a finger cannot hit: lower than 44 px, links in running text aside. */
const tooSmall = (page: Page) =>
  page.evaluate(
    `[...document.querySelectorAll('.btn, .places a, input:not([type=hidden], [tabindex="-1"], [type=checkbox], [type=radio]), textarea, .choices span, .tick')].filter((e) => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80))`,
  ) as Promise<string[]>
async function sound(page: Page, office: JourneyOffice, where: string) {
  await office.axe(page, where)
  assert.equal(await tooWide(page), 0, `${where}: wider than the window`)
  assert.deepEqual(await tooSmall(page), [], where)
  await office.shot(page, where)
}
async function atPublic(page: Page, path = '/public/'): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  await page.locator('h1').waitFor()
}
const written = '翠屏桥下穿段一下雨就积水，老人孩子过不去，请市住建局解决。到底归谁管？'
async function look(page: Page, number: string, code: string): Promise<void> {
  await atPublic(page, '/public/progress')
  await page.locator('#number').fill(number)
  await page.locator('#code').fill(code)
  await page.locator('form button[type="submit"]').click()
  await page.locator('.head h1').waitFor()
}

journey(
  '市民在手机上交信，办公室答复，市民评价 (R-H01, R-H09)',
  async ({ office }) => {
    const citizen = await office.another(phone)
    await citizen.getByRole('link', { name: '群众来信页' }).click()
    await citizen.getByRole('heading', { name: '您要反映什么事' }).waitFor()
    await sound(citizen, office, '写信')

    // what is wrong is said, led to, and nothing typed is lost
    await citizen.getByLabel('电话').fill('打我电话')
    await citizen.getByRole('button', { name: '交信' }).click()
    await citizen
      .getByRole('alert')
      .getByRole('link', { name: /请写下您要反映的事/ })
      .waitFor()
    await office.axe(citizen, 'a form refused')
    assert.equal(await citizen.getByLabel('电话').inputValue(), '打我电话')

    await citizen.getByLabel('事情经过和您的要求').fill(written)
    await citizen.getByLabel(/^在哪里/).fill('翠屏桥下穿段')
    await citizen.getByLabel(/^照片/).setInputFiles([{ name: 'IMG_2041.png', mimeType: 'image/png', buffer: picture }])
    await citizen.getByText('IMG_2041.png').waitFor()
    await citizen.getByLabel(/^怎么称呼您/).fill('李女士')
    await citizen.getByLabel('电话').fill('138 0000 6027')
    await citizen
      .getByRole('button', { name: '大字' })
      .or(citizen.getByRole('link', { name: '大字' }))
      .click()
    await sound(citizen, office, '写信，大字')
    await citizen.getByRole('link', { name: '常规字号' }).click()
    assert.equal(await citizen.getByLabel('事情经过和您的要求').inputValue(), written, 'large print loses nothing')
    await office.shot(citizen, '写好的信')
    await citizen.getByRole('button', { name: '交信' }).click()
    await citizen.getByRole('heading', { name: '已收到您的信' }).waitFor()
    await sound(citizen, office, '收件')
    const receipt = await text(citizen.locator('#receipt'))
    const code = await text(citizen.locator('#code'))
    assert.match(receipt, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    await citizen.getByRole('button', { name: '看进度' }).click()
    await citizen.locator('.head h1').waitFor()
    await sound(citizen, office, '刚交上')

    // the office takes it in by itself, within seconds
    let number = ''
    for (let n = 0; n < 20 && !number.startsWith('信'); n++) {
      await look(citizen, receipt, code)
      number = await text(citizen.locator('.number b'))
    }
    assert.match(number, /^信〔\d{4}〕\d+号$/)

    const he = await office.as('何雨桐')
    await he.getByRole('link', { name: '来信台账' }).click()
    await openRow(he, number)
    const path = new URL(he.url()).pathname
    await he.getByText('网上留言').first().waitFor()
    await he.getByText('IMG_2041.png').first().waitFor()
    await office.axe(he, 'a letter from the public page')
    await press(he, 'assign')
    await choose(he, '主办', '住房', '市住房和城乡建设局')
    await fill(he, '要求', '请到现场查看，三日内报结果。')
    await land(he)
    const xu = await office.as('许文涛')
    await signFor(xu, path)
    await citizen.waitForTimeout(2_500)
    await look(citizen, number, code)
    await citizen.getByRole('heading', { name: /您的信正在办，\s?最晚\d+月\d+日答复您/ }).waitFor()
    await citizen.getByText('交给市住建局办理').waitFor()
    await sound(citizen, office, '办理中')
    await citizen.getByText('补充情况').click()
    await citizen.getByLabel('还有什么情况').fill('昨晚又积水，深到膝盖。')
    await sound(citizen, office, '补充情况')
    await citizen.getByRole('button', { name: '交上' }).click()
    await citizen.getByRole('heading', { name: '已收到您补充的情况' }).waitFor()
    await citizen.waitForTimeout(2_500)
    await openLetter(xu, path)
    await xu.locator('.trail').getByText('来信人补充：昨晚又积水，深到膝盖。').waitFor()
    await report(xu, '淤泥堵塞，已安排清通，计划更换水泵。')
    await draft(he, path, '李女士，您好：\n\n排水管和泵站归市住建局管。11月28日前把淤泥清通，12月20日前修好管道、换好水泵。\n\n每天早上6点前有人查看除冰，桥下加装夜间警示灯。')
    const gao = await office.as('高敏')
    await agreeAndReply(gao, path)

    await citizen.waitForTimeout(2_500)
    await look(citizen, number, code)
    await citizen.getByRole('heading', { name: '已答复您' }).waitFor()
    await citizen.getByText('12月20日前修好管道').waitFor()
    await sound(citizen, office, '答复')
    assert.ok(!(await text(citizen.locator('main'))).includes('许文涛'), 'no clerk is named to the citizen')
    const english = await office.another({ ...phone, dark: true, language: 'en' })
    await look(english, number, code)
    await english.getByRole('heading', { name: 'You have been answered' }).waitFor()
    await english.getByRole('group', { name: 'Are you satisfied' }).waitFor()
    await sound(english, office, '答复，英文，深色')
    await english.locator('#rating').scrollIntoViewIfNeeded()
    await sound(english, office, '三问，英文，深色')
    await english.locator('#size').click()
    await sound(english, office, '三问，英文，大字')
    await citizen.getByRole('button', { name: '提交评价' }).click() // nothing chosen yet
    await citizen
      .getByRole('alert')
      .getByRole('link', { name: /您满意吗/ })
      .waitFor()
    const mark = (group: string, option: string) => citizen.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).check()
    await mark('有人跟您联系过吗', '联系过')
    await mark('事情解决了吗', '部分解决')
    await mark('您满意吗', '满意')
    await citizen.getByLabel(/^还想说的/).fill('来得很快。')
    await sound(citizen, office, '三问')
    await citizen.getByRole('button', { name: '提交评价' }).click()
    await citizen.getByRole('heading', { name: '已收到您的评价' }).waitFor()
    await sound(citizen, office, '评价已收到')
    await citizen.waitForTimeout(2_500)
    await look(citizen, number, code)
    await citizen.getByRole('heading', { name: '这件事已经办完' }).waitFor()
    await citizen.getByText('联系过，部分解决，满意').waitFor()
    await sound(citizen, office, '办完')
    await openLetter(he, path)
    await stands(he, 'closed')
    assert.ok((await text(he.locator('.trail'))).includes('回访评价'))
  },
  { within: 240_000 },
)

for (const [name, how, large] of [
  ['英文，深色', { ...phone, language: 'en', dark: true }, false],
  ['英文，大字', { ...phone, language: 'en' }, true],
  ['电脑，深色', { dark: true }, false],
] as const)
  journey(`群众来信页无障碍：${name}`, async ({ office }) => {
    const page = await office.another(how)
    await atPublic(page)
    if (large) await page.locator('#size').click()
    await sound(page, office, `${name} 写信`)
    const first = page.locator('form textarea')
    await first.fill('Street lamp out for three days in front of 18 Heping Road.')
    // the language changes, what was typed stays
    await page.locator('#language').click()
    await page.waitForLoadState()
    assert.match(await page.locator('form textarea').inputValue(), /Heping Road/)
    await page.locator('#language').click()
    await page.waitForLoadState()
    await page.locator('form button[type="submit"]').click()
    await page.locator('#receipt').waitFor()
    await sound(page, office, `${name} 收件`)
    const code = await text(page.locator('#code'))
    const receipt = await text(page.locator('#receipt'))
    await page.locator('form button[type="submit"]').click()
    await page.locator('.head h1').waitFor()
    await sound(page, office, `${name} 进度`)
    await atPublic(page, '/public/progress')
    await page.locator('#number').fill(receipt)
    await page.locator('#code').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await page.locator('form button[type="submit"]').click()
    await page.getByRole('alert').waitFor()
    await sound(page, office, `${name} 查不到`)
  })
