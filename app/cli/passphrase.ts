/** The passphrase of a backup: from a file, from the environment, or typed unseen. Never from the command line, where every user of the machine reads it. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { PlainStop, sentence } from '../../platform/plain-stop.ts'
import type { Call } from './command.ts'

export const passphraseOptions = { 'passphrase-file': { type: 'string' } } as const
export const passphraseLine = [
  { zh: '--passphrase-file 文件', en: '--passphrase-file FILE' },
  { zh: '口令所在的文件；也可用环境变量 HUIYIN_BACKUP_PASSPHRASE，或在终端输入', en: 'A file with the passphrase; or set HUIYIN_BACKUP_PASSPHRASE, or type it' },
] as const

/** @param twice a new one is typed twice */
export async function askPassphrase(call: Call, twice: boolean): Promise<string> {
  const file = call.flags['passphrase-file']
  if (typeof file === 'string') {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw new PlainStop(`口令文件 ${file} 读不出来，请核对路径与权限。`, `The passphrase file ${file} cannot be read: check its path and rights.`, error)
    })
    return text.replace(/\r?\n$/, '')
  }
  if (process.env.HUIYIN_BACKUP_PASSPHRASE) return process.env.HUIYIN_BACKUP_PASSPHRASE
  if (!process.stdin.isTTY)
    throw new PlainStop(
      '请给出备份口令：--passphrase-file 文件，或环境变量 HUIYIN_BACKUP_PASSPHRASE。',
      'Give the passphrase of the backup: --passphrase-file FILE, or HUIYIN_BACKUP_PASSPHRASE.',
    )
  const first = await typed(sentence({ zh: '备份口令：', en: 'Passphrase of the backup: ' }))
  if (twice && (await typed(sentence({ zh: '再输一遍：', en: 'Once more: ' }))) !== first)
    throw new PlainStop('两次输入的口令不同，请重新运行。', 'The two passphrases differ: run it again.')
  return first
}
async function typed(question: string): Promise<string> {
  process.stderr.write(question)
  const unseen = new Writable({ write: (_, __, done) => done() })
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
