/** What `./huiyin import …` is asked to do, checked before the house is loaded: a mistyped word is answered at once. */
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { Call } from '../cli/command.ts'
import { fields, type What } from './columns.ts'
import { type Scans, scansIn } from './scans.ts'

const whats = Object.keys(fields) as What[]
/** What an option says; undefined where it says nothing. */
export const option = (call: Call, name: string): string | undefined => {
  const value = call.flags[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export interface Asked {
  readonly what: What
  readonly desk: 'letters' | 'affairs'
  readonly path: string
  readonly source: string
  readonly look: boolean
  readonly scans: Scans | undefined
}
/** @throws PlainStop where what is said cannot be meant; nothing is opened yet */
export async function asked(call: Call): Promise<Asked> {
  const [what, path] = call.args
  const known = whats.find((one) => one === what)
  if (!known || !path) throw new PlainStop(`用法：./huiyin import ${whats.join('|')} <文件>`, `Usage: ./huiyin import ${whats.join('|')} <file>`)
  const there = await stat(path).catch(() => null)
  if (!there?.isFile()) throw new PlainStop(`没有这个文件：${path}`, `There is no file ${path}`)
  const source = option(call, 'source') ?? basename(path, extname(path))
  if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(source))
    throw new PlainStop('来源名称只用字母、数字、点、横线，不超过 40 个。', 'A source name has letters, digits, dots and dashes only, at most 40.')
  const desk = option(call, 'desk') ?? 'letters'
  if (desk !== 'letters' && (desk !== 'affairs' || known !== 'open-matters'))
    throw new PlainStop(`“${desk}”这个台还不能移入在办件，现有：letters、affairs。`, `Open matters cannot be brought to the desk "${desk}" yet; there are: letters, affairs.`)
  const folder = option(call, 'scans')
  if (folder !== undefined && known !== 'register') throw new PlainStop('只有 import register 带扫描件。', 'Only import register takes scans.')
  if (folder !== undefined && !(await stat(folder).catch(() => null))?.isDirectory()) throw new PlainStop(`没有这个文件夹：${folder}`, `There is no folder ${folder}`)
  return { what: known, desk, path, source, look: call.flags['dry-run'] === true, scans: folder === undefined ? undefined : await scansIn(folder) }
}
