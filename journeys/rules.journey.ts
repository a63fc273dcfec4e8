/** 两个人改一条规则 (HB-44): one proposes, another approves, the next letter has the new due time; the rule book is printed. An office of its own: its limits are not the others'. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, phone } from './journey.ts'
import { dialog, fill, openLetter, registered, text } from './letter-steps.ts'

const rules = async (page: Page) => {
  await page.goto(new URL('/rules', page.url()).href)
  await page.getByRole('heading', { name: '规则', level: 1 }).waitFor()
}
const row = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '群众来信：办理时限' }) })

fullJourney(
  '两个人改一条规则',
  ({ office }) =>
    apart(office, async ({ as }) => {
      const he = await as('何雨桐')
      const before = await registered(he, { title: '路灯不亮', body: '门口路灯坏了三天。', unit: 'ZJJ' })

      // the proposer: what it would change, before anything is said
      const ding = await as('丁一鸣')
      await rules(ding)
      assert.match(await text(row(ding)), /5 个工作日.*系统初设/s)
      await row(ding).getByRole('button', { name: '提出修改' }).click()
      await fill(ding, '时长', '3')
      await fill(ding, '依据', '云政办〔2026〕3号')
      const trial = dialog(ding).getByRole('region', { name: '修改前后' })
      await trial.getByText('3 个工作日').waitFor()
      assert.match(await text(trial), /5 个工作日.*在办事项按原时限/s)
      // from today: the picker is typed into
      const day = dialog(ding).getByLabel('生效日期')
      const today = await ding.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
      await day.fill(today)
      await day.press('Tab')
      await trial.getByText('3 个工作日').waitFor()
      await office.axe(ding, 'proposing')
      await office.shot(ding, '提出修改')
      await dialog(ding).getByRole('button', { name: '送审批' }).click()
      await ding.getByRole('heading', { name: '待审批' }).waitFor()
      assert.equal(await ding.getByRole('button', { name: /^批准/ }).count(), 0, 'nobody approves what he proposed')
      await office.shot(ding, '待审批-提出人')

      // the second person, on his telephone
      const zhang = await as('张怀远', phone)
      await zhang.getByRole('button', { name: /条未读/ }).click()
      await zhang
        .locator('.bell-list')
        .getByRole('button', { name: /有规则修改请您审批/ })
        .click() // it stands on the work page too
      await zhang.getByRole('heading', { name: '规则', level: 1 }).waitFor()
      await zhang.getByText('丁一鸣').first().waitFor()
      await office.axe(zhang, 'deciding on the telephone')
      await office.shot(zhang, '审批-手机')
      await zhang.getByRole('button', { name: '批准 群众来信：办理时限' }).click()
      await zhang.getByRole('heading', { name: '待审批' }).waitFor({ state: 'detached' })
      assert.match(await text(row(zhang)), /3 个工作日.*第 1 版.*丁一鸣 提出，张怀远 批准/s)

      // the next letter has the new limit and says by which version; the earlier one keeps its own
      const after = await registered(he, { title: '井盖松动', body: '人行道井盖松动。', unit: 'ZJJ' })
      const clock = he.locator('.clock').filter({ hasText: '办理时限' })
      await clock.getByText('按规则第 1 版').waitFor()
      const due = async (path: string) =>
        he.evaluate(async (id) => {
          const seen = (await (await fetch(`/api/letters/letter?id=${id}`)).json()) as { clocks: { key: string; dueAt: string; version: number }[] }
          return seen.clocks.find((c) => c.key === 'handling')
        }, path.split('/').at(-1))
      const [old, fresh] = [await due(before.path), await due(after.path)]
      assert.equal(old?.version, 0)
      assert.equal(fresh?.version, 1)
      assert.ok((fresh?.dueAt ?? '') < (old?.dueAt ?? ''), 'three working days end before five')
      await office.shot(he, '新来信的时限')
      await openLetter(he, before.path)
      assert.equal(await he.getByText('按规则第 1 版').count(), 0)

      // the rule book, printed; the record of the rule
      await rules(ding)
      await row(ding).getByRole('button', { name: '沿革' }).click()
      await dialog(ding).getByText('第 1 版').waitFor()
      await office.axe(ding, 'the record of a rule')
      await office.shot(ding, '沿革')
      await ding.keyboard.press('Escape')
      await office.shot(ding, '规则')
      await ding.emulateMedia({ media: 'print' })
      assert.ok(await ding.getByText(/规则汇编，截至/).isVisible())
      assert.equal(
        await ding
          .getByRole('button', { name: /^提出修改/ })
          .first()
          .isVisible(),
        false,
        'buttons are not printed',
      )
      assert.match(await text(row(ding)), /3 个工作日.*第 1 版.*云政办〔2026〕3号/s)
      assert.ok((await ding.pdf({ preferCSSPageSize: true })).length > 10_000)
      await office.shot(ding, '汇编-打印')
      await ding.emulateMedia({ media: 'screen' })
    }),
  { within: 300_000 },
)
