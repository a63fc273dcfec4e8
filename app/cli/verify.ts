import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { changedFiles, type Manifest, readManifest } from '../../kernel/history/export.ts'
import { exportSource } from '../../kernel/history/from-export.ts'
import { type Verified, type VerifyOptions, verifyDatabase, verifySource } from '../../kernel/history/verify.ts'
import { withClient } from '../../platform/database/connection.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import guards from '../guards.generated.json' with { type: 'json' }
import type { Call, Command, Words } from './command.ts'
import { faultWords } from './verify-words.ts'

const stages: Readonly<Record<string, Words>> = {
  guards: { zh: '护栏', en: 'guards' },
  chain: { zh: '记录', en: 'events' },
  rows: { zh: '事项', en: 'matters' },
}

/** Trust in the history: of this database, or of an export alone. */
export const command: Command = {
  summary: { zh: '核验历史：哪条记录、封印、正文、数据或护栏被动过', en: 'Verify the history: which event, seal, text, row or guard was tampered with' },
  usage: { zh: '[--export 文件夹] [--public-key 文件] [--signed 文件夹]', en: '[--export FOLDER] [--public-key FILE] [--signed FOLDER]' },
  explains: [
    [
      { zh: '--export 文件夹', en: '--export FOLDER' },
      { zh: '只凭一份导出核验，不用数据库', en: 'Verify an export alone, without a database' },
    ],
    [
      { zh: '--public-key 文件', en: '--public-key FILE' },
      { zh: '封印签名的公钥（另处保管的一份）', en: 'Public key of the seals, from a copy kept elsewhere' },
    ],
    [
      { zh: '--signed 文件夹', en: '--signed FOLDER' },
      { zh: '签名存底（默认数据文件夹下的 seals）', en: 'Signed copies of seals (default: seals in the data folder)' },
    ],
  ],
  options: { export: { type: 'string' }, 'public-key': { type: 'string' }, signed: { type: 'string' } },
  async run(call) {
    const text = (name: string) => (typeof call.flags[name] === 'string' ? (call.flags[name] as string) : null)
    const publicKey = await readPublicKey(text('public-key'))
    const progress: NonNullable<VerifyOptions['progress']> = (stage, done, total) => call.progress(done, total, stages[stage] as Words)
    const folder = text('export')
    const verified = folder ? await ofExport(folder, publicKey, text('signed'), progress) : await ofDatabase(call, publicKey, text('signed'), progress)
    call.result(verified, summary(verified))
    return verified.faults.length === 0 ? 0 : 1
  },
}

async function readPublicKey(file: string | null): Promise<KeyObject | null> {
  if (!file) return null
  try {
    return createPublicKey(await readFile(file))
  } catch {
    throw new PlainStop(`公钥文件 ${file} 读不出公钥，请核对路径与内容。`, `No public key can be read from ${file}: check the path and the file.`)
  }
}

async function ofDatabase(call: Call, publicKey: KeyObject | null, signed: string | null, progress: NonNullable<VerifyOptions['progress']>): Promise<Verified> {
  const { env } = await call.open()
  const beside = join(env.folders.data, 'seals')
  const copies = signed ?? (existsSync(beside) ? beside : null)
  return withClient(env.database, 'act', (client) => verifyDatabase(client, guards, { publicKey: publicKey ?? env.keys.sealPublic, signed: copies, progress }))
}

async function ofExport(folder: string, publicKey: KeyObject | null, signed: string | null, progress: NonNullable<VerifyOptions['progress']>): Promise<Verified> {
  let manifest: Manifest
  try {
    manifest = await readManifest(folder)
  } catch {
    throw new PlainStop(`${folder} 不是本程序能读的导出，请核对路径。`, `${folder} is no export this program can read: check the path.`)
  }
  // The newest seal travels in the manifest; without a public key from elsewhere, its own vouches for no more than that it is whole.
  const own = publicKey ?? (manifest.public_key ? createPublicKey(manifest.public_key) : null)
  const kept = await mkdtemp(join(tmpdir(), 'huiyin-verify-'))
  try {
    const inside = join(kept, 'seal.json')
    if (!signed && manifest.seal) await writeFile(inside, JSON.stringify(manifest.seal))
    const source = exportSource(folder, manifest)
    return await verifySource(source, { publicKey: own, signed: signed ?? (manifest.seal ? inside : null), progress }, await changedFiles(folder, manifest))
  } finally {
    await rm(kept, { recursive: true })
  }
}

function summary(v: Verified): Words {
  const many = v.faults.length + v.more
  const seen = {
    zh: `共 ${v.events} 条记录、${v.seals} 个封印、${v.matters} 个事项，待封存 ${v.backlog} 条`,
    en: `${v.events} events, ${v.seals} seals, ${v.matters} matters, ${v.backlog} waiting to be sealed`,
  }
  const vouched = v.vouched
    ? { zh: `签名存底 ${v.signed} 份，最新相符的是第 ${v.vouched.no} 号封印`, en: `${v.signed} signed copies, the newest that fits is seal ${v.vouched.no}` }
    : { zh: '没有签名存底可以比对：有全部权限的人重做整条链，此处看不出', en: 'no signed copy to compare: a chain made anew by someone with every right would not show' }
  const list = v.faults.map(faultWords)
  return {
    zh: [many === 0 ? '核验无误。' : `发现 ${many} 处：`, ...list.map((w) => `  ${w.zh}`), ...(v.more ? [`  另有 ${v.more} 处未列出`] : []), `${seen.zh}；${vouched.zh}。`].join(
      '\n',
    ),
    en: [many === 0 ? 'Nothing amiss.' : `${many} found:`, ...list.map((w) => `  ${w.en}`), ...(v.more ? [`  and ${v.more} more`] : []), `${seen.en}; ${vouched.en}.`].join('\n'),
  }
}
