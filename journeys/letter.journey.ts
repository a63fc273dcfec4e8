/** 来信到回访: the whole loop in the browser by the people who do it; refused and given again; dissatisfied and opened again. */
import assert from 'node:assert/strict'
import { journey } from './journey.ts'
import {
  agreeAndReply,
  callBack,
  choose,
  dialog,
  draft,
  fill,
  keyboard,
  land,
  openLetter,
  openRow,
  pick,
  press,
  registered,
  report,
  signFor,
  stands,
  text,
  watchPointer,
} from './letter-steps.ts'

journey('来信到回访：话务员登记，科长交办，联络员办理，领导阅签，答复，回访，销号 (HA-45)', async ({ office }) => {
  const he = await office.as('何雨桐')
  await he.getByRole('heading', { name: /何雨桐/ }).waitFor()

  // With the keyboard alone, from the work desk; every key beside the text is counted.
  const pointer = await watchPointer(he)
  const keys = keyboard(he)
  await he.evaluate('document.body.focus()')
  await keys.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter') // skip link, seal, 工作台, 收发窗口, 总台账, 来电来信登记
  await he.getByRole('textbox', { name: '诉求内容' }).waitFor()
  await keys.type('城东区锦绣家园3号楼楼顶漏水，顶层住户家里墙皮脱落，物业说没有维修基金，请市住建局尽快派人维修。')
  await he.locator('.picked').first().waitFor() // the unit proposed
  await keys.press('Tab', 'Tab', 'Tab') // 标题, 发生地点, 来信人
  await keys.type('王女士')
  await keys.press('Tab') // 回电号码
  await keys.type('13800006027')
  await keys.press('Control+Shift+Enter') // 只登记: the head of the division dispatches
  const landed = he.getByRole('status').getByRole('link', { name: /已登记 信〔\d{4}〕\d+号/ })
  await landed.waitFor()
  assert.equal(await pointer(), 0, 'the mouse was used')
  assert.ok(keys.keys() <= 20, `${keys.keys()} keys beside the text`)
  const number = /信〔\d{4}〕\d+号/.exec((await landed.textContent()) ?? '')?.[0] ?? ''
  const path = (await landed.getAttribute('href')) ?? ''

  const gao = await office.as('高敏')
  await gao.getByRole('link', { name: '来信台账' }).click()
  await openRow(gao, number)
  await press(gao, 'assign')
  await choose(gao, '主办', '住房', '市住房和城乡建设局')
  await fill(gao, '要求', '请于明日前上门核实，结果报来信来电科。')
  await land(gao)
  await stands(gao, 'assigned')

  const xu = await office.as('许文涛')
  await openRow(xu, number)
  await office.axe(xu, 'the letter to be signed for')
  await press(xu, 'accept')
  await stands(xu, 'working')
  await press(xu, 'note')
  await fill(xu, '内容', '已联系物业，下午三点现场勘查。')
  await land(xu)
  await press(xu, 'circulate')
  await choose(xu, '送给', '韩冬', '韩冬')
  await fill(xu, '要求', '拟启动应急维修程序，请韩市长审示。')
  await pick(xu, '办法', '请提意见')
  await land(xu)

  const han = await office.as('韩冬')
  await openRow(han, number)
  await press(han, 'sign')
  await fill(han, '意见', '同意，入冬前完成。')
  await office.axe(han, 'an opinion being written')
  await land(han)
  await han.locator('.trail').getByText('同意，入冬前完成。').waitFor()

  await openLetter(xu, path)
  await report(xu, '已启动维修资金应急使用，施工队进场，屋面防水修复完毕。')

  await draft(he, path, '您好，您反映的楼顶漏水问题，已启动维修资金应急使用，屋面防水修复完毕。')
  await agreeAndReply(gao, path)
  await callBack(he, path, { solved: '已解决', satisfied: '满意' })
  await stands(he, 'closed')
  await he.locator('.nothing-now').waitFor()
  await he.locator('.trail').getByText('销号').waitFor()
  const trail = await text(he.locator('.trail'))
  for (const name of ['何雨桐', '高敏', '许文涛', '韩冬']) assert.ok(trail.includes(name), `${name} is not on the trail`)
  for (const what of ['登记', '交办', '签收', '办理记录', '签署意见', '报结', '答复来信人', '回访评价', '销号']) assert.ok(trail.includes(what), `${what} is not on the trail`)
  await office.shot(he, '销号')
})

journey('退单：承办单位拒收写明依据，原交办人另行交办 (R-H05)', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path, number } = await registered(he, { title: '锦绣家园暖气不热', body: '锦绣家园2号楼暖气不热三天，室温只有14度。', unit: 'ZJJ' })
  const xu = await office.as('许文涛', {}, path)
  await xu.locator('.matter-page h1').waitFor()
  await press(xu, 'refuse')
  await dialog(xu).locator('button[type="submit"]').click()
  await dialog(xu).getByText('此项必填。').waitFor() // no refusal without a written ground
  await fill(xu, '依据和理由', '供热由市城管局主管，见三定方案第五条。')
  await land(xu)

  await he.goto(new URL('/', he.url()).href)
  await openRow(he, number)
  await he.locator('.trail').getByText('供热由市城管局主管，见三定方案第五条。').waitFor()
  await press(he, 'assign')
  await choose(he, '主办', '城市管理', '市城市管理局')
  await fill(he, '要求', '请牵头办理。')
  await land(he)
  await stands(he, 'assigned')
  assert.ok((await text(he.locator('.matter-head'))).includes('何雨桐'), 'the registrar owns it until the unit signs')

  const response = await xu.goto(new URL(path, xu.url()).href)
  assert.equal(response?.status(), 200)
  await xu.getByRole('heading', { name: '没有这个页面' }).or(xu.getByText('没有这件，或者您不在知悉范围内。')).first().waitFor()
})

journey('重办：回访不满意，自动开启第二办次，再办再答再访 (R-H09)', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path } = await registered(he, { title: '幸福里小区电梯停运', body: '幸福里小区5号楼电梯停了一周，老人下不了楼。', phone: '13800006111', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await signFor(xu, path)
  await report(xu, '已约谈物业，更换主板。')
  await draft(he, path, '您好，电梯主板已更换，恢复运行。')
  const gao = await office.as('高敏')
  await agreeAndReply(gao, path)
  await callBack(he, path, { solved: '未解决', satisfied: '不满意', text: '昨天又停了。' })
  await stands(he, 'working')

  await openLetter(xu, path)
  await xu.getByText('第 2 次办理').first().waitFor()
  await xu
    .locator('.trail')
    .getByText(/昨天又停了/)
    .first()
    .waitFor()
  if (await xu.locator('.moves [data-move="accept"]').isVisible()) await press(xu, 'accept')
  await report(xu, '经检测曳引机老化，已整机更换并通过检验。')
  await draft(he, path, '您好，经检测曳引机老化，现已整机更换，检验合格。')
  await agreeAndReply(gao, path)
  await callBack(he, path, { solved: '已解决', satisfied: '基本满意' })
  await stands(he, 'closed')
  const answers = await text(he.getByRole('region', { name: '应答', exact: true }))
  assert.ok(answers.includes('不满意') && answers.includes('基本满意'), 'both rounds keep their rating')
})
