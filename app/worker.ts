/** The part that works by itself: the sealer, the search index, the notices, the minute's sweep of clocks, the night's replay and tidying, what the public page was handed, the scans. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sweep } from '../kernel/clock/sweep.ts'
import { replayNightly } from '../kernel/history/replay.ts'
import { startSealer } from '../kernel/history/sealer.ts'
import { verifyDatabase } from '../kernel/history/verify.ts'
import type { ActId, PersonId } from '../kernel/ids.ts'
import { loadStanding } from '../kernel/people/load.ts'
import { recordOfficeAct } from '../kernel/people/record.ts'
import { addMillis, DAY, HOUR, officeDate, officeYear } from '../kernel/time.ts'
import { run } from '../kernel/write/tx.ts'
import { backupNightly } from '../platform/backup/nightly.ts'
import { systemIds } from '../platform/clock.ts'
import { dropKey } from '../platform/crypto/drop-box.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { withClient } from '../platform/database/connection.ts'
import type { FileStore } from '../platform/files/store.ts'
import { runDeskJobs } from '../platform/jobs/desk-jobs.ts'
import { type JobResult, noted } from '../platform/jobs/noted.ts'
import { prepareQueue, startQueue } from '../platform/jobs/queue.ts'
import type { Going } from '../platform/jobs/rounds.ts'
import { tidy } from '../platform/jobs/tidy.ts'
import { tellTomorrow } from '../platform/jobs/tomorrow.ts'
import { whenIdle } from '../platform/jobs/when-idle.ts'
import { mailFolders } from '../platform/mail/maildir.ts'
import { startNotices } from '../platform/notices/run.ts'
import { carryOutPlanned } from '../platform/people/planned-reorganisation.ts'
import { tellPolicies } from '../platform/policies/tell-citing.ts'
import { clearDue } from '../platform/retention/clear.ts'
import { startScans } from '../platform/scans/work.ts'
import { readWaitingFiles } from '../platform/search/file-texts.ts'
import { startIndexing } from '../platform/search/indexing.ts'
import { closeUnused } from '../platform/sign-in/account-use.ts'
import type { RunningEnv } from './env.ts'
import guards from './guards.generated.json' with { type: 'json' }
import { importNow, resumeImports } from './import/at-work.ts'
import { startTakingIn } from './take-in.ts'
import { startTakingMail } from './take-mail.ts'

/** One minute's sweep of clocks, as the system; and what of the office itself was settled for this day. */
export async function sweepNow(house: House): Promise<void> {
  const now = house.clock.now()
  const swept = await sweep(
    (work) => inAct(house.pools.act, work),
    now,
    async (tx) => ({ desks: house.desks, ids: systemIds(() => now), ...(await loadStanding(tx)) }),
  )
  for (const { matter, refusal } of swept.refused) house.log.error({ matter, code: refusal.code }, 'a pause could not be lifted')
  await carryOutPlanned(house)
  await resumeImports(house)
}

/** The night's work: rows against history, next year's partition, what may be cleared away. */
export async function nightNow(house: House, files: FileStore): Promise<void> {
  await noted(house, 'night', () => nightWork(house, files))
  await noted(house, 'policies', async () => ({ told: await tellPolicies(house) })).catch((error: Error) => house.log.error({ error: error.message }, 'policies'))
  await runDeskJobs(house, 'night')
}
async function nightWork(house: House, files: FileStore): Promise<JobResult> {
  const now = house.clock.now()
  const { matters, differences } = await inAct(house.pools.act, (tx) => replayNightly(tx, addMillis(now, -DAY), officeDate(now)))
  for (const difference of differences.slice(0, 100)) house.log.error({ difference }, 'a row differs from its history')
  await inAct(house.pools.act, (tx) => run(tx, 'select make_event_partition($1::int), make_event_partition($1::int + 1)', [officeYear(now)]))
  const cleared = { ...(await clearDue(house)), ...(await tidy(house, files)) }
  const result = { matters, differences: differences.length, ...cleared, ...(await closeUnused(house)) }
  house.log.info(result, 'night')
  return result
}

