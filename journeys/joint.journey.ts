/** 联合行文: no number before every organ's page is there, and then the number of whoever leads; 废止 of a paper that has had its day. */
import assert from 'node:assert/strict'
import { fullJourney, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, pick, picture, press, text } from './letter-steps.ts'
import { begin, issue, openness, review, seal } from './paper-steps.ts'

const title = '关于联合开展冬季燃气安全检查的通知'
const partner = '中共云溪市委办公室'

fullJourney(
  '发文：联合行文等齐签署，由主办机关编号；旧文废止 (R-D25, R-D40)',
  async ({ office }) => {
    const at = (path: string) => new URL(path, office.url).href
    const xu = await office.as('许文涛')
    await xu.goto(at('/outgoing/new'))
    await xu.getByRole('radio', { name: '部门代拟' }).check()
    await xu.getByRole('textbox', { name: '标题' }).fill(title)
    await xu.getByLabel('主办机关（由其编号）').fill(partner)
    await xu.getByLabel('联合发文机关').fill(partner)
    for (const kind of ['请示', '起草说明', '征求意见及采纳情况', '合法性审核意见']) await xu.getByLabel(`${kind}：没有的，说明理由`).fill('纸质件随文报送')
    await office.shot(xu, '联合行文-起草')
    await xu.keyboard.press('Control+Enter')
    await xu.locator('.matter-page h1').waitFor()
    const path = new URL(xu.url()).pathname
    await begin(xu, title, '各县（区）人民政府，市政府有关部门', '入冬以来燃气用量上升，决定联合开展安全检查，十二月二十日前完成。')
    await press(xu, 'submit')
    await choose(xu, '送给', '文电', '文电科')
    await land(xu)
    const ji = await office.as('季红梅')
    await openLetter(ji, path)
    await press(ji, 'accept')
    await review(ji)
    await land(ji)
    await press(ji, 'toSign')
    await choose(ji, '签发人', '张怀远', '张怀远')
    await land(ji)
    const zhang = await office.as('张怀远', phone, path)
    await zhang.locator('#draft').getByText('十二月二十日前完成').waitFor()
    // one key to say no: what sends it back to the drafter lies apart
    assert.equal(await zhang.locator('.moves > [data-move="returnPaper"]').count(), 0)
    await press(zhang, 'sign')
    await land(zhang)

    // the other organ has not signed: no number
    await openLetter(ji, path)
    await press(ji, 'recheck')
    await land(ji)
    assert.equal(await ji.locator('.moves [data-move="number"]:not([disabled])').count(), 0, '编号 waits for every page')
    await press(ji, 'join')
    await fill(ji, '签发人', '周启明')
    await fill(ji, '签署日期', '2026-11-30')
    await ji.keyboard.press('Tab')
    await dialog(ji)
      .locator('input[type="file"]')
      .setInputFiles([{ name: '市委办签署页.png', mimeType: 'image/png', buffer: picture }])
    await dialog(ji).getByText('市委办签署页.png').first().waitFor()
    await office.axe(ji, '联署')
    await office.shot(ji, '联署')
    await land(ji)
    await press(ji, 'number')
    await fill(ji, '主办机关文号', '云办发〔2026〕31号')
    await office.shot(ji, '编号-对方文号')
    await land(ji)
    await ji.locator('#standing').getByText('云办发〔2026〕31号').waitFor()
    await office.axe(ji, '联合行文，已编号')
    await office.shot(ji, '联合行文-已编号')

    // out it goes, and has its day
    await openness(ji, '不予公开', '内部检查安排')
    await seal(ji, '市政府办公室印章', '40')
    await issue(ji, '40')
    await land(ji)

    // 废止: from which day, why, on what ground; the unit that had it is told
    await ji.locator('.more-moves').click()
    await ji.locator('.moves [data-move="withdrawPaper"]').click()
    await pick(ji, '撤销、废止', '废止')
    await fill(ji, '理由', '检查已经结束')
    await fill(ji, '依据', '市政府常务会议决定')
    await dialog(ji).getByText('废止的自所写之日起失效').waitFor()
    await office.axe(ji, '废止')
    await office.shot(ji, '废止')
    await land(ji)
    await ji.locator('#standing').getByText('检查已经结束').waitFor()
    assert.match(await text(ji.locator('#standing')), /废止\s*自何日起 \d{4}年\d+月\d+日\s*检查已经结束\s*市政府常务会议决定/)
    await office.axe(ji, '已废止')
    await office.shot(ji, '已废止')
    await openLetter(xu, path)
    await xu.getByText(/本件已废止，自\d{4}年\d+月\d+日起失效/).waitFor()
    await xu.locator('#standing').getByText('检查已经结束').waitFor()
    await press(xu, 'read')
    await office.shot(xu, '收文单位知道已废止')
  },
  { within: 240_000 },
)
