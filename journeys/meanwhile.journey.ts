/** What happens meanwhile: somebody changed it, the session ended, a decision was made on paper. Nothing typed is lost. */
import assert from 'node:assert/strict'
import { journey } from './journey.ts'
import { choose, dialog, draft, fill, keyboard, land, openLetter, pick, picture, press, registered, report, signFor, text } from './letter-steps.ts'

journey('旧页面：核稿时拟稿已改，告知并保留所写意见，看过新稿再签 (不变量 10, 15)', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path } = await registered(he, { title: '幸福里小区停水', body: '幸福里小区停水两天，没人通知。', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await signFor(xu, path)
  await report(xu, '主管道爆裂，已抢修完成。')
  await draft(he, path, '您好，停水系主管道爆裂，现已恢复供水。')

  const gao = await office.as('高敏', {}, path)
  await gao.locator('.matter-page h1').waitFor()
  await press(gao, 'sign')
  await fill(gao, '意见', '同意，请致歉后答复。')
  await he.getByRole('button', { name: '继续改稿' }).click()
  await he.getByRole('textbox', { name: '答复拟稿' }).fill('您好，停水系主管道爆裂，现已恢复供水。未及时通知您，我们向您致歉。')
  await he.locator('[data-move="submit"]').click()
  await he.getByText(/^第 2 稿正由/).waitFor()

  await dialog(gao).getByLabel('意见', { exact: true }).press('Control+Enter') // by key: the new draft may move the button just now
  await dialog(gao).getByText('别人刚刚改过').waitFor()
  await office.axe(gao, 'told that somebody changed it')
  assert.equal(await dialog(gao).getByLabel('意见', { exact: true }).inputValue(), '同意，请致歉后答复。')
  await gao.getByText('未及时通知您，我们向您致歉。').first().waitFor({ state: 'attached' })
  await land(gao)
  await gao.locator('.trail').getByText('同意，请致歉后答复。').waitFor()
})

journey(
  '登录过期：原地再次登录，所写不丢，接着办理 (R-C11)',
  async ({ office }) => {
    const he = await office.as('何雨桐')
    const { path } = await registered(he, { title: '新华路路灯不亮', body: '新华路一段路灯全灭，晚上走路害怕。', unit: 'ZJJ' })
    const xu = await office.as('许文涛')
    await signFor(xu, path)
    await press(xu, 'note')
    const said = '已与路灯所联系，今晚八点抢修，由值班员到场。'
    await fill(xu, '内容', said)

    const other = await office.as('许文涛', {}, '/settings')
    await other.getByRole('button', { name: '结束其他登录' }).click()
    await other.getByRole('button', { name: '结束其他登录' }).waitFor({ state: 'detached' })

    await dialog(xu).locator('button[type="submit"]').first().click()
    const again = xu.getByRole('dialog', { name: '登录已过期，请再次登录' })
    await again.waitFor()
    await office.axe(xu, 'signing in again')
    assert.equal(await xu.getByLabel('内容', { exact: true }).inputValue(), said)
    assert.equal(await again.getByRole('button', { name: /何雨桐|高敏/ }).count(), 0, 'nobody else goes on with this form')
    await again.getByRole('button', { name: /许文涛/ }).click()
    await xu.locator('.trail').getByText(said).waitFor()
    assert.equal(await xu.locator('dialog[open]').count(), 0)
  },
  { alone: true },
)

journey('代录：打开事项三键录入领导同意，两人姓名、两个时间留痕，本人可提异议', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path, number } = await registered(he, { title: '阳光花园延期交房', body: '阳光花园合同约定去年交房，至今没有动静。', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await signFor(xu, path)
  for (const [how, ask] of [
    ['请提意见', '拟约谈开发企业，请审示。'],
    ['请阅', '情况说明，请阅。'],
  ] as const) {
    await press(xu, 'circulate')
    await choose(xu, '送给', '韩冬', '韩冬')
    await fill(xu, '要求', ask)
    await pick(xu, '办法', how)
    await land(xu)
  }
  const gao = await office.as('高敏', {}, path)
  await gao.locator('.matter-page h1').waitFor()
  await gao.locator('.record-button').waitFor()
  for (const decision of ['1', '2']) {
    const keys = keyboard(gao)
    await keys.press('d')
    await dialog(gao).waitFor()
    assert.equal(await dialog(gao).getByLabel('怎样转达').inputValue(), '口头，高敏转达')
    assert.match(await dialog(gao).getByLabel('作出时间', { exact: true }).inputValue(), /\d/)
    if (decision === '1') await office.axe(gao, '代录')
    else {
      await dialog(gao).locator('input[type="file"]').setInputFiles({ name: '圈阅件.png', mimeType: 'image/png', buffer: picture })
    }
    await keys.press(decision, 'Enter')
    await dialog(gao).waitFor({ state: 'detached' })
    assert.equal(keys.keys(), 3)
  }
  await gao.getByRole('button', { name: /圈阅件\.png/ }).waitFor() // the scan is evidence, seen by whoever may see the letter
  const lines = gao.locator('.trail-line', { hasText: '高敏代录' })
  await lines.nth(1).waitFor()
  for (const line of await lines.all()) {
    assert.ok((await text(line)).includes('韩冬'))
    assert.equal(await line.locator('time').count(), 2, 'when it was decided, and when it was entered')
  }

  const han = await office.as('韩冬')
  const recorded = han.getByRole('region', { name: '以本人名义代录' })
  const line = recorded.locator('.recorded-line', { hasText: /签署意见.*阳光花园延期交房/ }).last()
  await line.getByRole('button', { name: '提出异议' }).click()
  await dialog(han).getByRole('textbox').fill('我说的是再核实，不是同意。')
  await land(han)
  await recorded.getByText('已提出异议').first().waitFor()
  await openLetter(han, path)
  await han.locator('.trail').getByText('我说的是再核实，不是同意。').waitFor()
  assert.match(number, /^信〔\d{4}〕\d+号$/)
})
