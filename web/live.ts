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

  const heard = (event: MessageEvent<string>) => {
    let said: unknown
    try {
      said = JSON.parse(event.data)
    } catch {
      said = null
    }
    const body = (typeof said === 'object' && said !== null ? said : {}) as { matter?: unknown; matters?: unknown }
    const matters = Array.isArray(body.matters) ? body.matters : [body.matter]
    changedElsewhere(
      queryClient,
      matters.filter((id): id is string => typeof id === 'string'),
    )
  }
  const open = () => {
    source = new EventSource('/api/live')
    source.onopen = () => {
      wait = FIRST_WAIT
      if (dropped) void queryClient.invalidateQueries()
      dropped = false
    }
    source.onmessage = heard
    for (const name of ['matter', 'matters', 'notice', 'changed']) source.addEventListener(name, heard as EventListener)
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
