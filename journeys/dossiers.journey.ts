/** 专题卷: put in with one key from a matter, in bulk from a search; one list in the order of time; printed with a cover; each sees only his own. */
import { fullJourney, type JourneyOffice, phone } from './journey.ts'

const at = (office: JourneyOffice, path: string) => new URL(path, office.url).href

fullJourney('专题卷：一键归入，检索成批归入，按时间排成一列，打印封面目录；各人只见自己该见的', async ({ office }) => {
  const clerk = await office.as('高敏', {}, '/dossiers')
  await clerk.getByRole('heading', { level: 1, name: '专题卷' }).waitFor()
  await clerk.getByRole('link', { name: '老旧小区加装电梯' }).waitFor()
  await office.axe(clerk, '专题卷')
  await office.shot(clerk, '专题卷')
  // from a matter, with one key
  await clerk.goto(at(office, '/ledger?desk=letters&phase=open'))
  await clerk.locator('[data-row]').first().click()
  await clerk.locator('.matter-page').waitFor()
  await clerk.keyboard.press('j')
  const dialog = clerk.getByRole('dialog')
  await dialog.getByText('老旧小区加装电梯').waitFor()
  await dialog.getByRole('radio', { name: '新立一卷' }).check()
  await dialog.getByLabel('卷名').fill('冬季供暖')
  await office.axe(clerk, '归入专题卷')
  await office.shot(clerk, '归入专题卷')
  await clerk.keyboard.press('Control+Enter')
  await dialog.getByText('已归入 1 件').waitFor()
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  // in bulk, from a search
  await clerk.goto(at(office, '/search?q=小区'))
  const found = clerk.locator('#titles, #texts').first()
  for (let tries = 0; tries < 20 && (await found.count()) === 0; tries++) {
    await clerk.waitForTimeout(1_000)
    await clerk.reload()
  }
  await found.getByRole('button', { name: '归入专题卷' }).click()
  await dialog.getByRole('radio', { name: /冬季供暖/ }).check()
  await dialog.locator('.dossier-choice input[type=checkbox]').first().uncheck()
  await office.shot(clerk, '成批归入专题卷')
  await clerk.keyboard.press('Control+Enter')
  await dialog.getByText(/已归入 \d+ 件/).waitFor()
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await clerk.goto(at(office, '/dossiers'))
  await clerk.getByRole('link', { name: '冬季供暖' }).click()
  await clerk.locator('#dossier-items [data-row]').nth(1).waitFor()
  await office.axe(clerk, '一卷')
  await office.shot(clerk, '专题卷-一卷')
  await clerk.getByRole('button', { name: '打印' }).click()
  await clerk.getByRole('dialog').locator('iframe, object, a').first().waitFor()
  await clerk.keyboard.press('Escape')
  const lines = await clerk.locator('#dossier-items [data-row]').count()
  // a department sees of it what it may see anyway
  const unit = await office.as('许文涛')
  await unit.goto(clerk.url())
  await unit.locator('#dossier-items, .broken').first().waitFor()
  const theirs = await unit.locator('#dossier-items [data-row]').count()
  if (theirs >= lines) throw new Error(`a department sees ${theirs} of ${lines}`)
  const small = await office.as('高敏', phone)
  await small.goto(clerk.url())
  await small.locator('#dossier-items [data-row]').first().waitFor()
  await office.axe(small, '一卷 on a phone')
  await office.shot(small, '专题卷-手机')
  const wide = (await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  if (wide > 0) throw new Error(`${wide} px wider than the window`)
})
