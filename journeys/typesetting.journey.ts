/** 字体检查: whoever keeps the machine sees with which fonts papers are set, and whether a name can be written. */
import assert from 'node:assert/strict'
import { fullJourney, phone } from './journey.ts'
import { text } from './letter-steps.ts'

fullJourney('系统管理员做字体检查：五种字体由谁代替、字样、查生僻字；手机上也看得全', async ({ office }) => {
  const keeper = await office.as('丁一鸣')
  await keeper.getByRole('link', { name: '字体检查' }).click()
  await keeper.getByRole('heading', { name: '字体检查' }).waitFor({ timeout: 60_000 })
  assert.match(await text(keeper.getByRole('region', { name: '公文用字' })), /小标宋[\s\S]*仿宋[\s\S]*楷体[\s\S]*黑体[\s\S]*宋体/)
  const sample = keeper.getByRole('region', { name: '字样' })
  await sample.getByLabel('查字，如人名中的生僻字').fill('龘🀀')
  await sample.getByRole('button', { name: '查字' }).click()
  await sample.getByText('没有字形，印不出来的字').first().waitFor({ timeout: 60_000 })
  assert.match(await text(sample), /仿宋：没有字形，印不出来的字：🀀/)
  await sample.getByRole('img').evaluate(async (img) => (img as unknown as { decode(): Promise<void> }).decode())
  await office.axe(keeper, 'the fonts page')
  await office.shot(keeper, '字体检查，电脑')
  const small = await office.as('丁一鸣', { ...phone })
  await small.goto(new URL('/fonts', office.url).href)
  await small.getByRole('heading', { name: '字体检查' }).waitFor({ timeout: 60_000 })
  assert.equal(await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
  await office.shot(small, '字体检查，手机')
})
