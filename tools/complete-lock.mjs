// After a change of dependencies: `node tools/complete-lock.mjs`.
// Where the registry in use lacks a package for another system, npm leaves it out of the lock file, and `npm ci` then refuses that
// lock file everywhere. This writes such optional packages in: exact version, system and processor, no digest; skipped where they do not fit.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = { arm64: 'arm64', x64: 'x64', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', arm: 'arm' }

/** Whether a dependency of the package at `path` is in the lock file, looked up as Node would. */
function present(path, name) {
  for (let base = path; ; ) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true
    if (!base) return false
    const at = base.lastIndexOf('node_modules/')
    base = at <= 0 ? '' : base.slice(0, at - 1)
  }
}

let added = 0
for (const [path, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (present(path, name)) continue
    const words = name.split(/[/-]/)
    const os = systems.find((system) => words.includes(system))
    const cpu = words.map((word) => processors[word]).find(Boolean)
    if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${path}: ${name} ${version} is missing and its system cannot be told from its name`)
    const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : null
    packages[`node_modules/${name}`] = { version, cpu: [cpu], ...(parent.dev && { dev: true }), ...(libc && { libc: [libc] }), optional: true, os: [os] }
    added++
  }
}
const [root, ...rest] = Object.entries(packages)
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))])
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} optional packages of other systems added\n`)
