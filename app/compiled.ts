/** What Node made of the sources is kept beside the program and is not made again at the next start. Where nothing may be written, nothing is kept and all goes on. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/** Holds for what is imported after it and for the processes started from here. A place the environment names goes before. */
export function keepCompiled(root: string): void {
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node')
  enableCompileCache(process.env.NODE_COMPILE_CACHE)
}
