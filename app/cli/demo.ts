/** `./huiyin demo`: the demo city on an empty database; what the first start does by itself. */
import { run } from '../../kernel/write/tx.ts'
import { quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { type Call, type Command, same } from './command.ts'

export const command: Command = {
  summary: { zh: '在空数据库中装入演示城市云溪市', en: 'Load the demo city Yunxi into an empty database' },
  usage: same(''),
  explains: [],
  makes: true,
  async run(call: Call) {
    const [{ giveDemoCity }, { houseOf }] = await Promise.all([import('../first-data.ts'), import('../house.ts')])
    const { env } = await call.open()
    const [there] = await inAct(env.pools.act, (tx) =>
      run<{ people: number; letters: boolean }>(tx, 'select (select count(*)::int from person) as people, exists (select 1 from letters_letter) as letters', []),
    )
    if ((there?.people ?? 0) > 1 || there?.letters)
      throw new PlainStop('数据库中已有人员或来信，演示城市只能装入空数据库。', 'The database holds people or letters; a demo city goes into an empty one only.')
    const { people, letters } = await giveDemoCity(env, houseOf(env, quiet))
    call.result({ people, letters }, { zh: `云溪市：${people} 人，近一个月来信 ${letters} 件。`, en: `Yunxi: ${people} people, ${letters} letters of the last month.` })
    return 0
  },
}
