/** A real SMTP server on the loopback (smtp-server), for whoever sends mail: asks for a name and a password, and knows which boxes there are. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  readonly port: number
  readonly took: { readonly from: string; readonly to: string; readonly raw: string }[]
  /** Whoever hung up in the middle. */
  readonly errors: string[]
  close(): Promise<void>
}
export async function startMailServer({
  user = 'oa',
  password = 'mail-secret',
  tls = false,
  boxes,
}: {
  readonly user?: string
  readonly password?: string
  /** TLS from the first byte, with a certificate nobody vouches for. */
  readonly tls?: boolean
  readonly boxes: readonly string[]
}): Promise<MailServer> {
  const took: MailServer['took'] = []
  const errors: string[] = []
  const server = new SMTPServer({
    secure: tls,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _, done) => (auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('Invalid username or password'))),
    onRcptTo: (to, _, done) => (boxes.includes(to.address) ? done() : done(Object.assign(new Error(`mailbox ${to.address} unknown`), { responseCode: 550 }))),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const from = session.envelope.mailFrom
        took.push({ from: from ? from.address : '', to: session.envelope.rcptTo.map((one) => one.address).join(','), raw: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  server.on('error', (error) => errors.push(error.message))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.server.address() as AddressInfo).port, took, errors, close: () => new Promise((done) => server.close(() => done())) }
}
