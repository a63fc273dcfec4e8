/** 发文: a department's draft comes back once and is issued; a text changed after it was signed is signed again. */
import assert from 'node:assert/strict'
import { type JourneyOffice, journey, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, press, text } from './letter-steps.ts'
import { begin, issue, openness, review, seal, write } from './paper-steps.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href

journey('发文：部门代拟稿退回一次，改后签发、编号、印发 (BZ-47, R-D40)', async ({ office }) => {
  const xu = await office.as('许文涛')
  await xu.goto(at(office, '/outgoing/new'))
  await xu.getByRole('radio', { name: '部门代拟' }).check()
  await xu.getByRole('textbox', { name: '标题' }).fill('关于推进老旧小区加装充电设施')
  await xu.getByText('标题应以文种“通知”结尾').waitFor()
  await office.shot(xu, '起草-行文规则提示')
  await xu.getByRole('textbox', { name: '标题' }).fill('关于推进老旧小区加装充电设施的通知')
  await xu.getByText('标题应以文种“通知”结尾').waitFor({ state: 'detached' })
  // organ and 代字 are the office's own table; a lawful organ stands there already (R-D10)
  assert.equal(await xu.getByLabel('发文机关', { exact: true }).inputValue(), '云溪市人民政府办公室')
  assert.equal(await xu.getByLabel('代字', { exact: true }).inputValue(), '云政办发')
  await xu.getByText(/云溪市人民政府办公室 通知：本年已印发 \d+ 件，限额 40 件/).waitFor()
  for (const kind of ['请示', '起草说明', '征求意见及采纳情况']) await xu.getByLabel(`${kind}：没有的，说明理由`).fill('纸质件随文报送')
  await office.axe(xu, '起草登记')
  await office.shot(xu, '起草登记')
  await xu.keyboard.press('Control+Enter')
  await xu.locator('.matter-page h1').waitFor()
  const path = new URL(xu.url()).pathname
  await begin(xu, '关于推进老旧小区加装充电设施的通知', '各县（区）人民政府', '为方便群众充电，现就有关事项通知如下。')
  // what is missing is told once
  await press(xu, 'submit')
  await dialog(xu).getByText('还缺：合法性审核意见').waitFor()
  await xu.keyboard.press('Escape')
  await dialog(xu).waitFor({ state: 'detached' })
  await press(xu, 'keepMaterials')
  await fill(xu, '合法性审核意见：没有的，说明理由', '市司法局意见随纸质件报送')
  await land(xu)
  await openLetter(xu, path)
  await press(xu, 'submit')
  await choose(xu, '送给', '文电', '文电科')
  await office.shot(xu, '送审')
  await land(xu)

  // returned once, with everything
  const ji = await office.as('季红梅')
  await openLetter(ji, path)
  await press(ji, 'accept')
  await press(ji, 'returnPaper')
  await fill(ji, '需要修改的各项，每行一项', '写明完成时限\n写明牵头单位')
  await office.axe(ji, '退回修改')
  await office.shot(ji, '退回修改')
  await land(ji)
  await openLetter(xu, path)
  await press(xu, 'accept')
  await xu.getByText('写明牵头单位').first().waitFor()
  await write(xu, '市住建局牵头，十二月底前完成。')
  await press(xu, 'submit')
  await choose(xu, '送给', '文电', '文电科')
  await land(xu)

  // reviewed by name, signed on the telephone, rechecked, numbered
  await openLetter(ji, path)
  await press(ji, 'accept')
  await review(ji)
  await office.shot(ji, '核稿')
  await land(ji)
  await press(ji, 'toSign')
  await choose(ji, '签发人', '张怀远', '张怀远')
  await land(ji)
  const zhang = await office.as('张怀远', phone, path)
  await zhang.locator('#draft').getByText('十二月底前完成').waitFor()
  await office.shot(zhang, '签发-手机')
  await office.axe(zhang, '签发，手机')
  await press(zhang, 'sign')
  await fill(zhang, '意见', '同意印发。')
  await land(zhang)
  await openLetter(ji, path)
  await ji.getByText('待编号').first().waitFor()
  await press(ji, 'recheck')
  await land(ji)
  await press(ji, 'number')
  await land(ji)
  await ji
    .getByText(/云政办发〔\d{4}〕\d+号/)
    .first()
    .waitFor()
  await openness(ji, '主动公开', '涉及群众切身利益')
  await seal(ji, '市政府办公室印章', '40')
  await issue(ji, '40')
  await fill(ji, '没有账号的收文单位', '市供热公司 2 1-2')
  await office.shot(ji, '印发')
  await land(ji)
  await ji.locator('#recipients').getByText('市供热公司').waitFor()
  // the sheet it is signed for on goes along, and comes back
  const sheets = (await ji.evaluate(
    `Promise.all(['.csv', '.pdf'].map((ending) => fetch(document.querySelector('#recipients a[href*="delivery-sheet.csv"]').href.replace('.csv', ending)).then(async (a) => (await a.text()).slice(0, 400))))`,
  )) as string[]
  assert.match(sheets[0] ?? '', /市供热公司,2,1–2/, '送达登记表 as text')
  assert.match(sheets[1] ?? '', /^%PDF-/, '送达登记表 on paper')
  await ji.getByRole('textbox', { name: '市供热公司：签收人' }).fill('许文涛')
  await ji.locator('#recipients').getByRole('button', { name: '已送达' }).click()
  await ji
    .locator('#recipients')
    .getByText(/许文涛 \d{4}年/)
    .waitFor()
  await office.axe(ji, '发文页')
  await office.shot(ji, '已印发')
  await xu.goto(at(office, '/incoming/received'))
  await xu.getByText('关于推进老旧小区加装充电设施的通知').first().waitFor()
  await office.shot(xu, '单位收文')
  await ji.goto(at(office, '/outgoing'))
  await ji.getByRole('link', { name: /老旧小区加装充电设施/ }).waitFor()
  await office.axe(ji, '发文登记簿')
  await office.shot(ji, '发文登记簿')
})

