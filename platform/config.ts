/** What the program was started with. Flags, DATABASE_URL, nothing else. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Network, type NetworkValues, networkFlags, readNetwork } from './network.ts'
import { PlainStop } from './plain-stop.ts'

export const parts = ['all', 'web', 'worker', 'public'] as const
export type Part = (typeof parts)[number]

export interface Config {
  readonly port: number
  /** No demo city in a new database. */
  readonly empty: boolean
  /** Which parts of the program this process is. */
  readonly role: Part
  /** null: the embedded database. */
  readonly databaseUrl: string | null
  /** Database, files, keys. */
  readonly data: string
  /** Watched for scans (回录托盘): `scans/<user name>/`. */
  readonly scans: string
  readonly network: Network
}

export const DEFAULT_PORT = 8600

export const configFlags = {
  port: { type: 'string' },
  empty: { type: 'boolean' },
  role: { type: 'string' },
  data: { type: 'string' },
  scans: { type: 'string' },
  ...networkFlags,
} as const

/** @throws PlainStop on an unknown flag or a value it cannot use */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv, root: string): Config {
  let values: { port?: string; empty?: boolean; role?: string; data?: string; scans?: string } & NetworkValues
  try {
    values = parseArgs({ args: [...argv], options: configFlags, allowPositionals: false }).values
  } catch (error) {
    throw new PlainStop(
      `无法识别启动参数（${(error as Error).message}）。可用：--empty、--port 端口、--data 文件夹、--scans 文件夹、--role all|web|worker|public、--host 地址 及 --cert、--key、--self-made、--behind-proxy、--name、--metrics-token-file。`,
      `Unknown start option (${(error as Error).message}). Known: --empty, --port N, --data FOLDER, --scans FOLDER, --role all|web|worker|public, --host ADDRESS with --cert, --key, --self-made, --behind-proxy, --name, --metrics-token-file.`,
    )
  }
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainStop(`端口 ${values.port} 无效，请用 1 至 65535 的整数。`, `Port ${values.port} is not valid: use a whole number from 1 to 65535.`)
  }
  const role = parts.find((part) => part === (values.role ?? 'all'))
  if (!role) throw new PlainStop(`--role ${values.role} 无效，可用 all、web、worker、public。`, `--role ${values.role} is not known: use all, web, worker or public.`)
  const data = resolve(root, values.data ?? 'data')
  const scans = values.scans === undefined ? join(data, 'scans') : resolve(root, values.scans)
  return { port, empty: values.empty ?? false, role, databaseUrl: env.DATABASE_URL || null, data, scans, network: readNetwork(values) }
}
