/** 收文: a request put before five leaders, each in his own way; a request from a county answered by a letter; a notice that goes round. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { pdfOf } from '../platform/files/inside/samples.ts'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, pick, press, stands } from './letter-steps.ts'

interface Told {
  readonly title: string
  readonly sender: string
  readonly number: string
  readonly type: string
}
/** 签收、登记 in the form. @returns where its page is */
async function register(page: Page, office: JourneyOffice, told: Told): Promise<string> {
  await page.goto(new URL('/incoming/new', office.url).href)
  await page.getByRole('textbox', { name: '来文单位' }).fill(told.sender)
  await page.getByRole('textbox', { name: '来文字号' }).fill(told.number)
  await page.getByRole('textbox', { name: '标题' }).fill(told.title)
  await page.getByRole('combobox', { name: '文种' }).selectOption({ label: told.type })
  await page.keyboard.press('Control+Enter')
  const landed = page.locator('.landed a')
  await landed.waitFor()
  assert.equal(await page.getByRole('textbox', { name: '标题' }).inputValue(), '', 'the form is empty for the next')
  return (await landed.getAttribute('href')) ?? ''
}
/** 初审: five times yes, each by hand. */
async function examine(page: Page): Promise<void> {
  await press(page, 'examine')
  for (const box of await dialog(page).getByRole('checkbox').all()) await box.check()
  await land(page)
}
/** Somebody is away: another acts for him from now on. */
const standIn = (page: Page, away: string, agent: string): Promise<void> =>
  page.evaluate(
    async ({ away, agent }) => {
      const find = async (name: string) => {
        const { rows } = (await (await fetch(`/api/people/directory?q=${encodeURIComponent(name)}`)).json()) as { rows: { id: string; name: string }[] }
        return rows.find((one) => one.name === name)?.id
      }
      const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
      const body = { principal: await find(away), agent: await find(agent), to: new Date(Date.now() + 86_400_000).toISOString(), desks: ['incoming'], ground: '出差' }
      const answer = await fetch('/api/people/delegate', { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(await answer.text())
    },
    { away, agent },
  )
/** 代录: what somebody wrote on the paper that came back. */
async function record(page: Page, name: string): Promise<void> {
  await page.keyboard.press('d')
  const who = dialog(page).locator('select')
  const option = await who.locator('option').filter({ hasText: name }).first().getAttribute('value')
  await who.selectOption(option ?? '')
  await dialog(page).getByRole('radio').first().check()
  await dialog(page).locator('button[type="submit"]').click()
  await dialog(page).waitFor({ state: 'detached' })
}

journey(
  '收文：一份请示送五位领导，两位写在纸上代录，一位在手机上，一位出差由代理，排序最高者定 (R-D24)',
  async ({ office }) => {
    const clerk = await office.as('季红梅')
    const path = await register(clerk, office, {
      title: '关于解决青石桥危桥改造资金的请示',
      sender: '石桥县人民政府',
      number: '石政〔2026〕31号',
      type: '请示',
    })
    await office.axe(clerk, '收文登记')
    await office.shot(clerk, '登记')
    await openLetter(clerk, path)
    await clerk.locator('#where').getByText('季红梅').waitFor()
    await press(clerk, 'examine')
    await office.shot(clerk, '初审')
    await clerk.keyboard.press('Escape')
    await examine(clerk)

    // 拟办 with cause and options, put before five
    await press(clerk, 'propose')
    await fill(clerk, '拟办意见', '拟请市住建局牵头核实，提出资金安排意见。')
    await fill(clerk, '拟办理由', '青石桥为四类危桥，县财力不足。')
    await fill(clerk, '可选办法', '统筹安排专项资金\n纳入明年计划')
    for (const name of ['周启明', '沈国栋', '韩冬', '罗静', '张怀远']) await choose(clerk, '送哪些领导', name, name)
    await pick(clerk, '顺序', '同时')
    await choose(clerk, '主办', '住房', '市住房和城乡建设局')
    await office.axe(clerk, '拟办')
    await office.shot(clerk, '拟办')
    await land(clerk)
    for (const name of ['周启明', '沈国栋', '韩冬', '罗静', '张怀远']) await clerk.locator('#where').getByText(name).waitFor()
    await office.shot(clerk, '批办中')

    // two wrote on the paper: the second is the highest, and the department has it in that act
    await record(clerk, '沈国栋')
    await clerk.locator('#opinions').getByText('沈国栋').waitFor()
    await stands(clerk, 'registered')
    await record(clerk, '周启明')
    await stands(clerk, 'assigned')
    await clerk.locator('#opinions li', { hasText: '周启明' }).getByText('以此为准').waitFor()

    // one is away: whoever stands in for her signs in her right
    const keeper = await office.as('丁一鸣')
    await standIn(keeper, '罗静', '何平川')
    const agent = await office.as('何平川')
    await openLetter(agent, path)
    await press(agent, 'sign')
    await land(agent)
    await agent.locator('#opinions').getByText('罗静').waitFor()

    // one is on the road and writes on the telephone, otherwise than the highest
    const vice = await office.as('韩冬', phone)
    await openLetter(vice, path)
    await office.axe(vice, '手机上的来文')
    await office.shot(vice, '手机')
    await press(vice, 'sign')
    await fill(vice, '意见', '请市交通局一并核实桥梁等级。')
    await land(vice)
    await vice.locator('#opinions li', { hasText: '韩冬' }).getByText('与上级批示不一').waitFor()

    // the secretary-general is shown that, and writes for himself
    const sg = await office.as('张怀远')
    await openLetter(sg, path)
    await sg.locator('#opinions li', { hasText: '韩冬' }).getByText('请市交通局一并核实桥梁等级。').waitFor()
    await press(sg, 'read')
    await land(sg)
    await press(sg, 'sign')
    await land(sg)
    await office.shot(sg, '秘书长')

    const unit = await office.as('许文涛')
    await openLetter(unit, path)
    await press(unit, 'accept')
    await stands(unit, 'working')
  },
  { within: 300_000 },
)

journey(
  '收文：县里的请示在承诺期限内以函答复，英文界面、手机看得到 (R-D03)',
  async ({ office }) => {
    const clerk = await office.as('季红梅')
    const path = await register(clerk, office, { title: '关于核定石桥县供热价格的请示', sender: '石桥县人民政府', number: '石政〔2026〕33号', type: '请示' })
    await openLetter(clerk, path)
    await clerk.locator('.clocks').getByText('请示答复时限').waitFor()
    await examine(clerk)
    await press(clerk, 'assign')
    await choose(clerk, '主办', '住房', '市住房和城乡建设局')
    await fill(clerk, '办理要求', '请核定并代拟复函。')
    await land(clerk)
    const unit = await office.as('许文涛')
    await openLetter(unit, path)
    await press(unit, 'accept')
    await press(unit, 'report')
    await fill(unit, '结果说明', '经测算，建议按成本监审价执行。')
    await land(unit)
    await openLetter(clerk, path)
    await press(clerk, 'reply')
    await dialog(clerk).locator('textarea').first().fill('云政函〔2026〕45号：原则同意，按成本监审价执行。')
    await dialog(clerk).getByRole('radio', { name: '信函' }).check()
    await office.shot(clerk, '答复')
    await land(clerk)
    await press(clerk, 'close')
    await land(clerk)
    await stands(clerk, 'closed')
    await office.axe(clerk, '办结的请示')

    const english = await office.as('季红梅', { ...phone, language: 'en' })
    await english.goto(new URL('/incoming', office.url).href)
    await english.getByRole('heading', { level: 1, name: 'Register of incoming papers' }).waitFor()
    await english.getByText('关于核定石桥县供热价格的请示').first().waitFor()
    await office.axe(english, 'the register on a telephone, in English')
    await office.shot(english, 'phone')
  },
  { within: 240_000 },
)

fullJourney('收文：阅件依次传阅，看得到在谁手里，收回一次，退文一次告知 (F17, BZ-47)', async ({ office }) => {
  const clerk = await office.as('季红梅')
  const path = await register(clerk, office, { title: '关于冬季安全生产情况的通报', sender: '云中省人民政府办公厅', number: '云中政办发〔2026〕40号', type: '通报' })
  await openLetter(clerk, path)
  await examine(clerk)
  await press(clerk, 'circulate')
  for (const name of ['张怀远', '韩冬']) await choose(clerk, '传阅给', name, name)
  await land(clerk)
  // by rank: the vice-mayor before the secretary-general
  await clerk.locator('#where').getByText('传阅中').first().waitFor()
  await clerk
    .locator('#where')
    .getByText(/韩冬（/)
    .waitFor()
  await office.shot(clerk, '传阅中')
  await press(clerk, 'withdraw')
  await dialog(clerk).locator('textarea').first().fill('范围有误')
  await land(clerk)
  await clerk.locator('#where').getByText('传阅中').first().waitFor({ state: 'detached' })

  const wrong = await register(clerk, office, { title: '关于要求拨付经费的函', sender: '清溪县青石镇人民政府', number: '青政函〔2026〕8号', type: '函' })
  await openLetter(clerk, wrong)
  await press(clerk, 'returnPaper')
  await dialog(clerk).getByRole('checkbox', { name: '是否符合行文规则' }).check()
  await dialog(clerk).getByRole('textbox', { name: '不符合之处：是否符合行文规则' }).fill('乡镇不得越级行文')
  await office.shot(clerk, '退文')
  await land(clerk)
  await stands(clerk, 'closed')
  await clerk.getByText('乡镇不得越级行文').first().waitFor()
  await clerk.goto(new URL('/incoming', office.url).href)
  await clerk.getByRole('row').first().waitFor()
  await office.axe(clerk, '收文登记簿')
  await office.shot(clerk, '登记簿')
})

fullJourney(
  '收文：两办联合文登记在案，同一字号不登记两件；转出时字段、附件、批示都带过去，两件互相找得到 (F18)',
  async ({ office }) => {
    const clerk = await office.as('季红梅')
    const told = { title: '关于推进城市更新工作的意见', sender: '中共云岭省委办公厅 云岭省人民政府办公厅', number: '云岭办发〔2026〕27号' }
    const box = (name: string) => clerk.getByRole('textbox', { name, exact: true })
    await clerk.goto(new URL('/incoming/new', office.url).href)
    await box('来文单位').fill(told.sender)
    await box('来文字号').fill(told.number)
    await box('标题').fill(told.title)
    await clerk.getByRole('combobox', { name: '文种' }).selectOption({ label: '意见' })
    await clerk.getByRole('checkbox', { name: '两办联合文' }).check()
    // without the other office it does not land, and what was typed stays
    await clerk.keyboard.press('Control+Enter')
    await clerk.locator('.is-wrong').getByRole('textbox', { name: '联合单位' }).waitFor()
    assert.equal(await box('标题').inputValue(), told.title)
    await box('联合单位').fill('中共云溪市委办公室')
    await box('对方收文号').fill('委收〔2026〕120号')
    await clerk.getByRole('group', { name: '牵头' }).getByRole('radio', { name: '对方牵头' }).check()
    await clerk.locator('.incoming-register input[type=file]').setInputFiles({ name: '城市更新意见.pdf', mimeType: 'application/pdf', buffer: pdfOf(['另附任务分解表']) })
    await clerk.locator('.picked', { hasText: '城市更新意见.pdf' }).waitFor()
    await office.axe(clerk, '两办联合文登记')
    await office.shot(clerk, '登记')
    await clerk.keyboard.press('Alt+Enter')
    await clerk.keyboard.press('Control+Enter')
    const landed = clerk.locator('.landed a')
    await landed.waitFor()
    const path = (await landed.getAttribute('href')) ?? ''

    // the same number, as another hand writes it: seen at once, refused when it is pressed through, one key makes it the second copy
    await box('来文单位').fill(told.sender)
    await box('来文字号').fill('云岭办发[2026] 27')
    await box('标题').fill(told.title)
    await clerk.locator('.same-papers .is-same').waitFor()
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByText(/同一单位的这个字号已经登记为/).waitFor()
    assert.equal(await box('来文字号').inputValue(), '云岭办发[2026] 27', 'what was typed stays')
    await office.axe(clerk, '重号')
    await office.shot(clerk, '重号')
    await clerk.keyboard.press('F2')
    await clerk.locator('.landed', { hasText: '另一份' }).waitFor()

    await openLetter(clerk, path)
    await clerk.locator('#paper').getByText('中共云溪市委办公室 委收〔2026〕120号（对方牵头）').waitFor()
    await clerk.locator('#copies .copies-list li').nth(1).waitFor()
    assert.equal(await clerk.locator('#copies .copies-list li').count(), 2, 'two copies of the one paper')
    assert.equal(await clerk.locator('#paper .facts > div', { hasText: /^份数/ }).locator('dd').textContent(), '2', '份数 says so too')
    await examine(clerk)
    await press(clerk, 'propose')
    await fill(clerk, '拟办意见', '拟请市政府常务会议研究。')
    await fill(clerk, '拟办理由', '涉及多个部门。')
    await choose(clerk, '送哪些领导', '韩冬', '韩冬')
    await land(clerk)
    const vice = await office.as('韩冬')
    await openLetter(vice, path)
    await press(vice, 'sign')
    await fill(vice, '意见', '同意上会，请住建局先拟方案。')
    await land(vice)

    await openLetter(clerk, path)
    await press(clerk, 'turnInto')
    await pick(clerk, '转为', '转为会议议题')
    await fill(clerk, '要求', '请列入下次常务会议议题。')
    await office.axe(clerk, '转出')
    await office.shot(clerk, '转出')
    await land(clerk)
    const there = clerk.locator('.chain a[href^="/affairs/"]').first()
    await there.waitFor()
    await office.shot(clerk, '转出之后')
    const affair = (await there.getAttribute('href')) ?? ''
    await openLetter(clerk, affair)
    for (const said of ['请列入下次常务会议议题。', told.sender, told.number, '对方牵头', '拟请市政府常务会议研究。', '同意上会，请住建局先拟方案。'])
      await clerk.getByText(said).first().waitFor()
    await clerk.locator('#files').getByText('城市更新意见.pdf').waitFor()
    await clerk.locator(`.chain a[href="${path}"]`).first().waitFor()
    await office.axe(clerk, '转出的交办事项')
    await office.shot(clerk, '转出的交办事项')
    const small = await office.as('季红梅', phone)
    await small.goto(new URL('/incoming/new', office.url).href)
    await small.getByRole('checkbox', { name: '两办联合文' }).check()
    await office.axe(small, '手机登记联合文')
    await office.shot(small, '手机登记')
    await openLetter(small, path)
    await office.shot(small, '手机来文')
  },
  { within: 300_000 },
)

fullJourney(
  '我的表：收文登记簿存为本办的表，收文自己的栏目，改栏名和次序，打印，导出 (HA-17)',
  async ({ office }) => {
    const clerk = await office.as('季红梅')
    await clerk.goto(new URL('/incoming?phase=open', office.url).href)
    await clerk.getByRole('button', { name: '存为我的表' }).click()
    await clerk.getByRole('textbox', { name: '名称', exact: true }).fill('在办来文登记表')
    await clerk.getByRole('textbox', { name: '表头标题' }).fill('云溪市人民政府办公室\n在办来文登记表')
    await clerk.getByRole('textbox', { name: '左上角' }).fill('填报单位：文电科')
    await clerk.getByRole('textbox', { name: '表下签字行' }).fill('审核：　　　　　　填表：')
    for (const name of ['文种', '传阅', '备注']) await clerk.getByRole('checkbox', { name: `列入 ${name}`, exact: true }).uncheck()
    await clerk.getByRole('textbox', { name: '来文单位的栏名' }).fill('来文机关')
    await clerk.getByRole('button', { name: '上移 来文单位', exact: true }).click()
    await office.axe(clerk, '收文存为我的表')
    await office.shot(clerk, '填表')
    await clerk.getByRole('button', { name: '保存' }).click()
    await clerk.locator('.paper-table tbody tr').first().waitFor()
    const heads = await clerk.locator('.paper-table th').allTextContents()
    assert.equal(heads.join(), '序号,编号,标题,来文机关,收文时间,来文字号,紧急程度,拟办意见,批办,承办,办理结果,办结时限')
    const senders = await clerk.locator('.paper-table td[data-column="incoming.sender"]').allTextContents()
    assert.ok(senders.length > 0 && senders.every((sender) => sender !== ''), 'every line says where the paper came from')
    await office.axe(clerk, '收文的表')
    await office.shot(clerk, '表')
    await clerk.emulateMedia({ media: 'print' })
    await office.shot(clerk, '打印')
    await clerk.emulateMedia({ media: 'screen' })
    const download = clerk.waitForEvent('download')
    await clerk.getByRole('link', { name: '导出 Excel' }).click()
    assert.ok((await download).suggestedFilename().startsWith('在办来文登记表-'))
    // lists of another desk have none of these columns
    await clerk.getByRole('button', { name: '更改' }).click()
    const own = clerk.locator('.table-columns [data-column="incoming.sender"]')
    await own.waitFor()
    await clerk.getByRole('combobox', { name: '类别' }).selectOption({ label: '群众来信' })
    await own.waitFor({ state: 'detached' })
    const small = await office.as('季红梅', { ...phone, language: 'en' })
    await small.goto(new URL('/tables', office.url).href)
    await small.getByRole('link', { name: '在办来文登记表' }).click()
    await small.locator('.paper-table tbody tr').first().waitFor()
    await small.locator('.paper-table th', { hasText: 'Leaders wrote' }).waitFor()
    await office.axe(small, 'the table of papers on a phone')
    await office.shot(small, 'phone')
  },
  { within: 240_000 },
)
