/** 检索: whatever was written is found where it stands; who wrote, by exact number alone, on record. */
import { type JourneyOffice, journey, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href

journey('检索：正文里的两个字，看得见在哪里；只用键盘打开；存为常用；按来件人查要写事由', async ({ office }) => {
  const clerk = await office.as('何雨桐', {}, '/search?q=物业')
  const texts = clerk.locator('#texts')
  // the worker may still be at the demo city's index
  for (let tries = 0; tries < 20 && (await texts.count()) === 0; tries++) {
    await clerk.waitForTimeout(1_000)
    await clerk.reload()
    await clerk.locator('.search-page .filters').waitFor()
    await clerk.waitForTimeout(300)
  }
  await texts.locator('mark', { hasText: '物业' }).first().waitFor()
  await texts.locator('.search-place', { hasText: '正文' }).first().waitFor()
  await office.axe(clerk, '检索')
  await office.shot(clerk, '检索')
  // narrowed: only where replies say it; the address carries it
  await clerk.getByLabel('查哪里').selectOption('answer')
  await clerk.waitForURL(/kind=answer/)
  await clerk.getByLabel('查哪里').selectOption('')
  await clerk.waitForURL((url) => !url.search.includes('kind'))
  // kept under a name
  await clerk.getByRole('button', { name: '存为常用检索' }).click()
  await clerk.getByLabel('名称').fill('物业来信')
  await clerk.getByRole('button', { name: '保存' }).click()
  await clerk.getByRole('link', { name: '物业来信' }).waitFor()
  await office.shot(clerk, '检索-常用')
  // by the keyboard alone
  const first = texts.locator('[data-row]').first()
  await first.focus()
  await clerk.keyboard.press('ArrowDown')
  await clerk.keyboard.press('ArrowUp')
  await clerk.keyboard.press('Enter')
  await clerk.locator('.matter-page').waitFor()
  // who wrote: the exact number, with a reason, on record
  await clerk.goto(at(office, '/search'))
  await clerk.getByRole('link', { name: '物业来信' }).waitFor()
  await clerk.getByRole('tab', { name: '按来件人查' }).click()
  await clerk.getByLabel('电话号码', { exact: true }).last().fill('13800006027')
  await clerk.getByLabel('查询事由').fill('来电人询问进度')
  await clerk.getByRole('button', { name: '查询', exact: true }).click()
  await clerk.locator('#asker-found').waitFor()
  await office.axe(clerk, '按来件人查')
  await office.shot(clerk, '按来件人查')
  // a unit has no such tab, and finds only its own
  const unit = await office.as('许文涛', {}, '/search?q=物业')
  await unit.locator('.search-page .filters').waitFor()
  if ((await unit.getByRole('tab', { name: '按来件人查' }).count()) > 0) throw new Error('a unit is offered the petitioners')
  const english = await office.as('何雨桐', { language: 'en', width: 1280, height: 800 }, '/search?q=物业&kind=body')
  await english.locator('#texts mark').first().waitFor()
  await office.shot(english, 'search in English')
  const small = await office.as('何雨桐', phone, '/search?q=物业')
  await small.locator('#texts mark').first().waitFor()
  await office.axe(small, '检索 on a phone')
  await office.shot(small, '检索-手机')
  const wide = (await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  if (wide > 0) throw new Error(`${wide} px wider than the window`)
})
