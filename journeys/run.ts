/**
 * Plays the office stories in a headless Chromium against the real program with the demo city.
 * `node journeys/run.ts [--short] [--only 来信,scans] [--pictures] [--lanes 2] [--browser system|package] [--url http://127.0.0.1:8600] [--patience 3]`.
 * --short leaves out what only `npm run prove -- stories` plays; --done FILE leaves out what it names, and adds to it each story that went well.
 * Pictures go to dist/journeys/: of some stories told by --only and with --pictures all of them, else of what failed. --patience is for a machine with much else to do.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowser, type Source } from './browser.ts'
import { collect, type Played, play, type Story } from './journey.ts'
import { demoFolder, forgetDemoFolder, startProgram } from './server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'dist/journeys')
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    done: { type: 'string' },
    lanes: { type: 'string' },
    browser: { type: 'string' },
    url: { type: 'string' },
    report: { type: 'string' },
    openapi: { type: 'string' },
    pictures: { type: 'boolean', default: false },
    patience: { type: 'string', default: '1' },
  },
})
/** Stories played side by side in the one office: its people do not wait for each other either. */
const lanes = Number(values.lanes ?? Math.min(2, availableParallelism()))

const done = new Set<string>(values.done && existsSync(values.done) ? (JSON.parse(readFileSync(values.done, 'utf8')) as string[]) : [])
function keep(title: string) {
  if (values.done) writeFileSync(values.done, JSON.stringify([...done.add(title)]))
}
async function stories(only?: string): Promise<Story[]> {
  const files = readdirSync(join(root, 'journeys')).filter((name) => name.endsWith('.journey.ts'))
  const all: Story[] = []
  for (const name of files.sort()) {
    await import(pathToFileURL(join(root, 'journeys', name)).href)
    const told = collect()
    if (told.length === 0) throw new Error(`${name} tells no story`)
    all.push(...told.filter((story) => !only || only.split(',').some((part) => story.title.includes(part) || name.includes(part))))
  }
  return all.filter((story) => !(values.short && story.full) && !done.has(story.title))
}
function write(played: readonly Played[], also: readonly string[] = []) {
  const failed = played.filter((p) => p.faults.length).length + also.length
  if (values.report) writeFileSync(values.report, JSON.stringify({ passed: played.length + also.length - failed, failed, skipped: [], titles: played.map((p) => p.title) }))
  console.log(`${played.length + also.length - failed} passed, ${failed} failed`)
  if (failed) process.exitCode = 1
}

const told = await stories(values.only)
if (told.length === 0) {
  console.log(done.size > 0 ? 'every story was played' : 'no story to play')
  write([], done.size > 0 ? [] : ['no story'])
} else {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  const program = values.url ? null : await startProgram([], await demoFolder())
  if (values.openapi && program) {
    const answer = await fetch(`${program.url}/api/openapi.json`)
    if (answer.ok) writeFileSync(values.openapi, await answer.text()) // for the stage that validates it
  }
  const opened = await openBrowser(values.browser as Source | undefined)
  console.log(`Chromium ${opened.browser.version()} of the ${opened.source}, fonts of the ${opened.fonts}`)
  const playing = { url: values.url ?? program?.url ?? '', folder: pictures, pictures: values.pictures || values.only !== undefined, patience: Number(values.patience) }
  const played: Played[] = []
  try {
    const lane = async (waiting: Story[]) => {
      for (let story = waiting.shift(); story; story = waiting.shift()) {
        const result = await play(story, opened.browser, playing)
        console.log(`${result.faults.length ? '✗' : '✓'} ${result.title}  ${(result.ms / 1000).toFixed(1)} s`)
        for (const fault of result.faults) console.log(`    ${fault}`)
        if (result.faults.length === 0) keep(result.title)
        played.push(result)
      }
    }
    const together = told.filter((story) => !story.alone)
    await Promise.all(Array.from({ length: lanes }, () => lane(together)))
    await lane(told.filter((story) => story.alone))
  } finally {
    await opened.browser.close()
    await program?.stop()
    await forgetDemoFolder()
  }
  if (played.some((p) => p.faults.length) && program) console.log(`\nthe program said:\n${program.said().slice(-2000)}`)
  write(played)
}
