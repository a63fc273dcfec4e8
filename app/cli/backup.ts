import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sealAll } from '../../kernel/history/seal.ts'
import { mustBeLong, stretch } from '../../platform/backup/lock.ts'
import { type Made, makeBackup } from '../../platform/backup/make.ts'
import { backupPlace } from '../../platform/backup/place.ts'
import { noteRun, runOf } from '../../platform/backup/record.ts'
import { checkBackup } from '../../platform/backup/restore.ts'
import { backupName, dropSchedule, writeSchedule } from '../../platform/backup/schedule.ts'
import { type BackupSuite, openBackupFile, unlock } from '../../platform/backup/sealed-file.ts'
import { systemClock } from '../../platform/clock.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { foldersOf } from '../open.ts'
import { type Call, type Command, same } from './command.ts'
import { askPassphrase, passphraseLine, passphraseOptions } from './passphrase.ts'

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)

/** Everything the office holds in one file, while it works. */
export const command: Command = {
  summary: { zh: '备份：数据表、文件、密钥，加密成一个文件；可定每夜自动备份', en: 'Back up tables, files and keys into one encrypted file; or have it done every night' },
  usage: {
    zh: '[文件] [--suite aes|sm] | --check 文件 | --nightly 时:分 --to 文件夹 [--keep 份数] | --nightly off',
    en: '[FILE] [--suite aes|sm] | --check FILE | --nightly HH:MM --to FOLDER [--keep N] | --nightly off',
  },
  explains: [
    [
      { zh: '文件', en: 'FILE' },
      { zh: '备份到哪个文件（默认在数据文件夹的 backups 中）', en: 'Where to (default: backups in the data folder)' },
    ],
    [same('--suite'), { zh: 'aes（默认）或 sm（SM4 与 SM3）', en: 'aes (default) or sm (SM4 and SM3)' }],
    [
      { zh: '--check 文件', en: '--check FILE' },
      { zh: '把一份备份从头读到尾，逐项核对摘要，不写入任何内容', en: 'Read a backup whole and compare every digest; writes nothing' },
    ],
    [
      { zh: '--nightly 时:分', en: '--nightly HH:MM' },
      { zh: '每天此时自动备份；off 停止', en: 'Back up every day at this time; off ends it' },
    ],
    [
      { zh: '--to 文件夹', en: '--to FOLDER' },
      { zh: '每夜备份放在哪里，最好是另一块磁盘', en: 'Where nightly backups go, best on another disk' },
    ],
    [
      { zh: '--keep 份数', en: '--keep N' },
      { zh: '保留最近几份（默认 14）', en: 'How many are kept (default 14)' },
    ],
    passphraseLine,
  ],
  options: {
    ...passphraseOptions,
    suite: { type: 'string' },
    check: { type: 'string' },
    nightly: { type: 'string' },
    to: { type: 'string' },
    keep: { type: 'string' },
  },
  async run(call) {
    const { check, nightly } = call.flags
    if (typeof check === 'string') return checkOne(call, resolve(check))
    if (typeof nightly === 'string') return setNightly(call, nightly)
    return makeOne(call)
  },
}

function suiteOf(call: Call): BackupSuite {
  const asked = call.flags.suite ?? 'aes'
  if (asked !== 'aes' && asked !== 'sm') throw new PlainStop('--suite 可用 aes 或 sm。', 'Use --suite aes or --suite sm.')
  return asked === 'sm' ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm'
}

async function makeOne(call: Call): Promise<number> {
  const suite = suiteOf(call)
  const passphrase = await askPassphrase(call, true)
  mustBeLong(passphrase)
  const { env } = await call.open()
  const now = env.clock.now()
  const path = call.args[0] ? resolve(call.args[0]) : join(env.folders.data, 'backups', backupName('by-hand', now))
  const began = performance.now()
  await withClient(env.database, 'seal', (client) => sealAll(client, () => env.clock.now()))
  const openers = { passphrase: await stretch(passphrase), contact: env.keys.contact }
  const made = await withClient(env.database, 'owner', (client) =>
    makeBackup(client, path, { data: env.folders.data, version: env.version, now, suite, openers, seal: env.keys.seal, progress: barOf(call) }),
  )
  await inAct(env.pools.act, (tx) => noteRun(tx, runOf('by_hand', made, now, performance.now() - began)))
  const { id, size, sha256, tables, rows, files, missing, spoiled } = made
  call.result({ path, id, size, sha256, tables, rows, files, missing, spoiled }, words(made))
  return missing.length + spoiled.length > 0 ? 1 : 0
}
const barOf = (call: Call) => (done: number, total: number, what: string) =>
  call.progress(Math.round(done / 1_048_576), Math.max(1, Math.round(total / 1_048_576)), { zh: `备份 ${what}，MB`, en: `Backing up ${what}, MB` })

