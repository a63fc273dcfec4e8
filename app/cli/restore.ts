import { createSecretKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { databaseSource, oneMoment } from '../../kernel/history/from-database.ts'
import { type Verified, verifyDatabase, verifySource } from '../../kernel/history/verify.ts'
import { type BackupRun, noteRun } from '../../platform/backup/record.ts'
import { beginRestore, type Checked, checkBackup, migrationsOf, mustBeEmptyFolder, planOf, restoreBackup } from '../../platform/backup/restore.ts'
import { type BackupFile, type Opener, openBackupFile, unlock } from '../../platform/backup/sealed-file.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { type DatabaseAddress, withClient } from '../../platform/database/connection.ts'
import { findMigrations } from '../../platform/database/migrate.ts'
import { knownPlace } from '../../platform/database/place.ts'
import { addressFromUrl, openSecrets } from '../../platform/database/secrets.ts'
import { superviseDatabase } from '../../platform/database/supervisor.ts'
import { openKeys } from '../../platform/keys.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import guards from '../guards.generated.json' with { type: 'json' }
import { type Call, type Command, same, type Words } from './command.ts'
import { askPassphrase, passphraseLine, passphraseOptions } from './passphrase.ts'
import { faultWords } from './verify-words.ts'

/** A backup into an empty place, then verified; or into a place made for it and cleared away again. */
export const command: Command = {
  summary: { zh: '把备份恢复到空的数据文件夹和空的数据库，并核验', en: 'Restore a backup into an empty data folder and an empty database, and verify it' },
  usage: { zh: '<文件> [--keys 文件夹] [--as-was] | <文件> --test', en: '<FILE> [--keys FOLDER] [--as-was] | <FILE> --test' },
  explains: [
    [
      { zh: '--data 文件夹', en: '--data FOLDER' },
      {
        zh: '恢复到哪里：空的或尚不存在的文件夹；设了 DATABASE_URL 时，数据表进入那里的空库',
        en: 'Where to: an empty folder; with DATABASE_URL the tables go into that empty database',
      },
    ],
    [
      { zh: '--keys 文件夹', en: '--keys FOLDER' },
      { zh: '不用口令，用做备份时的密钥文件夹打开', en: 'Open it with the folder of keys it was made with instead of the passphrase' },
    ],
    [same('--as-was'), { zh: '数据表保持备份时的版本，不更新（退回旧版程序用）', en: 'Leave the tables at the version of the backup (to go back to an older program)' }],
    [same('--test'), { zh: '试恢复：恢复到临时的地方，核验后清除，记入状态页', en: 'Try it: restore into a temporary place, verify, clear away, note it on the status page' }],
    passphraseLine,
  ],
  options: { ...passphraseOptions, keys: { type: 'string' }, 'as-was': { type: 'boolean' }, test: { type: 'boolean' } },
  async run(call) {
    const [name] = call.args
    if (!name) throw new PlainStop('请写明要恢复的备份：./huiyin restore 文件。', 'Say which backup to restore: ./huiyin restore FILE.')
    const backup = await openBackupFile(resolve(name))
    const key = await unlock(backup, await openerOf(call))
    const plan = await planOf(backup, key)
    migrationsOf(plan, await findMigrations())
    const test = call.flags.test === true
    if (!test) await mustBeEmptyFolder(call.config.data, plan) // told before the long reading
    const checked = await checkBackup(backup, key, (bytes) => bar(call, bytes, backup, { zh: '核对，MB', en: 'Checking, MB' }))
    return test ? tryOut(call, backup, key, checked) : bring(call, backup, key, checked)
  },
}
const bar = (call: Call, bytes: number, backup: BackupFile, label: Words) => call.progress(Math.round(bytes / 1_048_576), Math.max(1, Math.round(backup.size / 1_048_576)), label)

async function openerOf(call: Call): Promise<Opener> {
  const folder = call.flags.keys
  if (typeof folder !== 'string') return { passphrase: await askPassphrase(call, false) }
  const path = join(resolve(folder), 'contact.key')
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new PlainStop(`${path} 读不出来，请核对密钥文件夹。`, `${path} cannot be read: check the folder of keys.`, error)
  })
  return { contact: createSecretKey(Buffer.from(text.trim(), 'hex')), from: path }
}

interface Place {
  readonly data: string
  readonly database: DatabaseAddress
}
/** The database of a place: embedded in its data folder, or the office's own server. */
async function databaseOf(call: Call, data: string, url: string | null): Promise<Place & { clear(): Promise<void> }> {
  if (url) return { data, database: addressFromUrl(url, await openSecrets(join(data, 'keys'))), clear: async () => undefined }
  const supervised = await superviseDatabase({ data })
  call.atEnd(() => supervised.stop())
  const { dir, elsewhere } = supervised.place
  return {
    data,
    database: supervised.address,
    clear: async () => {
      await supervised.stop()
      if (elsewhere) await rm(dirname(dir), { recursive: true, force: true })
    },
  }
}

