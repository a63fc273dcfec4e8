/** `./huiyin clean-up <number>`: what an administrator does when classified text got in anyway. Rule: R-C05; docs/operations/clean-up.md */
import { quiet } from '../../platform/ctx/house.ts'
import { openFileStore } from '../../platform/files/store.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { type Call, type Command, same } from './command.ts'

export const command: Command = {
  summary: { zh: '误入涉密内容的清理：按编号删去一件事项的全部文字和附件', en: 'Clean up after classified text: erase every text and file of one matter' },
  usage: { zh: '<编号> --by <登录名>', en: '<number> --by <username>' },
  explains: [
    [
      { zh: '<编号>', en: '<number>' },
      { zh: '事项编号，如 交〔2026〕12号', en: 'number of the matter' },
    ],
    [same('--by'), { zh: '保密管理人员的登录名，记入经手记录', en: 'user name of the keeper of secrecy; stands on record' }],
  ],
  options: { by: { type: 'string' } },
  async run(call: Call) {
    const [number = '', more] = call.args
    const by = call.flags.by
    if (!number || more !== undefined || typeof by !== 'string') throw new PlainStop('用法：./huiyin clean-up 编号 --by 登录名。', 'Usage: ./huiyin clean-up NUMBER --by USERNAME.')
    const [{ cleanUpByNumber }, { houseOf }] = await Promise.all([import('../clean-up.ts'), import('../house.ts')])
    const { env } = await call.open()
    call.tell('正在删去文字和附件，并重写数据表，期间系统稍停……', 'Erasing texts and files and writing the tables anew; the system pauses meanwhile…')
    const done = await cleanUpByNumber(houseOf(env, quiet), openFileStore(env.folders.files), number, by)
    call.result(done, {
      zh: `已删去文字 ${done.texts} 处、附件 ${done.files} 个，均有记录。${done.since.slice(0, 10)} 以来的备份、导出、打印件里还有，请按 docs/operations/clean-up.md 逐一处理并报告保密行政管理部门。`,
      en: `${done.texts} texts and ${done.files} files erased, on record. Backups, exports and prints since ${done.since.slice(0, 10)} still hold them: see docs/operations/clean-up.md.`,
    })
    return 0
  },
}
