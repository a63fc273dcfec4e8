/**
 * `npm run prove`: the long proofs, bounded and resumable. `-- moves`, `-- kills`, `-- whole`, `-- postgres15`, `-- stories` for one of them, `--seconds N`, `--rounds N`, `--seed N`.
 * What is proved stands in `bench/proved.json`; a proof already done under this version with these bounds is not done again (`--again`).
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { programVersion } from '../../app/open.ts'
import { proveMoves } from '../../kernel/trial/prove.ts'
import { projectRoot } from '../../platform/database/migrate.ts'
import { startTestCluster } from '../../platform/database/test-cluster.ts'
import { postgres15 } from '../../tools/allowed-skips.ts'
import { counted } from '../../tools/stage.ts'
import { trialDatabase } from '../../tools/trial-database.ts'
import { databaseTests, vitest, wholeTests } from '../../tools/vitest-stage.ts'
import { LEAST, proveKills } from './prove-kills.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '20261122' },
    again: { type: 'boolean', default: false },
  },
})
const bounds = { seconds: Number(values.seconds), rounds: Number(values.rounds), seed: Number(values.seed) }
const say = (text: string) => process.stdout.write(`${text}\n`)

const version = await programVersion()
/** Where the random hands stopped last time under this version and seed: they go on from there. */
const progressFile = join(projectRoot, 'bench', 'prove-moves.json')
function progress(): number {
  const kept = !values.again && existsSync(progressFile) ? (JSON.parse(readFileSync(progressFile, 'utf8')) as { seed: number; version: string; next: number }) : null
  return kept?.seed === bounds.seed && kept.version === version ? kept.next : 0
}
function keepProgress(next: number): void {
  mkdirSync(join(projectRoot, 'bench'), { recursive: true })
  writeFileSync(progressFile, JSON.stringify({ seed: bounds.seed, version, next }))
}

const proofs: Readonly<Record<string, { readonly what: string; run(): Promise<{ readonly ok: boolean; readonly found: unknown }> }>> = {
  moves: {
    what: 'random sequences of all moves by random people keep every invariant',
    async run() {
      const kept = progress()
      const cluster = await startTestCluster()
      const trial = await trialDatabase(cluster, 'prove')
      try {
        const found = await proveMoves({ seconds: bounds.seconds, seed: bounds.seed, db: trial.db, from: kept, onRun: (next) => keepProgress(next) })
        return { ok: found.violations.length === 0, found }
      } finally {
        await trial.close()
        await cluster.stop()
      }
    },
  },
  kills: {
    what: 'kill -9 of Node and of the database under load loses nothing that was acknowledged and uses no number twice',
    async run() {
      const found = await proveKills(bounds.rounds, say)
      return { ok: found.acknowledged >= bounds.rounds * LEAST && found.lost.length === 0 && found.reused.length === 0 && found.verify, found }
    },
  },
  whole: {
    what: 'every test with a short form holds in its whole form: every spoiled body to every address, every kill, every hand',
    async run() {
      const found = await vitest('vitest-whole', (text) => void process.stdout.write(text), wholeTests(), { HUIYIN_WHOLE: '1' })
      return { ok: found.failed === 0 && found.skipped.length === 0 && found.passed > 0, found }
    },
  },
  stories: {
    what: 'every office story is played in the browser to its end',
    async run() {
      // broken off, it goes on with the stories that have not gone well yet
      const kept = join(projectRoot, 'bench', `prove-stories-${version}.json`)
      if (values.again) rmSync(kept, { force: true })
      mkdirSync(join(projectRoot, 'bench'), { recursive: true })
      const found = await counted('journeys/run.ts', 'journeys-all', (text) => void process.stdout.write(text), ['--done', kept])
      return { ok: found.failed === 0 && existsSync(kept), found }
    },
  },
  postgres15: {
    what: 'every test that talks to the database passes on PostgreSQL 15',
    async run() {
      if (!existsSync(join(postgres15, 'postgres'))) return { ok: false, found: `no PostgreSQL 15 in ${postgres15}: apt-get install postgresql-15` }
      const found = await vitest('vitest-15', (text) => void process.stdout.write(text), databaseTests(/./), { HUIYIN_TEST_POSTGRES: postgres15 })
      return { ok: found.failed === 0 && found.skipped.length === 0 && found.passed > 0, found }
    },
  },
}

const file = join(projectRoot, 'bench', 'proved.json')
const done: Record<string, { at: string; key: string; ok: boolean; found: unknown }> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
const unknown = positionals.filter((name) => !(name in proofs))
if (unknown.length > 0) {
  say(`unknown proof: ${unknown.join(', ')}; known: ${Object.keys(proofs).join(', ')}`)
  process.exit(2)
}
let failed = false
for (const [name, proof] of Object.entries(proofs)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const key = JSON.stringify({ version, ...bounds })
  if (!values.again && done[name]?.ok && done[name].key === key) {
    say(`${name}: proved before (${done[name].at}); --again proves it anew`)
    continue
  }
  say(`${name}: ${proof.what}`)
  const result = await proof.run()
  failed ||= !result.ok
  done[name] = { at: new Date().toISOString(), key, ...result }
  mkdirSync(join(projectRoot, 'bench'), { recursive: true })
  writeFileSync(file, `${JSON.stringify(done, null, 2)}\n`)
  say(`${name}: ${result.ok ? 'holds' : 'FAILS'}  ${JSON.stringify(result.found).slice(0, 600)}`)
}
process.exit(failed ? 1 : 0)
