/** 发文 and the public: a draft before the public with every opinion answered; a normative paper published, filed, taken out for the site, revoked. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, pick, press } from './letter-steps.ts'
import { issue, seal } from './paper-steps.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href
async function fits(page: Page) {
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0, `${page.url()}: ${wide} px wider than the window`)
}
/** A move under 其他. */
async function pressOther(page: Page, move: string) {
  await page.locator('.more-moves').click()
  await page.locator(`.moves [data-move="${move}"]`).click()
}
async function openPaper(page: Page, office: JourneyOffice, title: RegExp): Promise<string> {
  await page.goto(at(office, '/outgoing'))
  await page.getByRole('link', { name: title }).first().click()
  await page.locator('.matter-page h1').waitFor()
  return new URL(page.url()).pathname
}

journey(
  '发文：征求公众意见',
  async ({ office }) => {
    // put to the public for thirty days
    const xu = await office.as('许文涛')
    const open = await openPaper(xu, office, /绿地认建认养/)
    await press(xu, 'consult')
    await dialog(xu).getByText('一般不少于 30 日').waitFor()
    await office.axe(xu, '公开征求意见')
    await office.shot(xu, '公开征求意见')
    await land(xu)
    await xu.locator('#consultation').getByText('还没有意见').waitFor()
    assert.equal(await xu.locator('.moves [data-move="submit"]:not([disabled])').count(), 0, '送审 waits')

    // a citizen on the telephone, without a name
    const citizen = await office.another(phone)
    await citizen.goto(at(office, '/public/consultations'))
    await citizen.getByRole('link', { name: /绿地认建认养/ }).waitFor()
    await office.axe(citizen, '征求意见页')
    await fits(citizen)
    await office.shot(citizen, '征求意见页-手机')
    await citizen.getByRole('link', { name: /绿地认建认养/ }).click()
    await citizen.getByRole('heading', { name: '征求意见稿' }).waitFor()
    await office.axe(citizen, '征求意见稿，手机')
    await fits(citizen)
    await office.shot(citizen, '征求意见稿-手机')
    await citizen.getByRole('button', { name: '提交意见' }).click()
    await citizen
      .getByRole('alert')
      .getByRole('link', { name: /请写下您的意见/ })
      .waitFor()
    await citizen.getByLabel(/^对哪一条有什么意见/).fill('建议认养期满可以优先续养，铭牌统一样式。')
    await office.shot(citizen, '写意见-手机')
    await citizen.getByRole('button', { name: '提交意见' }).click()
    await citizen.getByRole('heading', { name: '已收到您的意见' }).waitFor()
    const receipt = ((await citizen.locator('#receipt').textContent()) ?? '').replace('-', '')
    assert.match(receipt, /^[0-9A-Z]{8}$/)
    await office.axe(citizen, '意见收到，手机')
    await office.shot(citizen, '意见收到-手机')

    // the same form in English
    const abroad = await office.another({ ...phone, language: 'en' })
    await abroad.goto(at(office, '/public/consultations'))
    await abroad.getByRole('link', { name: /绿地认建认养/ }).click()
    await abroad.locator('form').waitFor()
    await office.axe(abroad, 'opinion form, phone, English')
    await fits(abroad)
    await abroad.locator('form').scrollIntoViewIfNeeded()
    await office.shot(abroad, '写意见-英文-手机')

    // it is on the paper within seconds; it is answered, and the table waits for the last day
    const row = xu.locator('#consultation li').filter({ hasText: receipt })
    for (let n = 0; n < 20 && (await row.count()) === 0; n++) {
      await xu.waitForTimeout(1_000)
      await openLetter(xu, open)
      await xu.locator('#consultation .card-body').first().waitFor()
    }
    await row.getByText('铭牌统一样式').waitFor()
    await press(xu, 'tellAdopted')
    await dialog(xu).locator('button[type="submit"]').click()
    await dialog(xu).getByText('期满才能公布').waitFor()
    await xu.keyboard.press('Escape')
    await dialog(xu).waitFor({ state: 'detached' })

    // another, over since yesterday: nothing is published while one opinion has no answer
    const over = await openPaper(xu, office, /二次供水设施管理办法/)
    const card = xu.locator('#consultation')
    await card.getByText('共 4 条，未答复 4 条').waitFor()
    await office.axe(xu, '征求意见，发文页')
    await card.scrollIntoViewIfNeeded()
    await office.shot(xu, '逐条答复')
    await press(xu, 'tellAdopted')
    await dialog(xu).locator('button[type="submit"]').click()
    await dialog(xu).getByText('还有 4 条意见没有答复').waitFor()
    await xu.keyboard.press('Escape')
    await dialog(xu).waitFor({ state: 'detached' })
    const answer = async (says: readonly RegExp[], verdict: string, reason: string) => {
      for (const one of says) await card.locator('li').filter({ hasText: one }).getByRole('checkbox').check()
      const form = card.getByRole('form', { name: '答复所选意见' })
      await form.getByRole('radio', { name: verdict, exact: true }).check()
      await form.getByLabel('理由').fill(reason)
      await form.getByRole('button', { name: '答复所选意见' }).click()
      for (const one of says) await card.locator('li').filter({ hasText: one }).getByText(reason).waitFor()
    }
    await answer([/水箱半年清洗一次太少/], '采纳', '改为夏季每季度一次，提前一天公告')
    await answer([/检测结果只贴公示栏/, /写明物业交接/], '部分采纳', '原则写入，细节由实施细则规定')
    await answer([/业主承担三成偏高/], '未采纳', '比例与省里规定一致，困难家庭另有减免')
    await card.getByText('共 4 条，未答复 0 条，采纳 1 条，部分采纳 2 条，未采纳 1 条').waitFor()
    await card.scrollIntoViewIfNeeded()
    await office.shot(xu, '已逐条答复')
    const table = (await xu.evaluate(
      `fetch(document.querySelector('#consultation a[href*="opinions-table.xlsx"]').href.replace('.xlsx', '.pdf')).then(async (a) => (await a.text()).slice(0, 5))`,
    )) as string
    assert.equal(table, '%PDF-', 'the table comes on paper')
    await press(xu, 'tellAdopted')
    await land(xu)
    await card.getByText('采纳情况已于').waitFor()
    await pressOther(xu, 'amend')
    await pick(xu, '缓急', '加急')
    await fill(xu, '理由', '供水旺季前须施行')
    await office.axe(xu, '更正要素')
    await office.shot(xu, '更正要素')
    await land(xu)
    await xu.locator('.trail').getByText('紧急程度：平件 → 加急').waitFor()
    await press(xu, 'keepMaterials')
    assert.equal(await dialog(xu).getByText('征求意见及采纳情况').count(), 0, 'the table is the material')
    for (const kind of ['请示', '起草说明', '合法性审核意见']) await fill(xu, `${kind}：没有的，说明理由`, '纸质件随文报送')
    await land(xu)
    await openLetter(xu, over)
    await press(xu, 'submit')
    await choose(xu, '送给', '文电', '文电科')
    await land(xu)
    await xu.locator('.matter-page[data-phase="assigned"]').waitFor()
    const small = await office.as('许文涛', { ...phone, language: 'en' }, over)
    await small.locator('#consultation').getByText('4 in all, 0 unanswered').waitFor()
    await office.axe(small, 'consultation, phone, English')
    await fits(small)
    await small.locator('#consultation').scrollIntoViewIfNeeded()
    await office.shot(small, '发文页-英文-手机')

    // told where the draft stood, in both languages
    await citizen.goto(at(office, '/public/consultations'))
    await citizen.getByRole('link', { name: /二次供水设施管理办法/ }).click()
    await citizen.getByText('共收到 4 条意见：采纳 1 条，部分采纳 2 条，未采纳 1 条。').waitFor()
    await office.axe(citizen, '采纳情况，手机')
    await fits(citizen)
    await office.shot(citizen, '采纳情况-手机')
    const english = await office.another({ ...phone, language: 'en', dark: true })
    await english.goto(citizen.url())
    await english.getByRole('heading', { name: 'What was adopted' }).waitFor()
    await office.axe(english, 'what was adopted, English, dark')
    await fits(english)
    await office.shot(english, '采纳情况-英文-深色')
  },
  { within: 240_000 },
)

