/** Where the program listens and how it is protected there. Leaves the loopback with TLS only. Rule: R-C13 */
import { isIP } from 'node:net'
import { PlainStop } from './plain-stop.ts'

export type Protection =
  | { readonly kind: 'none' }
  /** Certificate and key of the office's own, as files (PEM). */
  | { readonly kind: 'files'; readonly cert: string; readonly key: string }
  /** A certificate made here, kept in the data folder. */
  | { readonly kind: 'self-made' }
  /** A proxy with TLS stands before it and is believed about who asks. */
  | { readonly kind: 'proxy'; readonly address: string }
export interface Network {
  /** An address of this machine. */
  readonly host: string
  readonly protection: Protection
  /** Names browsers may ask for, besides the address itself. */
  readonly names: readonly string[]
  /** File with the token that opens `/metrics` to another machine. */
  readonly metricsToken: string | null
}
export const networkFlags = {
  host: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'self-made': { type: 'boolean' },
  'behind-proxy': { type: 'string' },
  name: { type: 'string', multiple: true },
  'metrics-token-file': { type: 'string' },
} as const
export interface NetworkValues {
  readonly host?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly 'self-made'?: boolean | undefined
  readonly 'behind-proxy'?: string | undefined
  readonly name?: string[] | undefined
  readonly 'metrics-token-file'?: string | undefined
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)
const goodName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i

/** @throws PlainStop on what does not fit together */
export function readNetwork(values: NetworkValues): Network {
  const host = values.host ?? '127.0.0.1'
  if (host !== 'localhost' && !isIP(host))
    throw new PlainStop(`--host ${host} 不是本机地址，请写 IP 地址，如 0.0.0.0（全部网卡）。`, `--host ${host} is no address: give an IP address, such as 0.0.0.0 for all.`)
  const names = (values.name ?? []).flatMap((one) => one.split(',')).map((name) => name.trim().toLowerCase())
  const odd = names.find((name) => !goodName.test(name) && !isIP(name))
  if (odd !== undefined)
    throw new PlainStop(`--name ${odd} 不是主机名，请写如 oa.example.cn，不带 https:// 和端口。`, `--name ${odd} is no host name: write oa.example.cn, without https:// and port.`)
  const protection = protectionOf(values)
  if (protection.kind === 'none' && !isLoopback(host))
    throw new PlainStop(
      '对外监听须有 TLS：加 --cert 与 --key（自有证书），或 --self-made（自制证书），或 --behind-proxy 地址（前有代理）；只在本机使用请去掉 --host。',
      'Listening on the network needs TLS: add --cert and --key (a certificate of your own), or --self-made, or --behind-proxy ADDRESS; for this machine only, leave --host out.',
    )
  if (protection.kind === 'proxy' && names.length === 0)
    throw new PlainStop('--behind-proxy 须同时用 --name 写明浏览器访问时的主机名。', '--behind-proxy needs --name: the host name browsers ask for.')
  return { host, protection, names, metricsToken: values['metrics-token-file'] ?? null }
}

function protectionOf(values: NetworkValues): Protection {
  const { cert, key, 'self-made': own, 'behind-proxy': proxy } = values
  if ((cert === undefined) !== (key === undefined)) throw new PlainStop('--cert 与 --key 须同时给出。', '--cert and --key go together.')
  if ([cert !== undefined, own === true, proxy !== undefined].filter(Boolean).length > 1)
    throw new PlainStop('--cert、--self-made、--behind-proxy 只能用一种。', 'Use one of --cert, --self-made and --behind-proxy.')
  if (cert !== undefined && key !== undefined) return { kind: 'files', cert, key }
  if (own) return { kind: 'self-made' }
  if (proxy === undefined) return { kind: 'none' }
  const [address = '', bits, more] = proxy.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  if (!isIP(address) || more !== undefined || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most)))
    throw new PlainStop(
      `--behind-proxy ${proxy} 不是地址，请写代理的 IP 地址或网段，如 10.1.2.3。`,
      `--behind-proxy ${proxy} is no address: give the proxy's IP address or network, such as 10.1.2.3.`,
    )
  return { kind: 'proxy', address: proxy }
}