/** 明日一览 of the working day that ends. */
async function tomorrowNow(house: House): Promise<void> {
  await noted(house, 'tomorrow', async () => {
    const told = await tellTomorrow(house)
    if (told !== null) house.log.info({ told }, 'tomorrow')
    return told === null ? null : { told }
  })
}

let backingUp = false
/** One at a time: the minutes that pass meanwhile find it at work. */
async function backupNow(env: RunningEnv, house: House): Promise<void> {
  if (backingUp) return
  backingUp = true
  try {
    await backupNightly({ house, data: env.folders.data, keys: env.folders.keys, version: env.version, seal: env.keys.seal, contact: env.keys.contact })
  } finally {
    backingUp = false
  }
}

/** The whole history against itself, as `./huiyin verify` does it; asked for on the audit page. What was found stands on record; the faults themselves in the log. Rule: R-C15 */
export async function verifyHere(env: RunningEnv, house: House): Promise<void> {
  const beside = join(env.folders.data, 'seals')
  const found = await withClient(env.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: env.keys.sealPublic, signed: existsSync(beside) ? beside : null }))
  for (const fault of found.faults.slice(0, 100)) house.log.error({ fault }, 'the history does not verify')
  const now = house.clock.now()
  await inAct(house.pools.act, async (tx) => {
    const [asked] = await run<{ actor: PersonId }>(tx, `select e.actor from event e where e.matter_id is null and e.move = 'audit.verify' order by e.logged_at desc limit 1`, [])
    if (!asked) return
    const { events, seals, matters } = found
    const said = { faults: found.faults.length + found.more, events, seals, matters }
    await recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person: asked.actor } }, 'audit.verified', said)
  })
}

export async function startWorker(env: RunningEnv, house: House, files: FileStore): Promise<Going> {
  await prepareQueue(env.database)
  const ending = new AbortController()
  const place = { house, files, data: env.folders.data }
  const sealer = startSealer({
    async connected(work) {
      const client = await env.pools.seal.connect()
      try {
        return await work(client)
      } finally {
        client.release()
      }
    },
    now: () => env.clock.now(),
    key: env.keys.seal,
    folder: join(env.folders.data, 'seals'),
    fault: (error) => house.log.error({ error: (error as Error).message }, 'sealer'),
  })
  const queue = await startQueue(
    env.database,
    {
      sweep: () => sweepNow(house),
      hour: () => runDeskJobs(house, 'hour'),
      night: () => nightNow(house, files),
      backup: () => backupNow(env, house),
      verify: () => verifyHere(env, house),
      tomorrow: () => tomorrowNow(house),
      import: (asked) => importNow(place, z.object({ run: z.uuid() }).parse(asked).run, ending.signal),
    },
    [
      { task: 'sweep', match: '* * * * *', options: { backfillPeriod: 0, maxAttempts: 1 } },
      // whether it is time is asked each minute, so that its time can be set while the office works
      { task: 'backup', match: '* * * * *', options: { backfillPeriod: 0, maxAttempts: 1 } },
      // 17:30 in the office; told once a working day, and made up for until the evening
      { task: 'tomorrow', match: '30 9 * * *', options: { backfillPeriod: 5 * HOUR, maxAttempts: 3 } },
      { task: 'hour', match: '5 * * * *', options: { backfillPeriod: HOUR, maxAttempts: 1 } },
      // 02:30 in the office; the queue's clock is UTC
      { task: 'night', match: '30 18 * * *', options: { backfillPeriod: DAY, maxAttempts: 3 } },
    ],
    house.log,
  )
  // Monday's report and what comes round do not wait for the next hour, but for the start to be over
  const first = whenIdle(ending.signal).then((idle) => (idle ? runDeskJobs(house, 'hour') : undefined))
  const parts: readonly Going[] = [
    sealer,
    queue,
    { stop: () => first },
    startScans({ house, files, folder: env.config.scans }),
    startTakingIn({ house, files, drop: dropKey(env.keys.contact) }),
    startTakingMail({ house, files, folders: mailFolders(env.folders.data) }),
    startNotices(house),
    startIndexing(house, (stopping) => readWaitingFiles(house, files, stopping)),
  ]
  return {
    async stop() {
      ending.abort()
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
