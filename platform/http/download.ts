/** A file on its way out: named by RFC 5987, never sniffed, never run. */
import type { FastifyReply } from 'fastify'
import type { Download } from '../ctx/routes.ts'

/** Nothing that ends a header, a line or a path survives into the plain name; the starred one carries the rest. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}"\\/:*?<>|]/gu, '_') || 'file'
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/[%;']/g, '_')
  const starred = encodeURIComponent(safe.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${starred}`
}

export function sendDownload(reply: FastifyReply, { name, type, body }: Download): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition('attachment', name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .type(type)
    .send(typeof body === 'string' ? Buffer.from(body) : body)
}