async function bring(call: Call, backup: BackupFile, key: Buffer, checked: Checked): Promise<number> {
  const asWas = call.flags['as-was'] === true
  await beginRestore(backup, checked.plan, call.config.data)
  const place = await databaseOf(call, call.config.data, call.config.databaseUrl)
  const { migrated, verified } = await restoreInto(call, backup, key, checked, place, asWas)
  const faults = verified.faults.length + verified.more
  const { plan, closing } = checked
  call.result(
    { data: place.data, backup: plan.id, version: plan.version, at: plan.at, rows: closing.rows, files: closing.files, migrated, faults: verified.faults },
    {
      zh: [
        `已恢复到 ${place.data}：${plan.version} 版的备份，${closing.rows} 行、${closing.files} 个文件${migrated ? `，数据表更新 ${migrated} 项` : ''}。`,
        ...outcome(verified).zh,
        ...(asWas ? [`请用 ${plan.version} 版程序启动，并加 --data ${place.data}。`] : ['所有人须重新登录；每夜备份须重新设定：./huiyin backup --nightly。']),
      ].join('\n'),
      en: [
        `Restored into ${place.data}: a backup of version ${plan.version}, ${closing.rows} rows, ${closing.files} files${migrated ? `, ${migrated} migrations applied` : ''}.`,
        ...outcome(verified).en,
        ...(asWas
          ? [`Start version ${plan.version} of the program with --data ${place.data}.`]
          : ['Everybody signs in again; set the nightly backup again: ./huiyin backup --nightly.']),
      ].join('\n'),
    },
  )
  return faults === 0 ? 0 : 1
}
function outcome(verified: Verified): { zh: string[]; en: string[] } {
  if (verified.faults.length === 0)
    return { zh: [`核验无误：${verified.events} 条记录、${verified.matters} 个事项。`], en: [`Nothing amiss: ${verified.events} events, ${verified.matters} matters.`] }
  const words = verified.faults.slice(0, 50).map(faultWords)
  return {
    zh: [`核验发现 ${verified.faults.length + verified.more} 处：`, ...words.map((w) => `  ${w.zh}`)],
    en: [`${verified.faults.length + verified.more} found:`, ...words.map((w) => `  ${w.en}`)],
  }
}

async function restoreInto(call: Call, backup: BackupFile, key: Buffer, { plan }: Checked, { data, database }: Place, asWas: boolean) {
  const today = await findMigrations()
  const { migrated } = await restoreBackup(backup, key, plan, {
    data,
    database,
    today,
    asWas,
    seen: (bytes) => bar(call, bytes, backup, { zh: '恢复，MB', en: 'Restoring, MB' }),
  })
  const { sealPublic } = await withClient(database, 'owner', (owner) => openKeys(join(data, 'keys'), owner))
  const seals = join(data, 'seals')
  const options = {
    publicKey: sealPublic,
    signed: existsSync(seals) ? seals : null,
    progress: (_: string, done: number, total: number | null) => call.progress(done, total, { zh: '核验', en: 'Verifying' }),
  }
  // The list of guards is this version's; tables left as they were are held against the history alone.
  const verified = await withClient(database, 'act', (client) =>
    asWas ? oneMoment(client, () => verifySource(databaseSource(client), options)) : verifyDatabase(client, guards, options),
  )
  return { migrated, verified }
}

/** Into an embedded database of its own beside the data, whatever the office uses; the office goes on working. */
async function tryOut(call: Call, backup: BackupFile, key: Buffer, checked: Checked): Promise<number> {
  const began = performance.now()
  await mkdir(call.config.data, { recursive: true, mode: 0o711 })
  const base = await mkdtemp(join(call.config.data, 'restore-test-'))
  await chmod(base, 0o711)
  call.atEnd(() => rm(base, { recursive: true, force: true }))
  const data = join(base, 'data')
  await beginRestore(backup, checked.plan, data)
  const place = await databaseOf(call, data, null)
  const { verified } = await restoreInto(call, backup, key, checked, place, false)
  await place.clear()
  const faults = verified.faults.length + verified.more
  const seconds = (performance.now() - began) / 1000
  await note(call, backup, checked, seconds, faults)
  const { plan, closing } = checked
  call.result(
    { backup: plan.id, version: plan.version, at: plan.at, rows: closing.rows, files: closing.files, seconds, faults: verified.faults },
    {
      zh: [`试恢复完成，用时 ${seconds.toFixed(0)} 秒：${closing.rows} 行、${closing.files} 个文件，临时内容已清除。`, ...outcome(verified).zh].join('\n'),
      en: [`Tried in ${seconds.toFixed(0)} s: ${closing.rows} rows, ${closing.files} files; what was written for it is cleared away.`, ...outcome(verified).en].join('\n'),
    },
  )
  return faults === 0 ? 0 : 1
}
async function note(call: Call, backup: BackupFile, { plan, closing }: Checked, seconds: number, faults: number): Promise<void> {
  if (!call.config.databaseUrl && !knownPlace(call.config.data)) return // no office here to note it for
  const { env } = await call.open()
  const said: BackupRun = {
    kind: 'tested',
    at: env.clock.now(),
    ms: Math.round(seconds * 1000),
    backup: plan.id,
    path: backup.path,
    size: backup.size,
    sha256: null,
    rows: closing.rows,
    files: closing.files,
    missing: closing.missing.length + closing.spoiled.length,
    fault: faults > 0 ? `verify: ${faults}` : null,
  }
  await inAct(env.pools.act, (tx) => noteRun(tx, said))
}
