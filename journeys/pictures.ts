/** `node journeys/pictures.ts`: the pictures in the READMEs, taken from the real program with the demo city, so they never show what is not there. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openBrowser } from './browser.ts'
import { play } from './journey.ts'
import { startProgram } from './server.ts'

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
mkdirSync(folder, { recursive: true })
const program = await startProgram()
const { browser } = await openBrowser()
try {
  const { faults } = await play(
    {
      title: 'pictures',
      within: 180_000,
      async play({ office }) {
        const page = await office.as('高敏')
        const picture = async (name: string) => {
          for (const busy of await page.locator('[aria-busy=true]').all()) await busy.waitFor({ state: 'detached' })
          await page.evaluate('document.fonts.ready')
          await page.screenshot({ path: `${folder}/${name}.png` })
        }
        await page.getByRole('heading', { level: 1 }).waitFor()
        await picture('work-desk')
        // an answered letter that waits for its call-back: the longest story on one page
        await page.goto(new URL('/letters', program.url).href)
        await page.getByRole('row').filter({ hasText: '待回访' }).locator('[data-row]').first().click()
        await page.locator('.matter-page .trail').waitFor()
        await picture('matter')
      },
    },
    browser,
    { url: program.url, folder, pictures: false },
  )
  for (const fault of faults) console.log(fault)
} finally {
  await browser.close()
  await program.stop()
}
