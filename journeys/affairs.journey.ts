/** 交办事项 and 来访, from the first word to the answer. */
import { fullJourney, journey } from './journey.ts'

const order = '张秘书长：请市住建局三日内报北苑小区供暖情况。'

journey(
  '交办事项：秘书长口头交办，一行登记，承办，办结回告',
  async ({ office }) => {
    // 高敏 writes it down as it was said
    const clerk = await office.as('高敏', {}, '/affairs/register')
    const line = clerk.getByRole('textbox', { name: '写一行' })
    await line.fill(order)
    await clerk.locator('.picked', { hasText: '市住建局' }).waitFor()
    await clerk.locator('.picked', { hasText: '张怀远' }).waitFor()
    await office.shot(clerk, '一行登记')
    await office.axe(clerk, '登记交办事项')
    await line.press('Enter')
    const landed = clerk.locator('.affairs-landed a')
    await landed.waitFor()
    const said = (await landed.textContent()) ?? ''
    const number = /交〔\d{4}〕\d+号/.exec(said)?.[0]
    if (!number || !said.includes('市住建局')) throw new Error(`not landed: ${said}`)
    const path = new URL((await landed.getAttribute('href')) ?? '', office.url).href
    if ((await line.inputValue()) !== '') throw new Error('the line is not empty for the next order')

    // the unit signs and reports
    const unit = await office.as('许文涛')
    await unit.goto(path)
    await unit.locator('[data-move=accept]').click()
    await unit.locator('[data-move=report]').click()
    await unit.locator('dialog textarea').first().fill('北苑小区循环泵已换，抽测二十户，室温均在十八度以上。')
    await unit.keyboard.press('Control+Enter')
    await unit.locator('#reports').waitFor()

    // 高敏 tells whoever gave the order; it cannot be closed before he has read it
    await clerk.goto(path)
    await clerk.locator('[data-move=reply]').click()
    await clerk.locator('dialog textarea').first().fill('北苑小区已供暖，抽测二十户均在十八度以上。')
    await clerk.getByRole('radio', { name: '系统内' }).check()
    await clerk.keyboard.press('Control+Enter')
    await clerk.locator('.locked', { hasText: '交办人还没有阅知' }).waitFor()
    await office.shot(clerk, '回告')

    const secretary = await office.as('张怀远')
    await secretary.goto(path)
    await secretary.getByText('北苑小区已供暖').first().waitFor()
    await secretary.locator('[data-move=read]').click()
    const reading = secretary.getByRole('dialog')
    await reading.getByRole('textbox').fill('好。')
    await secretary.keyboard.press('Control+Enter')
    await secretary.locator('[data-move=read]').waitFor({ state: 'detached' })

    await clerk.goto(path)
    await clerk.locator('[data-move=close]').click()
    await clerk.getByRole('dialog').locator('button[type=submit]').click()
    await clerk.locator('[data-phase=closed]').waitFor()
    await office.shot(clerk, '销号')
    await office.axe(clerk, '交办事项')

    // the ledger counts it
    await clerk.goto(new URL('/affairs', office.url).href)
    await clerk.getByRole('row').filter({ hasText: number }).waitFor()
    await office.shot(clerk, '台账')
  },
  { within: 300_000 },
)

fullJourney('来访转来信：来人说事，一键转来信，带号回家', async ({ office }) => {
  const reception = await office.as('何雨桐', {}, '/affairs/visit')
  await reception.getByRole('textbox', { name: '姓名' }).fill('卢女士')
  await reception.getByRole('textbox', { name: '电话' }).fill('138 0000 6177')
  await reception.getByRole('textbox', { name: '来访事由' }).fill('东湖安置房楼道积水，物业一直不修，老人滑倒过。')
  await office.shot(reception, '来访登记')
  await office.axe(reception, '来电来访登记')
  await reception.keyboard.press('F8')
  // a letter stands there, with her words, and arises from the visit
  await reception.waitForURL(/\/letters\/[0-9a-f-]{36}$/)
  await reception.getByText('老人滑倒过').first().waitFor()
  const visit = reception.locator('.matter-head').getByText(/交〔\d{4}〕\d+号/)
  await visit.first().waitFor()
  await office.shot(reception, '转成的来信')

  // the visit is closed in the book, with the letter's number as its answer; her name is in no list
  await reception.goto(new URL('/affairs/visits', office.url).href)
  const row = reception.getByRole('row').filter({ hasText: '东湖安置房楼道积水' })
  await row.getByText('已办结').first().waitFor()
  if ((await reception.locator('main').textContent())?.includes('卢女士')) throw new Error('a name stands in the book of visits')
  await office.shot(reception, '登记簿')
  await row.locator('[data-row]').first().click()
  await reception
    .getByText(/已由信〔\d{4}〕\d+号接续办理/)
    .first()
    .waitFor()

  // a question answered at the counter is one act
  await reception.goto(new URL('/affairs/visit', office.url).href)
  await reception.getByRole('textbox', { name: '来访事由' }).fill('问残疾人证到期在哪里换。')
  await reception.getByRole('textbox', { name: '当场答复' }).fill('请到区残联一楼窗口，带身份证、旧证、照片两张。')
  await reception.keyboard.press('F2')
  await reception.locator('.affairs-landed', { hasText: '当场答复，已办结' }).waitFor()
})

journey('带密级标志的内容不收：交办一行、来访、来信、附件名', async ({ office }) => {
  const clerk = await office.as('高敏', {}, '/affairs/register')
  await clerk.getByRole('textbox', { name: '写一行' }).fill('张秘书长：请市住建局报方案\n机密★1年')
  await clerk.locator('#affair .picker input').first().fill('张怀远')
  await clerk.locator('#affair .picker [role=option]').first().click()
  await clerk.locator('#affair .picker input').nth(1).fill('住建局')
  await clerk.locator('#affair .picker [role=option]').first().click()
  await clerk.getByRole('textbox', { name: '事项', exact: true }).fill('报方案')
  await clerk.locator('[data-move=assign]').click()
  await clerk.getByText('本系统为非涉密系统，请走涉密渠道').waitFor()
  await office.shot(clerk, '拒收')
  await clerk
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '秘密-名单.txt', mimeType: 'text/plain', buffer: Buffer.from('名单') })
  await clerk.getByText('内容或文件名带有密级标志').nth(1).waitFor()
})
