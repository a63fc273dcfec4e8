/**
 * A certificate of our own making, for an office that has none: kept in the data folder, so that the fingerprint people have compared once
 * stays the same. Made anew only when it runs out or does not name what it is asked to.
 */
import 'reflect-metadata'
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { addMillis, DAY, type Instant, millis } from '../../kernel/time.ts'

export interface Pair {
  readonly cert: string
  readonly key: string
}
/** Browsers refuse more than 825 days of a certificate nobody else has signed. */
const DAYS = 800
const DAYS_LEFT = 30

/** @param names host names and addresses people will type */
export async function selfMade(folder: string, names: readonly string[], now: Instant): Promise<Pair & { readonly made: boolean }> {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const kept = await Promise.all([readFile(certFile, 'utf8'), readFile(keyFile, 'utf8')]).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (kept && holds(new X509Certificate(kept[0]), names, now)) return { cert: kept[0], key: kept[1], made: false }
  const pair = await make(names, now)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [path, text] of [
    [keyFile, pair.key],
    [certFile, pair.cert],
  ] as const) {
    await writeFile(`${path}.half`, text, { mode: 0o600, flush: true })
    await rename(`${path}.half`, path)
  }
  return { ...pair, made: true }
}
function holds(cert: X509Certificate, names: readonly string[], now: Instant): boolean {
  const until = cert.validToDate.getTime()
  return until > millis(addMillis(now, DAYS_LEFT * DAY)) && names.every((name) => (isIP(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined)
}

async function make(names: readonly string[], now: Instant): Promise<Pair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const cert = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.concat([Buffer.from([1]), randomBytes(15)]).toString('hex'),
      name: 'CN=Huiyin',
      notBefore: new Date(millis(addMillis(now, -DAY))),
      notAfter: new Date(millis(addMillis(now, DAYS * DAY))),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
      ],
    },
    webcrypto as never, // its type is the browser's, which the server's types do not know
  )
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return { cert: `${cert.toString('pem')}\n`, key: `-----BEGIN PRIVATE KEY-----\n${(key.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n` }
}
