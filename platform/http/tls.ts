/** What stands between this program and the network: which certificate, which names it answers to, whose word about the sender counts. Rule: R-C13 */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { BlockList, isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, type TlsOptions } from 'node:tls'
import { type Instant, millis } from '../../kernel/time.ts'
import { isLoopback, type Network } from '../network.ts'
import { PlainStop } from '../plain-stop.ts'

export interface Guarded {
  /** null: no TLS here. */
  readonly tls: TlsOptions | null
  /** Cookies are marked secure, and browsers told to come by TLS only. */
  readonly secure: boolean
  /** Names and addresses browsers may ask for, besides those of the loopback. */
  readonly hosts: readonly string[]
  /** To be told at the start. */
  readonly certificate: { readonly fingerprint: string; readonly until: Date; readonly made: boolean; readonly own: boolean } | null
  /** Address or network of the proxy. */
  readonly proxy: string | null
}

/** @throws PlainStop where a file is missing, is no certificate, has run out, or the key is another's */
export async function guardNetwork({ host, protection, names }: Network, data: string, now: Instant): Promise<Guarded> {
  const hosts = [...new Set([...names, ...addressesOf(host)])]
  if (protection.kind === 'none') return { tls: null, secure: false, hosts, certificate: null, proxy: null }
  if (protection.kind === 'proxy') return { tls: null, secure: true, hosts, certificate: null, proxy: protection.address }
  const own = protection.kind === 'files'
  const pair = own ? { ...(await readPair(protection.cert, protection.key)), made: false } : await madeHere(join(data, 'tls'), hosts, now)
  const cert = new X509Certificate(pair.cert)
  if (own && cert.validToDate.getTime() <= millis(now))
    throw new PlainStop(`证书 ${protection.cert} 已过期，请换上新的证书。`, `The certificate ${protection.cert} has run out: put a new one in its place.`)
  return {
    tls: { cert: pair.cert, key: pair.key, minVersion: 'TLSv1.2' },
    secure: true,
    hosts,
    certificate: { fingerprint: cert.fingerprint256, until: cert.validToDate, made: pair.made, own },
    proxy: null,
  }
}

/** The library that makes one is loaded only where one is asked for. */
async function madeHere(folder: string, hosts: readonly string[], now: Instant) {
  const { selfMade } = await import('./certificate.ts')
  return selfMade(folder, ['localhost', '127.0.0.1', ...hosts], now)
}

async function readPair(certFile: string, keyFile: string): Promise<{ cert: string; key: string }> {
  const read = (path: string) =>
    readFile(path, 'utf8').catch((error: unknown) => {
      throw new PlainStop(`证书文件 ${path} 读不出来，请核对路径与权限。`, `The file ${path} cannot be read: check its path and rights.`, error)
    })
  const pair = { cert: await read(certFile), key: await read(keyFile) }
  try {
    createSecureContext(pair)
  } catch (error) {
    throw new PlainStop(
      `${certFile} 与 ${keyFile} 不是一对可用的证书与私钥（PEM），请核对。`,
      `${certFile} and ${keyFile} are no certificate and its key (PEM): check them.`,
      error,
    )
  }
  return pair
}

/** Of all interfaces where it listens on all. */
function addressesOf(host: string): string[] {
  if (isLoopback(host)) return []
  if (host !== '0.0.0.0' && host !== '::') return [host.toLowerCase()]
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const name = hostname().toLowerCase()
  return [...all.filter((one) => !one.internal && !one.address.startsWith('fe80')).map((one) => one.address), ...(/^[a-z0-9.-]+$/.test(name) ? [name] : [])]
}

/** Whether an address is the proxy's. */
export function isProxy(proxy: string | null): (address: string | undefined) => boolean {
  if (proxy === null) return () => false
  const list = new BlockList()
  const [address = '', bits] = proxy.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
  return (asked) => {
    const plain = (asked ?? '').replace(/^::ffff:/, '')
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  }
}
