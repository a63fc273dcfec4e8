/** What a figure counts, said to whoever points at it or comes to it by the keyboard; charts that are read without colour. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { fullJourney, phone } from './journey.ts'

/** Numerator or what it counts, denominator where it is a share, what is left out, the period. */
async function says(shown: Locator, heads: readonly string[]): Promise<void> {
  await shown.waitFor({ state: 'visible' })
  const told = (await shown.textContent()) ?? ''
  for (const head of heads) assert.match(told, new RegExp(`${head} \\S`), `${head} in: ${told}`)
}
/** By the keyboard alone, from the top of the page. */
async function tabTo(page: Page, where: Locator): Promise<void> {
  for (let n = 0; n < 120; n++) {
    await page.keyboard.press('Tab')
    if (await where.evaluate((one) => one === (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement)) return
  }
  throw new Error('not reached by the keyboard')
}
fullJourney('指标口径：指到、键盘走到，都看得见分子、分母、不计、期间 (R-H20)', async ({ office }) => {
  const share = ['分子', '分母', '不计', '期间']
  const gao = await office.as('高敏', {}, '/letters/figures')
  const term = gao.locator('#by-unit .figure-term', { hasText: '按时办结率' })
  const shown = term.getByRole('tooltip')
  await term.waitFor()
  assert.equal(await shown.isVisible(), false)
  await term.locator('.figure-term-name').hover()
  await says(shown, share)
  await office.shot(gao, '指到')
  await gao.mouse.move(0, 0)
  await shown.waitFor({ state: 'hidden' })
  await tabTo(gao, term.locator('.figure-term-name'))
  await says(shown, share)
  await office.axe(gao, 'a definition shown')
  await gao.keyboard.press('Tab')
  await shown.waitFor({ state: 'hidden' })

  const clerk = await office.as('季红梅', {}, '/incoming')
  const card = clerk.getByRole('button', { name: /^按承诺答复/ })
  await card.hover()
  await says(card.locator('.figure-term-says'), share)
  await office.shot(clerk, '收文指到')
  await clerk.mouse.move(0, 0)
  const first = clerk.getByRole('button', { name: /^办理文电/ })
  await tabTo(clerk, first)
  await says(first.locator('.figure-term-says'), ['口径', '不计', '期间'])
  await office.axe(clerk, 'a card says what it counts')
  await office.shot(clerk, '收文键盘走到')

  const english = await office.as('季红梅', { ...phone, language: 'en' }, '/incoming')
  const small = english.getByRole('button', { name: /^Answered as promised/ })
  await small.focus()
  await english.keyboard.press('Shift+Tab')
  await english.keyboard.press('Tab')
  await says(small.locator('.figure-term-says'), ['Numerator', 'Denominator', 'Left out', 'Period'])
  await office.shot(english, 'phone')
  const { scrollWidth, clientWidth } = (await english.evaluate(
    '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
  )) as Record<string, number>
  assert.equal(scrollWidth, clientWidth, 'nothing hangs over the edge of the telephone')
})

/** A patch of the page in greys, 0 black to 255 white. */
async function greys(page: Page, where: Locator): Promise<number[]> {
  const text = await where.boundingBox()
  assert.ok(text)
  // the sample of a series stands before its name in the legend
  const png = await page.screenshot({ clip: { x: text.x - 27, y: text.y + text.height / 2 - 6, width: 22, height: 12 } })
  return page.evaluate(
    `(async bytes => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
      const paper = new OffscreenCanvas(image.width, image.height).getContext('2d')
      paper.drawImage(image, 0, 0)
      const { data } = paper.getImageData(0, 0, image.width, image.height)
      return Array.from({ length: data.length / 4 }, (_, n) => 0.299 * data[4 * n] + 0.587 * data[4 * n + 1] + 0.114 * data[4 * n + 2])
    })(${JSON.stringify([...png])})`,
  )
}
const apart = (a: readonly number[], b: readonly number[]) => a.reduce((sum, grey, n) => sum + Math.abs(grey - (b[n] ?? 0)), 0) / a.length

fullJourney('图表印成黑白：字是黑的，各项凭花纹分得清，旁边有数 (R-H20)', async ({ office }) => {
  // she reads by night, and paper is white all the same
  const gao = await office.as('高敏', { dark: true }, '/letters/figures')
  const chart = gao.locator('#by-month .chart')
  const legend = (name: string) => chart.locator('svg text', { hasText: new RegExp(`^${name}$`) }).first()
  const names = ['受理', '办结', '超期在办']
  await legend('受理').waitFor()
  await office.shot(gao, '夜间')
  await gao.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await chart.scrollIntoViewIfNeeded()
  const inks = await chart
    .locator('svg text')
    .evaluateAll((all) => all.map((one) => (globalThis as unknown as { getComputedStyle(one: unknown): { fill: string } }).getComputedStyle(one).fill))
  assert.deepEqual(
    [...new Set(inks)].filter((ink) => ink !== 'rgb(0, 0, 0)'),
    [],
    'every word of the chart is black on paper',
  )
  const samples: number[][] = []
  for (const name of names) samples.push(await greys(gao, legend(name)))
  for (const [a, b] of [
    [0, 1],
    [1, 2],
    [0, 2],
  ] as const)
    assert.ok(apart(samples[a] ?? [], samples[b] ?? []) > 15, `${names[a]} and ${names[b]} are not told apart in black and white`)
  for (const name of names) assert.equal(await chart.getByRole('columnheader', { name }).count(), 1, 'the numbers stand beside it')
  const [drawn, sheet] = await Promise.all([chart.locator('svg').boundingBox(), chart.boundingBox()])
  assert.ok(drawn && sheet && drawn.x + drawn.width <= sheet.x + sheet.width + 1, 'the drawing fits its paper')
  assert.ok(drawn.height > 200, `the drawing keeps its height on paper: ${drawn.height}`)
  const bars = await chart.locator('svg path').evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().height)))
  assert.ok(bars > 120, `and so do its bars: ${bars}`)
  await office.shot(gao, '印出')
})
