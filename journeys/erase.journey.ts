/** 作废 where nobody can be told; 依法删除 by the post outside the division. */
import { fullJourney, phone } from './journey.ts'
import { dialog, fill, land, openLetter, pick, press, registered, stands } from './letter-steps.ts'

fullJourney(
  '匿名来信作废，无从告知；当事人依法申请后删除内容，页面只留〔已依法删除〕',
  async ({ office }) => {
    const he = await office.as('何雨桐')
    const { path } = await registered(he, { title: '内容不清的来信', body: '住在锦绣家园的赵女士，电话里没有说清。' })
    await openLetter(he, path)
    await press(he, 'void')
    await fill(he, '理由', '内容无法辨认。')
    await dialog(he).getByRole('checkbox', { name: '告知来信人' }).check()
    await pick(he, '告知方式', '无法告知')
    await fill(he, '无法告知的依据', '来电未留姓名、电话。')
    await office.axe(he, 'void where nobody can be told')
    await office.shot(he, '作废')
    await land(he)
    const gao = await office.as('高敏', {}, path)
    await gao.locator('.matter-page h1').waitFor()
    await press(gao, 'sign')
    await land(gao)
    await stands(gao, 'void')

    const sub = await office.as('张怀远', {}, path)
    await sub.locator('.matter-page h1').waitFor()
    await press(sub, 'erase')
    const which = dialog(sub).getByLabel('删除哪一项')
    await which.locator('option', { hasText: '来信内容' }).waitFor({ state: 'attached' })
    await which.selectOption({ label: '来信内容　住在锦绣家园的赵女士，电话里没有说清。' })
    await fill(sub, '依据和理由', '当事人依法申请删除个人信息。')
    await office.axe(sub, 'erasing')
    await office.shot(sub, '依法删除')
    await land(sub)
    await sub.locator('#letter').getByText('〔已依法删除〕').waitFor()
    await sub.locator('.trail').getByText('当事人依法申请删除个人信息。').waitFor()
    await office.shot(sub, '已删除')
    const small = await office.as('张怀远', phone, path)
    await small.locator('.matter-page h1').waitFor()
    await small.locator('#letter').getByText('〔已依法删除〕').waitFor()
    await press(small, 'erase')
    await office.shot(small, '手机')
  },
  { within: 240_000 },
)
