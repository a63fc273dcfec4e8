/** What a backup file can be refused for, each in one sentence. */
import { PlainStop } from '../plain-stop.ts'

export const notABackup = (file: string) => new PlainStop(`${file} 不是回音的备份文件，请核对路径。`, `${file} is no backup of Huiyin: check the path.`)
export const cutOff = (file: string) =>
  new PlainStop(`备份文件 ${file} 不完整（被截断，或末尾受损），请改用另一份备份。`, `The backup ${file} is not whole (cut off, or damaged at its end): use another one.`)
export const damaged = (file: string) => new PlainStop(`备份文件 ${file} 内容受损，请改用另一份备份。`, `The backup ${file} is damaged: use another one.`)
export const wrongPassphrase = () => new PlainStop('备份口令不对。', 'That is not the passphrase of this backup.')
export const wrongKeys = (file: string) =>
  new PlainStop(
    `${file} 打不开这份备份，请用做备份时的密钥文件夹，或改用备份口令。`,
    `${file} does not open this backup: use the folder of keys it was made with, or its passphrase.`,
  )
export const noKeyLock = () => new PlainStop('这份备份只能用口令打开，请去掉 --keys。', 'This backup opens with its passphrase only: leave --keys out.')
export const noPassphraseLock = () =>
  new PlainStop(
    '这份备份没有设口令，请用 --keys 指明做备份时的密钥文件夹（data/keys）。',
    'This backup has no passphrase: name the folder of keys it was made with (data/keys) by --keys.',
  )
export const newerBackup = (version: string) =>
  new PlainStop(
    `备份由更新版本的程序做成（${version}），请用该版本或更新的程序恢复；没有写入任何内容。`,
    `The backup was made by a newer version of this program (${version}): restore with that version or a later one; nothing was written.`,
  )
export const notEmpty = (what: string) =>
  new PlainStop(
    `${what} 已有内容。恢复只写入空的数据文件夹和空的数据库，请用 --data 另选，或先把原有的移开。`,
    `${what} is not empty. A restore goes into an empty data folder and an empty database only: choose another with --data, or move what is there away.`,
  )
