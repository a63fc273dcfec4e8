/** 知悉名单 (R-C04, HB-55): a letter becomes a work secret in the middle of its way; one person comes on the list and goes off it; it is opened again. */
import assert from 'node:assert/strict'
import { journey, phone } from './journey.ts'
import { choose, dialog, fill, land, openLetter, press, registered, signFor, text } from './letter-steps.ts'

journey('办理途中定为工作秘密，名单随时可调，移出的人随即看不到', async ({ office }) => {
  const he = await office.as('何雨桐')
  const { path, number } = await registered(he, { title: '旧城改造补偿方案提前流出', body: '有人在小区群里传补偿标准。', unit: 'ZJJ' })
  const xu = await office.as('许文涛')
  await signFor(xu, path)
  const han = await office.as('韩冬')
  await openLetter(han, path)

  const gao = await office.as('高敏')
  await openLetter(gao, path)
  await press(gao, 'closeList')
  await dialog(gao).getByText('经手的人留在名单内').waitFor()
  assert.match(await text(dialog(gao)), /何雨桐/)
  assert.match(await text(dialog(gao)), /许文涛/)
  await fill(gao, '理由', '涉及尚未公开的补偿方案')
  await office.axe(gao, 'closing the list')
  await office.shot(gao, '定为工作秘密')
  await land(gao)
  await gao.locator('.matter-page[data-readers="named"]').waitFor()

  // sight follows at once: the leader saw it as in charge of the unit, and does so no more
  await han.reload()
  await han.getByText('没有这件，或者您不在知悉范围内。').waitFor()

  await press(gao, 'changeList')
  await choose(gao, '加入名单', 'handong', '韩冬')
  await fill(gao, '理由', '分管领导须知悉')
  await office.shot(gao, '调整名单')
  await land(gao)
  await openLetter(han, path)
  assert.match(await text(han.locator('.matter-facts')), /名单/)

  // whoever holds it is not struck off; what was ticked stays
  await press(gao, 'changeList')
  await dialog(gao).getByRole('checkbox', { name: '许文涛' }).check()
  await fill(gao, '理由', '不再需要')
  await dialog(gao).locator('button[type="submit"]').click()
  await dialog(gao).getByText('许文涛手上还有本件的环节，请先转办，再移出名单。').waitFor()
  await dialog(gao).getByRole('checkbox', { name: '许文涛' }).uncheck()
  await dialog(gao).getByRole('checkbox', { name: '韩冬' }).check()
  await office.axe(gao, 'changing the list')
  await land(gao)
  await han.reload()
  await han.getByText('没有这件，或者您不在知悉范围内。').waitFor()

  const small = await office.as('高敏', phone)
  await openLetter(small, path)
  await press(small, 'openList')
  await dialog(small).getByText('解除后经手单位的人员都可以看到').waitFor()
  await fill(small, '理由', '方案已经公布')
  await office.shot(small, '解除-手机')
  await land(small)
  await small.locator('.matter-page[data-readers="units"]').waitFor()
  await openLetter(han, path)
  assert.ok((await text(han.locator('.matter-page'))).includes(number))
  assert.match(await text(han.locator('#past')), /定为工作秘密.*调整知悉名单.*解除工作秘密/s)
})
