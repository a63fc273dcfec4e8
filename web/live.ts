/** The live line: ids of what changed elsewhere, over server-sent events; it comes back by itself and then asks again for everything shown. */
import { changedElsewhere, queryClient } from './reading.ts'

const FIRST_WAIT = 1000
const LONGEST_WAIT = 60_000

/** @returns a function that hangs up */
export function listen(): () => void {
  let source: EventSource | null = null
  let wait = FIRST_WAIT
  let timer: ReturnType<typeof setTimeout> | undefined
  let dropped = false
  let hungUp = false

  const matters = (event: MessageEvent<string>) => {
    const { matters: ids } = JSON.parse(event.data) as { readonly matters: readonly string[] }
    changedElsewhere(queryClient, ids)
  }
  const everything = () => void queryClient.invalidateQueries()
  const notice = () => void queryClient.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith('notices.') })
  const open = () => {
    source = new EventSource('/api/live')
    source.onopen = () => {
      wait = FIRST_WAIT
      if (dropped) everything()
      dropped = false
    }
    source.addEventListener('matters', matters as EventListener)
    source.addEventListener('changed', everything)
    source.addEventListener('notice', notice)
    source.onerror = () => {
      dropped = true
      // While it is only connecting, the browser tries by itself; closed (401, 503) is ours to open again.
      if (source?.readyState !== EventSource.CLOSED || hungUp) return
      clearTimeout(timer)
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    }
  }
  open()
  return () => {
    hungUp = true
    clearTimeout(timer)
    source?.close()
  }
}
