/** What an installation and a start cost: seconds to install what the program needs, seconds to an answering page (first, with the demo city; second), memory of all its processes at rest, size of what is installed. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../platform/database/migrate.ts'
import { startProgram } from '../server.ts'

export interface StartCost {
  readonly first: number
  readonly second: number
  /** Proportional share of the program and its database together; null where /proc does not tell it. */
  readonly memoryMiB: number | null
  /** Seconds, npm's own store as this machine has it; null where npm cannot install now. */
  readonly install: number | null
  readonly installedMiB: number
}
/** What `npm start` installs on a fresh machine, in a folder of its own. */
function installation(): Pick<StartCost, 'install' | 'installedMiB'> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-install-'))
  try {
    mkdirSync(join(folder, 'tools'))
    for (const file of ['package.json', 'package-lock.json', '.npmrc', 'tools/install.mjs']) copyFileSync(join(projectRoot, file), join(folder, file))
    const began = performance.now()
    const { status } = spawnSync(process.execPath, ['tools/install.mjs', 'run'], { cwd: folder, stdio: 'ignore', timeout: 600_000 })
    return { install: status === 0 ? seconds(began) : null, installedMiB: Math.round(sizeOf(join(folder, 'node_modules')) / MIB) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const MIB = 2 ** 20
const seconds = (since: number) => Math.round((performance.now() - since) / 10) / 100

/** Of a process and everything it started. */
function memoryOf(root: number): number | null {
  try {
    const parents = readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return []
      const stat = tryRead(`/proc/${name}/stat`)
      return stat ? [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }] : []
    })
    const family = new Set([root])
    for (let before = 0; before !== family.size; ) {
      before = family.size
      for (const { pid, parent } of parents) if (family.has(parent)) family.add(pid)
    }
    const kib = [...family].map((pid) => Number(/^Pss:\s+(\d+)/m.exec(tryRead(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0))
    return Math.round(kib.reduce((a, b) => a + b, 0) / 1024)
  } catch {
    return null // no /proc: not Linux
  }
}
function tryRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // ended meanwhile, or not ours to read
  }
}
function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? sizeOf(path) : entry.isFile() ? statSync(path).size : 0)
  }, 0)
}

export async function measureStart(): Promise<StartCost> {
  const began = performance.now()
  const once = await startProgram()
  const first = seconds(began)
  try {
    await once.close()
    const again = performance.now()
    const twice = await startProgram([], once.data)
    const second = seconds(again)
    const memoryMiB = memoryOf(twice.pid)
    await twice.close()
    return { ...installation(), first, second, memoryMiB }
  } finally {
    rmSync(dirname(once.data), { recursive: true, force: true })
  }
}
