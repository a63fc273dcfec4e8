/** Turns what can go wrong at a start into one plain sentence saying what to do. */
import { PlainStop, sentence } from '../platform/plain-stop.ts'

/** The sentence for a failure, or null where it is a fault of ours and its trace should be seen. */
export function plainStop(error: unknown, context: { data: string; port: number }): PlainStop | null {
  if (error instanceof PlainStop) return error
  const chain = causes(error)
  const codes = chain.map((link) => (link as { code?: unknown }).code)
  const text = chain.map((link) => `${(link as Error).message ?? ''} ${(link as { log?: string }).log ?? ''}`).join(' ')
  const is = (...wanted: string[]) => codes.some((code) => wanted.includes(String(code)))
  if (is('EADDRINUSE')) return occupied(context.port)
  if (is('ENOSPC', '53100') || /No space left on device/.test(text)) {
    return new PlainStop(
      `磁盘已满，请为 ${context.data} 所在的磁盘腾出空间后重新启动；数据没有损坏。`,
      `The disk is full: free space on the disk of ${context.data} and start again; no data is damaged.`,
      error,
    )
  }
  if (is('EDQUOT')) return new PlainStop('磁盘配额已用完，请增加配额后重新启动。', 'The disk quota is used up: raise it and start again.', error)
  if (is('EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) {
    return new PlainStop(
      `文件夹 ${context.data} 不可写，请授予写权限，或用 --data 另选文件夹。`,
      `The folder ${context.data} cannot be written: allow writing there, or choose another with --data.`,
      error,
    )
  }
  if (is('ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'EAI_AGAIN')) {
    return new PlainStop(
      '连不上 DATABASE_URL 所指的数据库，请核对地址并确认数据库正在运行。',
      'The database of DATABASE_URL cannot be reached: check the address and that the database is running.',
      error,
    )
  }
  if (is('28P01', '28000'))
    return new PlainStop('数据库不接受 DATABASE_URL 中的用户或密码，请核对。', 'The database does not accept the user or password of DATABASE_URL: check them.', error)
  if (is('3D000'))
    return new PlainStop('DATABASE_URL 所指的数据库不存在，请先创建（UTF8 编码）。', 'The database named in DATABASE_URL does not exist: create it first (encoding UTF8).', error)
  return null
}

export const occupied = (port: number): PlainStop =>
  new PlainStop(
    `端口 ${port} 已被占用，请停止占用它的程序，或换一个端口：npm start -- --port ${port + 1}。`,
    `Port ${port} is in use: stop the program using it, or choose another: npm start -- --port ${port + 1}.`,
  )

function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let link = error; link !== null && typeof link === 'object' && chain.length < 8; link = (link as { cause?: unknown }).cause) {
    chain.push(link, ...((link as AggregateError).errors ?? []))
  }
  return chain
}

/** Prints a failure as a person should see it. */
export function complain(error: unknown, context: { data: string; port: number }): void {
  const known = plainStop(error, context)
  if (known) process.stderr.write(`${sentence(known)}\n`)
  else
    process.stderr.write(
      `${sentence({ zh: '程序出错，未能继续。请把以下内容报告给维护人员：', en: 'The program failed. Report the following to its maintainers:' })}\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
}
