/** 系统状态: whoever keeps the machine sees at a glance what needs a hand; nobody else has the page. */
import assert from 'node:assert/strict'
import { fullJourney, phone } from './journey.ts'
import { text } from './letter-steps.ts'

fullJourney('系统管理员看系统状态：没有备份、没有试恢复，说明怎么做；封印、发件箱、磁盘一目了然；别的人没有这一页', async ({ office }) => {
  const keeper = await office.as('丁一鸣')
  await keeper.getByRole('link', { name: '系统状态' }).click()
  await keeper.getByRole('heading', { name: '系统状态' }).waitFor()
  const backup = keeper.getByRole('region', { name: '备份' })
  assert.match(await text(backup), /每夜备份\s*未设定/)
  assert.match(await text(backup), /试恢复\s*还没有/)
  assert.match(await text(keeper.getByRole('region', { name: '封存与签名' })), /最新封印\s*第 \d+ 号/)
  assert.match(await text(keeper.getByRole('region', { name: '发件箱' })), /未能送出\s*0 条/)
  assert.match(await text(keeper.getByRole('region', { name: '磁盘' })), /剩余\s*[\d.]+ [GM]B，共/)
  await office.axe(keeper, 'the status page')
  await office.shot(keeper, '电脑')
  const small = await office.as('丁一鸣', { ...phone, dark: true }, '/status')
  await small.getByRole('heading', { name: '系统状态' }).waitFor()
  const wide = (await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0)
  await office.axe(small, 'the status page on a phone')
  await office.shot(small, '手机')

  const clerk = await office.as('高敏')
  assert.equal(await clerk.getByRole('link', { name: '系统状态' }).count(), 0)
  const refused = await clerk.evaluate(async () => (await fetch('/api/office/status', { headers: { 'x-huiyin': '1' } })).status)
  assert.equal(refused, 403)
})