fullJourney(
  '发文：公开与规范性文件',
  async ({ office }) => {
    // a normative paper: registered as one, sealed, issued, filed, published
    const ji = await office.as('季红梅')
    const path = await openPaper(ji, office, /加强冬季道路交通安全/)
    await pressOther(ji, 'setNormative')
    await fill(ji, '统一登记号', 'YX-2026-0012')
    for (const [label, day] of [
      ['自何日起', '2027-01-01'],
      ['有效期至', '2031-12-31'],
      ['评估日期', '2031-06-30'],
    ] as const) {
      await fill(ji, label, day)
      await ji.keyboard.press('Tab')
    }
    await office.axe(ji, '规范性文件登记')
    await office.shot(ji, '规范性文件登记')
    await land(ji)
    await ji.locator('#standing').getByText('YX-2026-0012').waitFor()
    await seal(ji, '市政府办公室印章', '60')
    await issue(ji, '60')
    await land(ji)
    await press(ji, 'file')
    await fill(ji, '备案机关', '云中省司法厅')
    await office.shot(ji, '备案')
    await land(ji)

    // the public list: it stands there as due; published, it tells where and when
    await ji.goto(at(office, '/outgoing/public'))
    const row = ji.getByRole('row').filter({ hasText: '加强冬季道路交通安全' })
    await row.waitFor()
    // one is six weeks out and on no site: its line says by when it ought to have been
    await ji.getByRole('row').filter({ hasText: '全市读书月活动' }).locator('.red').waitFor()
    await office.axe(ji, '主动公开文件')
    await office.shot(ji, '主动公开文件')
    await openLetter(ji, path)
    await press(ji, 'publish')
    await fill(ji, '公开于', '市人民政府网站')
    await office.shot(ji, '登记公开')
    await land(ji)
    await ji.goto(at(office, '/outgoing/public'))
    await row.getByText('市人民政府网站').waitFor()
    const files = (await ji.evaluate(
      `Promise.all([...document.querySelectorAll('.ledger-head a[download]')].map(({ href }) => fetch(href).then(async (a) => ({ path: new URL(href).pathname, status: a.status, bytes: (await a.arrayBuffer()).byteLength }))))`,
    )) as { path: string; status: number; bytes: number }[]
    assert.deepEqual(
      files.map((one) => [one.path, one.status, one.bytes > 200]),
      [
        ['/api/outgoing/public-list.xlsx', 200, true],
        ['/api/outgoing/public-list.csv', 200, true],
        ['/api/outgoing/site.zip', 200, true],
      ],
    )

    // figures lead to their papers; rounds and days stand on the paper
    const zhang = await office.as('张怀远', {}, '/outgoing/figures')
    await zhang.locator('.desk-figures').waitFor()
    await zhang.locator('.chart-drawn').first().waitFor()
    await office.axe(zhang, '发文情况')
    await zhang.locator('.figure-term-name').first().focus()
    await office.shot(zhang, '发文情况')
    await zhang.getByRole('button', { name: /^退回修改 \d+$/ }).click()
    await zhang.getByRole('button', { name: '退回修改 ×' }).waitFor()
    await zhang
      .getByRole('link', { name: /水利工程管理范围/ })
      .first()
      .click()
    await zhang.locator('.matter-page h1').waitFor()
    const laps = zhang.locator('#laps')
    await laps.getByRole('button').click()
    await laps.getByText(/退回修改 1 次/).waitFor()
    await laps.scrollIntoViewIfNeeded()
    await office.axe(zhang, '轮次和用时')
    await office.shot(zhang, '轮次和用时')
    for (const where of ['/outgoing/figures', '/outgoing/public']) {
      const small = await office.as('张怀远', { ...phone, language: 'en' }, where)
      await small.getByRole('heading', { level: 1 }).waitFor()
      await small.locator('table').first().waitFor()
      await office.axe(small, `${where}, phone, English`)
      await fits(small)
      await office.shot(small, `${where.split('/').at(-1)}-英文-手机`)
    }

    // 撤销, then nothing more of it is due; its recipients are told
    await openLetter(ji, path)
    await pressOther(ji, 'withdrawPaper')
    await pick(ji, '撤销、废止', '撤销')
    await fill(ji, '理由', '与上位法不一致')
    await fill(ji, '依据', '市政府常务会议决定')
    await dialog(ji).getByText('撤销的自始无效').waitFor()
    await office.axe(ji, '撤销')
    await office.shot(ji, '撤销')
    await land(ji)
    await ji.locator('#standing').getByText('与上位法不一致').waitFor()
    await office.shot(ji, '已撤销')
  },
  { within: 240_000 },
)
