import { type Command, same } from './command.ts'

export const command: Command = {
  summary: { zh: '把数据表更新到本程序所需的版本', en: 'Bring the tables to what this program needs' },
  usage: same(''),
  explains: [],
  makes: true,
  async run(call) {
    const { migrated } = await call.open()
    const { applied, total } = migrated
    call.result(
      { applied, total },
      applied.length === 0
        ? { zh: `数据表已是最新（${total} 项）。`, en: `The tables are current (${total} migrations).` }
        : { zh: `已更新 ${applied.length} 项，共 ${total} 项。`, en: `${applied.length} of ${total} migrations applied.` },
    )
    return 0
  },
}
