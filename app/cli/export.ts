import { mkdir, readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exportFolder } from '../../kernel/history/export.ts'
import { sealAll } from '../../kernel/history/seal.ts'
import { withClient } from '../../platform/database/connection.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { type Command, same } from './command.ts'

/** Everything the office holds, as files one can keep and verify without a database. */
export const command: Command = {
  summary: { zh: '导出全部数据表，供留存与核验', en: 'Export every table, to keep and to verify' },
  usage: { zh: '<文件夹> [--gzip] [--accounts]', en: '<folder> [--gzip] [--accounts]' },
  explains: [
    [
      { zh: '<文件夹>', en: '<folder>' },
      { zh: '空的或尚不存在的文件夹', en: 'A folder that is empty or not there yet' },
    ],
    [same('--gzip'), { zh: '逐个文件压缩', en: 'Compress each file' }],
    [same('--accounts'), { zh: '连同账号与口令摘要（只作迁移留存，不交给他人）', en: 'With accounts and password hashes (for migration only, not to give away)' }],
  ],
  options: { gzip: { type: 'boolean' }, accounts: { type: 'boolean' } },
  async run(call) {
    const [name] = call.args
    if (!name) throw new PlainStop('请写明导出到哪个文件夹：./huiyin export 文件夹。', 'Say which folder to export to: ./huiyin export FOLDER.')
    const folder = resolve(name)
    const inside = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    if (inside.length > 0) throw new PlainStop(`${folder} 里已有文件，请另选一个空文件夹。`, `${folder} is not empty: choose an empty folder.`)
    const { env } = await call.open()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await withClient(env.database, 'seal', (client) => sealAll(client, () => env.clock.now()))
    const manifest = await withClient(env.database, 'owner', (client) =>
      exportFolder(client, folder, {
        version: env.version,
        now: env.clock.now(),
        key: env.keys.seal,
        gzip: call.flags.gzip === true,
        accounts: call.flags.accounts === true,
        progress: (table, done, total) => call.progress(done, total, { zh: table, en: table }),
      }),
    )
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const files = manifest.tables.filter((table) => table.file).length
    call.result(
      { folder, files, rows, seal: manifest.seal?.no ?? null },
      {
        zh: `已导出 ${files} 个数据表共 ${rows} 行到 ${folder}。密钥不在其中；核验：./huiyin verify --export ${folder}`,
        en: `${files} tables with ${rows} rows exported to ${folder}. No key is part of it; to verify: ./huiyin verify --export ${folder}`,
      },
    )
    return 0
  },
}
