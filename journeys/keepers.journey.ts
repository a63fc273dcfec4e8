/** 管理员和联络员各自的一处: the nightly backup is set where its state is told; a unit finds its blank sheets on its own page (BZ-46, R-C19). */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fullJourney, phone } from './journey.ts'
import { dialog, fill, text } from './letter-steps.ts'

fullJourney('系统管理员在状态页定每夜备份：口令两次不一样不收，定好即见，也可停', async ({ office }) => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-nightly-'))
  try {
    const ding = await office.as('丁一鸣')
    await ding.getByRole('link', { name: '系统状态' }).click()
    const backup = ding.locator('#backup')
    await backup.getByText('未设定').waitFor()
    await backup.getByRole('button', { name: '设定 每夜备份' }).click()
    await fill(ding, '放在哪个文件夹', folder)
    await fill(ding, '备份口令', '一百减一等于零零零零零零零')
    await fill(ding, '再输一次', '不一样')
    await dialog(ding).getByText('两次不一样').waitFor()
    assert.equal(await dialog(ding).getByRole('button', { name: '保存' }).isDisabled(), true)
    await fill(ding, '再输一次', '一百减一等于零零零零零零零')
    await office.axe(ding, 'setting the nightly backup')
    await office.shot(ding, '设定')
    await dialog(ding).getByRole('button', { name: '保存' }).click()
    await dialog(ding).waitFor({ state: 'detached' })
    await backup.getByText(/每天 ?01:30/).waitFor()
    await office.shot(ding, '状态')
    await backup.getByRole('button', { name: '设定 每夜备份' }).click()
    await dialog(ding).getByRole('button', { name: '停止每夜备份' }).click()
    await backup.getByText('未设定').waitFor()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

fullJourney('单位主页：要报送的和空白表在一处', async ({ office }) => {
  const xu = await office.as('许文涛')
  await xu.getByRole('link', { name: '单位主页' }).click()
  const place = xu.locator('#hand-in')
  await place.getByText('空白表下载').waitFor()
  const [file] = await Promise.all([xu.waitForEvent('download'), place.getByRole('link', { name: '办理情况反馈表' }).click()])
  assert.equal(file.suggestedFilename(), '办理情况反馈表.xlsx')
  assert.match(await text(place), /在办 \d+ 件/)
  await office.axe(xu, 'the page of a unit')
  await office.shot(xu, '单位主页')
  const small = await office.as('许文涛', phone, '/unit')
  await small.locator('#hand-in').scrollIntoViewIfNeeded()
  await office.shot(small, '手机')
})
