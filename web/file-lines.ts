/** The lines of one file as they are read on the server: how far it has come, why there is no more, and the way to stop it. */
import { useEffect, useRef, useState } from 'react'
import type { FileLine, LinesSaid, Unread } from '../kernel/reading/lines-shape.ts'
import { Refused, send } from './call.ts'

export interface FileRead {
  /** Of which file this is. */
  readonly file: string | null
  readonly pages: number | null
  readonly asked: number | null
  readonly done: number
  readonly lines: readonly FileLine[]
  readonly why: Unread | 'stopped' | null
  readonly reading: boolean
  /** It takes longer than a second: then it is told. */
  readonly slow: boolean
  readonly refused: Refused | null
}
const nothing: FileRead = { file: null, pages: null, asked: null, done: 0, lines: [], why: null, reading: false, slow: false, refused: null }
const SLOW = 1_000

function heard(now: FileRead, said: LinesSaid): FileRead {
  if (said.kind === 'pages') return { ...now, pages: said.pages, asked: said.asked }
  if (said.kind === 'page') return { ...now, done: said.done, lines: [...now.lines, ...said.lines] }
  return { ...now, why: said.why, reading: false }
}
/** @throws Refused, and what the line being cut says */
async function follow(file: string, signal: AbortSignal, tell: (said: LinesSaid) => void): Promise<void> {
  const answer = await send({ method: 'GET', path: `/api/files/${file}/lines`, signal })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const rows = (rest + part.value).split('\n')
    rest = rows.pop() ?? ''
    for (const row of rows) tell(JSON.parse(row) as LinesSaid)
  }
}
/** @param file null: none. Another file ends the reading of the one before */
export function useFileLines(file: string | null): FileRead & { readonly stop: () => void } {
  const [read, setRead] = useState<FileRead>(nothing)
  const ending = useRef<AbortController | null>(null)
  useEffect(() => {
    if (file === null) return setRead(nothing)
    const own = new AbortController()
    ending.current = own
    setRead({ ...nothing, file, reading: true })
    const change = (by: (now: FileRead) => FileRead) => setRead((now) => (now.file === file ? by(now) : now))
    const timer = setTimeout(() => change((now) => ({ ...now, slow: now.reading })), SLOW)
    follow(file, own.signal, (said) => change((now) => heard(now, said)))
      .catch((error: unknown) => {
        // stopped by the person, or the page was left: told as that, not as a fault
        if (own.signal.aborted) return
        change((now) => ({ ...now, refused: error instanceof Refused ? error : new Refused({ code: 'web.offline', status: 0 }) }))
      })
      .finally(() => change((now) => (now.reading ? { ...now, reading: false } : now)))
    return () => {
      clearTimeout(timer)
      own.abort()
    }
  }, [file])
  return {
    ...read,
    stop: () => {
      ending.current?.abort()
      setRead((now) => (now.reading ? { ...now, reading: false, why: 'stopped' } : now))
    },
  }
}
