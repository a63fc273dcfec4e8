/**
 * 邮箱文件夹 (maildir): whatever fetches the office's mail (fetchmail, getmail, an MTA) drops each message as a file into `in/new`; what we answer stands in `out/new`
 * until the office's MTA takes it. A message is written whole beside and then moved, so that nobody reads half of one. No network, no password here.
 */
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A longer message is not read; it stays where it is put aside. */
export const LONGEST = 30 * 1_048_576
export interface MailFolders {
  readonly in: string
  readonly out: string
}
export const mailFolders = (data: string): MailFolders => ({ in: join(data, 'mail', 'in'), out: join(data, 'mail', 'out') })
export async function makeFolders(folders: MailFolders): Promise<void> {
  for (const box of [folders.in, folders.out]) for (const part of ['tmp', 'new', 'cur']) await mkdir(join(box, part), { recursive: true, mode: 0o770 })
}
/** Names of what waits, oldest name first. */
export async function waitingIn({ in: box }: MailFolders): Promise<string[]> {
  const names = await readdir(join(box, 'new'))
  return names.filter((name) => !name.startsWith('.')).sort()
}
/** @returns null: too long to be read */
export async function messageIn({ in: box }: MailFolders, name: string): Promise<Uint8Array | null> {
  const path = join(box, 'new', name)
  return (await stat(path)).size > LONGEST ? null : readFile(path)
}
/** Seen: it stays in the office's folder, and is not read again. */
export const putAside = ({ in: box }: MailFolders, name: string): Promise<void> => rename(join(box, 'new', name), join(box, 'cur', `${name}:2,S`))
/** The same name twice is the same message once. */
export async function putOut({ out: box }: MailFolders, name: string, message: string): Promise<void> {
  await writeFile(join(box, 'tmp', name), message, { mode: 0o660 })
  await rename(join(box, 'tmp', name), join(box, 'new', name))
}
