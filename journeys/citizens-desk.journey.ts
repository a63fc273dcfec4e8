/** 热线与来信: what is not dispatched, one key to an emergency, a case refused twice and arbitrated, 信访 by its clocks, and a letter nobody else finds. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey, phone } from './journey.ts'
import { agreeAndReply, callBack, choose, dialog, draft, fill, keyboard, land, openLetter, pick, press, registered, report, stands, text } from './letter-steps.ts'

const intake = async (page: Page, said: string): Promise<void> => {
  await page.goto(new URL('/letters/register', page.url()).href)
  await page.getByRole('textbox', { name: '诉求内容' }).fill(said)
}
const numberIn = (words: string): string => /[信访检]〔\d{4}〕\d+号/.exec(words)?.[0] ?? ''

journey('疑似突发：一键转值班，半小时核实 (R-H10)', async ({ office }) => {
  const he = await office.as('何雨桐')
  await intake(he, '城东区锦绣家园楼道里煤气味很大，有老人头晕。')
  const keys = keyboard(he)
  await keys.press('F8')
  const landed = he.getByRole('status').getByRole('link', { name: /已登记 信〔\d{4}〕\d+号，已转值班员/ })
  await landed.waitFor()
  assert.equal(keys.keys(), 1, 'one key')
  const path = (await landed.getAttribute('href')) ?? ''
  await office.shot(he, '一键转值班')

  const shao = await office.as('邵军', phone)
  await openLetter(shao, path)
  assert.equal(await shao.locator('.moves [data-move="refuse"]').isVisible(), false, 'he cannot pass it back')
  await office.axe(shao, 'an emergency on the telephone of the officer on duty')
  await office.shot(shao, '值班员手机')
  await press(shao, 'accept')
  await stands(shao, 'working')
})

journey('不派单：指引卡，说什么、到哪里、带什么，改后即为答复 (R-H03, GN-35)', async ({ office }) => {
  const he = await office.as('何雨桐')
  await intake(he, '老板拖欠三个月工资，合同也不给，想要回工资。')
  await he.keyboard.press('F6')
  const card = he.locator('#guidance, [aria-labelledby="guidance"], .guidance').first()
  await card.getByRole('button', { name: '有法定途径' }).click()
  await card.getByRole('radio', { name: '仲裁' }).check()
  await card.getByText('12333').waitFor()
  const answer = he.getByRole('textbox', { name: '答复内容' })
  assert.match(await answer.inputValue(), /劳动人事争议仲裁/)
  await office.axe(he, 'the guidance card')
  await office.shot(he, '指引卡')
  await he.keyboard.press('Control+Enter')
  await he
    .getByRole('status')
    .getByRole('link', { name: /已当场答复、办结/ })
    .click()
  await stands(he, 'closed')
  await he.getByText('劳动人事争议仲裁', { exact: false }).first().waitFor()
})

journey('手机上：两次退单，裁定，办理，不满意，重办 (R-H05, GN-36)', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path } = await registered(he, { title: '翠屏桥下夜间噪声', body: '翠屏桥下夜里一点还有人施工，孩子睡不着。', phone: '13800006211', unit: 'ZJJ' })
  const xu = await office.as('许文涛', phone)
  await openLetter(xu, path)
  await press(xu, 'refuse')
  await fill(xu, '依据和理由', '夜间施工由市城管局查处，见三定方案。')
  await land(xu)
  await openLetter(he, path)
  await press(he, 'assign')
  await choose(he, '主办', '住房', '市住房和城乡建设局')
  await fill(he, '要求', '施工许可由你局核发，请牵头。')
  await land(he)
  // the second refusal is not his to make: the arbiter decides
  await openLetter(xu, path)
  await press(xu, 'refuse')
  await office.shot(xu, '第二次退单')
  await fill(xu, '依据和理由', '许可与查处分开，仍应由城管局办。')
  await land(xu)
  const arbiter = await office.as('何平川', phone)
  await openLetter(arbiter, path)
  await press(arbiter, 'sign')
  await dialog(arbiter).getByRole('radio', { name: '不同意', exact: true }).check()
  await fill(arbiter, '意见', '由市住建局牵头，城管局配合，不得再退。')
  await office.shot(arbiter, '裁定')
  await land(arbiter)
  await openLetter(xu, path)
  await xu.locator('.trail').getByText('由市住建局牵头', { exact: false }).first().waitFor()
  await press(xu, 'accept')
  await stands(xu, 'working')
  await report(xu, '已责令停止夜间施工。')
  await draft(he, path, '您好，已责令翠屏桥下工地停止夜间施工。')
  const gao = await office.as('高敏', phone)
  await agreeAndReply(gao, path)
  await callBack(he, path, { solved: '未解决', satisfied: '不满意', text: '昨夜又施工到两点。' })
  await stands(he, 'working')
  await openLetter(xu, path)
  await xu.getByText('第 2 次办理').first().waitFor()
  await office.shot(xu, '重办')
})

journey('信访：登记、转送、受理告知、延期经批准并告知、意见书 (R-X01, R-X03)', async ({ office }) => {
  const gao = await office.as('高敏')
  await gao.goto(new URL('/petitions/new', gao.url()).href)
  await gao.getByRole('textbox', { name: '电话' }).fill('13900009911')
  await gao.getByText('没有同一号码的信访记录。').waitFor()
  await gao.getByRole('textbox', { name: '请求事项' }).fill('要求落实安置房')
  await gao.getByRole('textbox', { name: '信访内容' }).fill('城东片区征收两年，安置房没有交付。')
  await office.axe(gao, 'a petition being registered')
  await office.shot(gao, '信访登记')
  await gao.keyboard.press('Control+Enter')
  await gao.locator('.matter-page h1').waitFor()
  const path = new URL(gao.url()).pathname
  await press(gao, 'assign')
  await choose(gao, '主办', '住房', '市住房和城乡建设局')
  await fill(gao, '要求', '请依法处理，书面答复。')
  await land(gao)
  const xu = await office.as('许文涛')
  await openLetter(xu, path)
  await press(xu, 'accept')
  await press(xu, 'admit')
  await land(xu)
  await xu.getByText('办理时限').first().waitFor()
  await press(xu, 'report')
  await pick(xu, '处理意见', '部分支持')
  await fill(xu, '意见摘要', '限期三个月交付。')
  await land(xu)
  await press(xu, 'reply')
  await fill(xu, '调查核实情况', '经查，该片区安置房因资金不足停工。')
  await fill(xu, '法律、政策依据', '国有土地上房屋征收与补偿条例第二十七条。')
  await office.shot(xu, '处理意见书')
  await land(xu)
  const guo = await office.as('郭振华')
  await openLetter(guo, path)
  await press(guo, 'sign')
  await office.axe(guo, 'a letter of opinion to be agreed')
  await land(guo)
  await openLetter(gao, path)
  await gao.getByText('复查：', { exact: false }).waitFor()
  await office.shot(gao, '信访事项')

  // the same number again: in hand, not taken twice
  await gao.goto(new URL('/petitions/new', gao.url()).href)
  await gao.getByRole('textbox', { name: '电话' }).fill('13900009911')
  await gao.getByText('正在办理，同一事项不重复受理', { exact: false }).waitFor()
})

journey('检举控告：只在名单之内，别人找不到 (ZK-50, R-X02)', async ({ office }) => {
  const he = await office.as('何雨桐')
  await he.goto(new URL('/petitions/new', he.url()).href)
  await he.getByRole('radio', { name: '检举控告' }).check()
  await he.getByRole('textbox', { name: '请求事项' }).fill('反映科里有人收受土特产')
  await he.getByRole('textbox', { name: '信访内容' }).fill('下乡检查时收受土特产，请查处。')
  for (const [label, name] of [
    ['被检举人、单位', '刘梦琪'],
    ['密交给', '张怀远'],
  ] as const) {
    await he.getByRole('combobox', { name: label }).fill(name)
    await he.getByRole('option', { name }).first().click()
  }
  await office.axe(he, 'an accusation being registered')
  await office.shot(he, '检举控告')
  await he.keyboard.press('Control+Enter')
  const said = he.getByRole('status').filter({ hasText: '已密交张怀远' })
  await said.waitFor()
  const number = numberIn(await text(said))
  assert.match(number, /^检〔/)

  const zhang = await office.as('张怀远')
  await zhang.goto(new URL('/petitions', zhang.url()).href)
  await zhang.getByRole('row').filter({ hasText: number }).locator('[data-row]').first().click()
  await zhang.locator('.matter-page h1').waitFor()
  const path = new URL(zhang.url()).pathname
  await press(zhang, 'accept')
  await stands(zhang, 'working')
  await office.shot(zhang, '名单之内')

  for (const name of ['高敏', '何雨桐']) {
    const other = await office.as(name)
    await other.goto(new URL('/petitions', other.url()).href)
    await other.locator('.ledger-page').waitFor()
    assert.ok(!(await text(other.locator('body'))).includes('土特产'), `${name} reads of it in the ledger`)
    await other.goto(new URL(path, other.url()).href)
    await other.getByRole('heading', { name: '没有这个页面' }).or(other.getByText('没有这件，或者您不在知悉范围内。')).first().waitFor()
  }
})
