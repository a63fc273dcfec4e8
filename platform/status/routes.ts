/** 系统状态, for administrators: is it sealed, backed up, sent, swept, and is there room. Counts and times; nothing of any matter, no word of a notice. */
import { readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pathOf } from '../../kernel/contract.ts'
import { NEWEST, parseSigned } from '../../kernel/history/sign.ts'
import { type SystemStatus, setNightly, systemStatus } from '../../kernel/reading/shape.ts'
import { addMillis } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { lastRuns } from '../backup/record.ts'
import { readSchedule } from '../backup/schedule.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { mustFit } from '../ctx/handle.ts'
import { withReading } from '../ctx/reading.ts'
import { inAct } from '../ctx/transaction.ts'
import { whoOf } from '../http/guard.ts'
import type { Mounted } from '../http/mount.ts'
import type { Serving } from '../http/serving.ts'
import type { Hub } from '../live/hub.ts'
import { PlainStop } from '../plain-stop.ts'
import { settleNightly } from './nightly.ts'

const gate = { power: 'office.status' } as const

export function statusRoutes(app: FastifyInstance, serving: Serving, hub: Hub, mounted: Mounted[]): void {
  const path = pathOf(systemStatus.key)
  app.get(path, { config: { gate } }, async (request) => {
    mustParse(systemStatus.input, request.query)
    await withReading(serving, whoOf(request), gate, async () => undefined)
    const status = await readStatus(serving, hub)
    return serving.checkOutput ? mustFit(systemStatus, status) : status
  })
  mounted.push({ method: 'GET', path, gate, contract: systemStatus, keyed: false })
  // no idempotency key: nothing of a passphrase is kept, not even a digest
  const setting = pathOf(setNightly.key)
  app.post(setting, { config: { gate } }, async (request) => {
    const who = whoOf(request)
    await withReading(serving, who, gate, async () => undefined)
    await settleNightly(serving, who.person, mustParse(setNightly.input, request.body))
    return {}
  })
  mounted.push({ method: 'POST', path: setting, gate, contract: setNightly, keyed: false })
}

async function readStatus(serving: Serving, hub: Hub): Promise<SystemStatus> {
  const { data } = serving
  const [disk, signed, setting] = await Promise.all([statfs(data), newestSigned(join(data, 'seals')), nightly(join(data, 'keys'))])
  // by the acting role: the reading one sees neither outbox nor queue
  return inAct(serving.pools.act, async (tx) => {
    const [sizes] = await run<{ database: number; files: number; postgres: string }>(
      tx,
      `select pg_database_size(current_database()) as database, coalesce((select sum(size) from file), 0)::bigint as files, current_setting('server_version') as postgres`,
      [],
    )
    return {
      version: serving.version,
      postgres: (sizes?.postgres ?? '').split(' ')[0] ?? '',
      since: addMillis(serving.clock.now(), -Math.round(process.uptime() * 1000)),
      lines: hub.count(),
      disk: { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize, database: sizes?.database ?? 0, files: sizes?.files ?? 0 },
      seals: { ...(await seals(tx)), signedAt: signed },
      outbox: await outbox(tx),
      jobs: await jobs(tx),
      search: await search(tx),
      backup: { ...setting, runs: (await lastRuns(tx)).map(({ backup: _, sha256: __, ...shown }) => shown) },
    }
  })
}

async function seals(tx: Tx): Promise<Omit<SystemStatus['seals'], 'signedAt'>> {
  const [newest] = await run<{ no: number; at: string }>(tx, 'select s.no, s.at from seal s order by s.no desc limit 1', [])
  const [waiting] = await run<{ n: number; oldest: string | null }>(
    tx,
    'select count(*) as n, min(e.logged_at) as oldest from unsealed u left join event e on e.year = u.year and e.id = u.event_id',
    [],
  )
  return { newest: newest ?? null, waiting: waiting?.n ?? 0, oldest: waiting?.oldest ?? null }
}
async function outbox(tx: Tx): Promise<SystemStatus['outbox']> {
  const [count] = await run<{ waiting: number; dead: number }>(
    tx,
    'select count(*) filter (where o.dead_at is null) as waiting, count(*) filter (where o.dead_at is not null) as dead from outbox o where o.sent_at is null',
    [],
  )
  const letters = await run<SystemStatus['outbox']['letters'][number]>(
    tx,
    `select o.id, o.kind, o.dead_at as at, o.attempts, coalesce(o.last_error, '') as error from outbox o where o.dead_at is not null order by o.dead_at desc limit 20`,
    [],
  )
  return { waiting: count?.waiting ?? 0, dead: count?.dead ?? 0, letters }
}
async function jobs(tx: Tx): Promise<SystemStatus['jobs']> {
  const [count] = await run<{ waiting: number; failed: number }>(
    tx,
    'select count(*) filter (where j.attempts < j.max_attempts) as waiting, count(*) filter (where j.attempts >= j.max_attempts and j.last_error is not null) as failed from graphile_worker.jobs j',
    [],
  )
  const timed = await run<{ task: string; last: string | null }>(
    tx,
    'select c.identifier as task, c.last_execution as last from graphile_worker._private_known_crontabs c order by c.identifier',
    [],
  )
  const ran = await run<SystemStatus['jobs']['ran'][number]>(
    tx,
    'select j.task, j.began_at as at, j.ms, j.result, j.fault, j.good_at as "goodAt" from job_run j order by j.task',
    [],
  )
  return { waiting: count?.waiting ?? 0, failed: count?.failed ?? 0, timed, ran }
}

/** Of what is indexed an estimate, as the planner keeps it: a count would read it all. */
async function search(tx: Tx): Promise<SystemStatus['search']> {
  const [found] = await run<SystemStatus['search']>(
    tx,
    `select (select count(distinct d.matter_id) from search_due d) as waiting, (select greatest(c.reltuples, 0)::bigint from pg_class c where c.oid = 'search_doc'::regclass) as indexed,
       (select count(*) from file_text t where t.state = 'waiting') as files, (select count(*) from file_text t where t.state = 'failed') as unread`,
    [],
  )
  return found ?? { waiting: 0, indexed: 0, files: 0, unread: 0 }
}

async function newestSigned(folder: string): Promise<string | null> {
  const line = await readFile(join(folder, NEWEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return parseSigned(line)?.signed_at ?? null
}
async function nightly(keys: string): Promise<Pick<SystemStatus['backup'], 'nightly' | 'unreadable'>> {
  try {
    const schedule = await readSchedule(keys)
    return { nightly: schedule && { at: schedule.at, folder: schedule.folder, keep: schedule.keep }, unreadable: false }
  } catch (error) {
    if (!(error instanceof PlainStop)) throw error
    return { nightly: null, unreadable: true }
  }
}
