import { useEffect, useState } from 'react'

/** What is typed, once the hand rests. */
export function useRested<T>(typed: T, rest: number): T {
  const [rested, setRested] = useState({ typed })
  useEffect(() => {
    const waiting = setTimeout(() => setRested({ typed }), rest)
    return () => clearTimeout(waiting)
  }, [typed, rest])
  return rested.typed
}