function words(made: Made) {
  const lost = made.missing.length + made.spoiled.length
  return {
    zh: `已备份 ${made.tables} 个数据表共 ${made.rows} 行、${made.files} 个文件，${megabytes(made.size)} MB：${made.path}${lost ? `\n附件库中缺失或受损 ${lost} 个文件：${[...made.missing, ...made.spoiled].join('、')}` : ''}`,
    en: `${made.tables} tables with ${made.rows} rows and ${made.files} files backed up, ${megabytes(made.size)} MB: ${made.path}${lost ? `\n${lost} files are missing from the store or damaged: ${[...made.missing, ...made.spoiled].join(', ')}` : ''}`,
  }
}

async function checkOne(call: Call, path: string): Promise<number> {
  const backup = await openBackupFile(path)
  const key = await unlock(backup, { passphrase: await askPassphrase(call, false) })
  const { plan, closing } = await checkBackup(backup, key, (bytes) =>
    call.progress(Math.round(bytes / 1_048_576), Math.max(1, Math.round(backup.size / 1_048_576)), { zh: '核对，MB', en: 'Checking, MB' }),
  )
  const { tables, rows, files } = closing
  call.result(
    { path, id: plan.id, version: plan.version, at: plan.at, tables, rows, files },
    {
      zh: `备份完整：${plan.version} 版，${tables} 个数据表共 ${rows} 行、${files} 个文件。`,
      en: `The backup is whole: version ${plan.version}, ${tables} tables with ${rows} rows, ${files} files.`,
    },
  )
  return 0
}

async function setNightly(call: Call, at: string): Promise<number> {
  const { keys } = foldersOf(call.config)
  if (at === 'off') {
    await dropSchedule(keys)
    call.result({ nightly: null }, { zh: '每夜备份已停止。', en: 'The nightly backup is off.' })
    return 0
  }
  const keep = Number(call.flags.keep ?? 14)
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at) || !Number.isInteger(keep) || keep < 1 || keep > 3660 || typeof call.flags.to !== 'string')
    throw new PlainStop('用法：./huiyin backup --nightly 01:30 --to 文件夹 --keep 14。', 'Usage: ./huiyin backup --nightly 01:30 --to FOLDER --keep 14.')
  const place = await backupPlace(resolve(call.flags.to), keys)
  if (place === 'bad') throw new PlainStop('备份不能放在密钥文件夹内：两样在一起，就不需要口令了。', 'Backups cannot lie among the keys: with both nobody needs the passphrase.')
  if (place === 'closed')
    throw new PlainStop(`文件夹 ${call.flags.to} 用不了：建不起来，或不能写入。`, `The folder ${call.flags.to} cannot be used: it cannot be made, or not be written.`)
  const folder = place.path
  const suite = suiteOf(call)
  const passphrase = await askPassphrase(call, true)
  mustBeLong(passphrase)
  await mkdir(keys, { recursive: true, mode: 0o700 })
  await writeSchedule(keys, { at, since: systemClock().now(), folder, keep, suite }, await stretch(passphrase))
  call.result(
    { nightly: at, folder, keep, suite },
    {
      zh: `每天 ${at} 备份到 ${folder}，保留 ${keep} 份。口令不存在任何地方，请另处妥善保管：没有它，丢了密钥文件夹就恢复不了。`,
      en: `Every day at ${at} into ${folder}, ${keep} kept. The passphrase is stored nowhere: keep it safe elsewhere; without it nothing can be restored once the keys are lost.`,
    },
  )
  return 0
}
