import { knownPlace } from '../../platform/database/place.ts'
import { addressFromUrl, readSecrets } from '../../platform/database/secrets.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { foldersOf } from '../open.ts'
import { type Command, same } from './command.ts'

/** Tells one log-in and opens nothing. */
export const command: Command = {
  summary: { zh: '列出群众来信页（--role public）登录数据库用的地址', en: 'Show the address by which the public page (--role public) signs in to the database' },
  usage: same(''),
  explains: [
    [
      { zh: '在办公端运行', en: "run it on the office's side" },
      { zh: '结果含密码，只写进外侧机器的 DATABASE_URL', en: 'the result holds a password: put it into DATABASE_URL of the public machine and nowhere else' },
    ],
  ],
  async run(call) {
    const { databaseUrl } = call.config
    const { keys, data } = foldersOf(call.config)
    const secrets = await readSecrets(keys)
    if (!secrets) throw new PlainStop(`${data} 中没有回音的数据。`, `There is no data of Huiyin in ${data}.`)
    if (databaseUrl === null) {
      const embedded = knownPlace(data) !== null
      throw new PlainStop(
        embedded ? '内嵌数据库只对本机开放：在本机直接运行 npm start -- --role public。分开两台机器须用自有的 PostgreSQL（DATABASE_URL）。' : `${data} 中没有回音的数据。`,
        embedded
          ? 'The embedded database answers this machine only: run npm start -- --role public here. Two machines need a PostgreSQL of your own (DATABASE_URL).'
          : `There is no data of Huiyin in ${data}.`,
      )
    }
    const { host, port, database, ssl, logins } = addressFromUrl(databaseUrl, secrets)
    const url = `postgres://${logins.public.user}:${logins.public.password}@${host}:${port}/${database}${ssl ? '?sslmode=require' : ''}`
    call.result({ url }, same(url))
    return 0
  },
}
