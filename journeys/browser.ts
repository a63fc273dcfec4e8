/** A headless Chromium wherever the tests run: the system's, else the one inside an npm package, with Chinese fonts from npm when the system has none. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

export type Source = 'system' | 'package'
const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache')
const installed = (...path: string[]) => join(root, 'node_modules', ...path)

/** The headless shell first: it draws pages and no window, with half the work of the whole browser. */
const systemPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Unpacked once per version, into place by one rename, so a killed run leaves nothing half made. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(installed('@sparticuz/chromium/package.json'), 'utf8')) as { version: string }
  const home = join(cache, `chromium-${version}`)
  if (existsSync(join(home, 'chromium'))) return home
  const part = `${home}.${process.pid}`
  mkdirSync(part, { recursive: true })
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  process.env.TMPDIR = part // the package unpacks to the temporary folder and nowhere else
  try {
    for (const file of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(installed('@sparticuz/chromium/bin', file))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(part, home)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(join(home, 'chromium'))) throw error
  }
  return home
}

/** The package brings the few libraries a bare machine lacks; where the system has them all, the system's are used. */
function libraries(home: string): Record<string, string> {
  try {
    if (!execFileSync('ldd', [join(home, 'chromium')], { encoding: 'utf8' }).includes('not found')) return {}
  } catch {
    return {}
  }
  return { LD_LIBRARY_PATH: [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
}

function systemHasChinese(): boolean {
  if (process.platform !== 'linux') return true
  try {
    return execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() !== ''
  } catch {
    return false
  }
}
const alias = (name: string, font: string) => `<alias binding="strong"><family>${name}</family><prefer><family>${font}</family></prefer></alias>`

/** A fontconfig of our own that knows the fonts from npm, and the system's beside them. */
function fonts(): Record<string, string> {
  const folder = join(cache, 'fonts')
  mkdirSync(folder, { recursive: true })
  const dirs = ['noto-sans-sc/400Regular', 'noto-sans-sc/700Bold', 'noto-serif-sc/400Regular', 'noto-serif-sc/700Bold'].map(
    (dir) => `<dir>${installed('@expo-google-fonts', dir)}</dir>`,
  )
  const names = [alias('sans-serif', 'Noto Sans SC'), alias('system-ui', 'Noto Sans SC'), alias('serif', 'Noto Serif SC'), alias('monospace', 'Noto Sans SC')]
  const file = join(folder, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts</dir>${dirs.join('')}<cachedir>${folder}</cachedir>${names.join('')}</fontconfig>\n`)
  return { FONTCONFIG_FILE: file }
}

export interface Opened {
  readonly browser: Browser
  readonly source: Source
  readonly fonts: 'system' | 'package'
}
/** @param only try one source alone; default: the system's Chromium, else the package's */
export async function openBrowser(only?: Source, ownFonts = !systemHasChinese()): Promise<Opened> {
  const fontEnv = ownFonts ? fonts() : {}
  const launch = (executablePath: string, more: Record<string, string> = {}) =>
    chromium.launch({ executablePath, args, env: { ...(process.env as Record<string, string>), ...fontEnv, ...more } })
  const system = only === 'package' ? undefined : systemPlaces.find((place) => existsSync(place))
  const opened = { fonts: ownFonts ? ('package' as const) : ('system' as const) }
  if (system) return { browser: await launch(system), source: 'system', ...opened }
  if (only === 'system') throw new Error('no Chromium on this system')
  const home = await unpacked()
  return { browser: await launch(join(home, 'chromium'), libraries(home)), source: 'package', ...opened }
}