journey('发文：签发以后改了正文，回到签发人；花脸稿看得出改了哪里 (R-D41)', async ({ office }) => {
  const ji = await office.as('季红梅')
  await ji.goto(at(office, '/outgoing'))
  await ji
    .getByRole('link', { name: /公共停车设施普查/ })
    .first()
    .click()
  await ji.locator('#draft .draft-text').waitFor()
  await ji.locator('#past').getByText('签发后修改').first().waitFor()
  await ji.locator('#draft').getByRole('radio', { name: '历次文稿' }).check()
  await ji.locator('.draft-versions li').first().waitFor()
  await ji.locator('#draft ins').first().waitFor()
  assert.match(await text(ji.locator('#draft ins').first()), /普查结果/)
  await office.shot(ji, '花脸稿')
  // the same paper in English, on the telephone; the form a draft begins with too
  const small = await office.as('季红梅', { ...phone, language: 'en' }, new URL(ji.url()).pathname)
  await small.locator('#draft .draft-text').waitFor()
  await office.axe(small, 'outgoing paper, phone, English')
  await office.shot(small, '英文-手机')
  await small.goto(at(office, '/outgoing/new'))
  await small.getByRole('textbox', { name: 'Title' }).waitFor()
  await office.axe(small, 'drafting, phone, English')
  await office.shot(small, '起草-英文-手机')
  for (const where of ['/outgoing/numbers', '/outgoing/seals']) {
    await ji.goto(at(office, where))
    await ji.getByRole('heading', { level: 1 }).waitFor()
    // every file the page offers comes
    const files = (await ji.evaluate(
      `Promise.all([...document.querySelectorAll('a[download]')].map(({ href }) => fetch(href).then(async (a) => ({ href, status: a.status, text: await a.text() }))))`,
    )) as { href: string; status: number; text: string }[]
    assert.deepEqual(
      files.map(({ href, status }) => [new URL(href).pathname.split('.').at(-1), status]),
      [
        ['xlsx', 200],
        ['csv', 200],
      ],
    )
    if (where.endsWith('numbers')) assert.match(files[1]?.text ?? '', /云政办?发〔\d{4}〕\d+号/)
    await office.axe(ji, where)
    await office.shot(ji, where.split('/').at(-1) ?? where)
  }
})
