/** A program of its own for a story after which nothing is as before: the demo city as the run began with it. */
import type { Page } from 'playwright-core'
import { enterBy, type JourneyOffice, type Window } from './journey.ts'
import { demoFolder, type RunningProgram, startProgram } from './server.ts'

export interface Apart {
  readonly program: RunningProgram
  /** Nobody signed in, at the other program's sign-in page. */
  another(how?: Window): Promise<Page>
  /** By the door of the demo city. */
  as(name: string, how?: Window): Promise<Page>
}
export async function apart(office: JourneyOffice, play: (there: Apart) => Promise<void>): Promise<void> {
  const program = await startProgram([], await demoFolder())
  const pages: Page[] = []
  const another: Apart['another'] = async (how) => {
    const page = await office.another(how, program.url)
    pages.push(page)
    return page
  }
  const as: Apart['as'] = async (name, how) => {
    const page = await another(how)
    await enterBy(page, name)
    return page
  }
  try {
    await play({ program, another, as })
    for (const page of pages) if (!page.isClosed()) await office.axe(page, 'at the end')
  } finally {
    for (const page of pages) if (!page.isClosed()) await page.close() // before the program they listen to
    await program.stop()
  }
}
