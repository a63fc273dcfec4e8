/** `./huiyin <command>`: the office's commands. A new one is a file in `cli/` and a line here. */
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../platform/config.ts'
import { projectRoot } from '../platform/database/migrate.ts'
import { knownPlace } from '../platform/database/place.ts'
import { readSecrets } from '../platform/database/secrets.ts'
import { PlainStop, sentence } from '../platform/plain-stop.ts'
import { type Call, type Command, same, type Words } from './cli/command.ts'
import { keepCompiled } from './compiled.ts'
import { foldersOf, open } from './open.ts'
import { complain } from './stop-words.ts'

const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  status: () => import('./cli/status.ts'),
  user: () => import('./cli/user.ts'),
  migrate: () => import('./cli/migrate.ts'),
  verify: () => import('./cli/verify.ts'),
  export: () => import('./cli/export.ts'),
  import: () => import('./cli/import.ts'),
  backup: () => import('./cli/backup.ts'),
  restore: () => import('./cli/restore.ts'),
  demo: () => import('./cli/demo.ts'),
  'clean-up': () => import('./cli/clean-up.ts'),
  public: () => import('./cli/public.ts'),
  open311: () => import('./cli/open311.ts'),
  centre: () => import('./cli/centre.ts'),
}

/** What the command has open: closed when it ends, or when Ctrl-C ends it. */
const openings: { close(): Promise<void> }[] = []
/** The last opened first: a database before the folder it lies in. */
async function closeAll(): Promise<void> {
  for (const opened of openings.splice(0).reverse()) await opened.close()
}

const standard = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, data: { type: 'string' } } as const

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(await overview())
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) throw new PlainStop(`没有“${name}”这个命令，./huiyin --help 列出全部命令。`, `There is no command "${name}"; ./huiyin --help lists them.`)
  const { command } = await load()
  const { values, positionals } = parse(name, command, rest)
  if (values.help) {
    process.stdout.write(explain(name, command))
    return 0
  }
  return run(command, values, positionals)
}

function parse(name: string, command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, ...standard }, allowPositionals: true })
  } catch (error) {
    const wrong = wrongOption(error)
    throw new PlainStop(`${wrong.zh}，./huiyin ${name} --help 说明用法。`, `${wrong.en}; ./huiyin ${name} --help explains.`)
  }
}
/** What Node says of an argument, in the office's words. */
function wrongOption(error: unknown): Words {
  const { code, message } = error as { code?: string; message: string }
  const [, option = ''] = /'(-[^\s'=]+)/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { zh: `没有“${option}”这个选项`, en: `There is no option ${option}` }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return /argument missing/.test(message)
      ? { zh: `选项“${option}”后面缺少内容`, en: `Option ${option} needs a value` }
      : { zh: `选项“${option}”不带内容`, en: `Option ${option} takes no value` }
  throw error
}

async function run(command: Command, values: Call['flags'], args: string[]): Promise<number> {
  const json = values.json === true
  const terminal = process.stderr.isTTY && !json
  let drawn = false
  const clear = () => {
    if (drawn) process.stderr.write('\r\x1b[K')
    drawn = false
  }
  const config = readConfig(typeof values.data === 'string' ? ['--data', values.data] : [], process.env, projectRoot)
  const tell = (zh: string, en: string) => {
    clear()
    if (!json) process.stderr.write(`${sentence({ zh, en })}\n`)
  }
  const call: Call = {
    args,
    flags: values,
    config,
    tell,
    open: async (options) => {
      if (!command.makes) await mustExist(config)
      const opened = await open(config, { guest: true, tell, ...options })
      openings.push(opened)
      return opened
    },
    atEnd: (close) => void openings.push({ close }),
    progress: (done, total, label) => {
      if (!terminal) return
      const share = total ? ` ${'█'.repeat(Math.floor((done / total) * 20)).padEnd(20, '·')} ${Math.floor((done / total) * 100)}%` : ''
      process.stderr.write(`\r\x1b[K${sentence(label)} ${done}${total ? `/${total}` : ''}${share}`)
      drawn = true
    },
    result: (value, text) => {
      clear()
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${sentence(text)}\n`)
    },
  }
  try {
    return (await command.run(call)) ?? 0
  } finally {
    clear()
    await closeAll()
  }
}

/** A command works on what is there: a mistyped folder must not become a new, empty office. */
async function mustExist(config: Config): Promise<void> {
  const { data, keys } = foldersOf(config)
  const there = config.databaseUrl ? (await readSecrets(keys)) !== null : knownPlace(data) !== null
  if (!there)
    throw new PlainStop(
      `${data} 中没有回音的数据，请核对 --data；首次使用请先运行 npm start。`,
      `There is no data of Huiyin in ${data}: check --data; the first time run npm start.`,
    )
}

async function overview(): Promise<string> {
  const lines = await Promise.all(Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${sentence((await load()).command.summary)}`))
  const head = sentence({ zh: '用法：./huiyin <命令> [选项]', en: 'Usage: ./huiyin <command> [options]' })
  const foot = sentence({ zh: '每个命令都接受 --help、--json 和 --data 文件夹。', en: 'Every command takes --help, --json and --data FOLDER.' })
  return `${head}\n\n${lines.join('\n')}\n\n${foot}\n`
}

const everywhere: Command['explains'] = [
  [same('--json'), { zh: '结果写成 JSON', en: 'the result as JSON' }],
  [
    { zh: '--data 文件夹', en: '--data FOLDER' },
    { zh: '数据文件夹，默认本程序下的 data', en: 'the data folder; default: data beside the program' },
  ],
]
/** A Chinese character takes two columns. */
const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(1, columns - [...text].reduce((n, c) => n + (/[⺀-￯]/.test(c) ? 2 : 1), 0)))
function explain(name: string, command: Command): string {
  const own = command.explains
  const lines = [...own, ...everywhere.filter(([what]) => !own.some(([mine]) => mine.en === what.en))].map(
    ([what, meaning]) => `  ${padded(sentence(what), 20)} ${sentence(meaning)}`,
  )
  const usage = ['./huiyin', name, sentence(command.usage), sentence({ zh: '[--json] [--data 文件夹]', en: '[--json] [--data FOLDER]' })].filter(Boolean).join(' ')
  return [sentence(command.summary), '', `  ${usage}`, '', ...lines, ''].join('\n')
}

keepCompiled(projectRoot)
process.once('SIGINT', () => void closeAll().finally(() => process.exit(130)))

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const config = readConfig([], process.env, projectRoot)
  complain(error, { data: foldersOf(config).data, port: config.port })
  process.exitCode = 1
}
