/** Readings and acts as React hooks, over one cache. An act's answer replaces its matter everywhere it is shown. */
import { QueryClient, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useRef } from 'react'
import type { z } from 'zod'
import type { ActContract, ReadingContract } from '../kernel/contract.ts'
import { callAct, isExpired, isGone, isStale, Refused, read } from './call.ts'
import { freshKey } from './clock.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      retry: (times, error) => times < 2 && error instanceof Refused && (error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
})

const keyOf = (contract: ReadingContract, input: unknown) => [contract.key, input ?? {}] as const

/** The data of a reading; the page waits for it. Changing the input keeps the old rows on screen until the new ones are there. */
export function useReading<I extends z.ZodType, O extends z.ZodType>(contract: ReadingContract<I, O>, input: z.input<I>): z.output<O> {
  const asked = useDeferredValue(JSON.stringify(input ?? {}))
  const settled = useMemo(() => JSON.parse(asked) as z.input<I>, [asked])
  return useSuspenseQuery({ queryKey: keyOf(contract, settled), queryFn: () => read(contract, settled) }).data
}
/** The same without waiting: for what may come later (counts, suggestions). `input` null = not yet asked. */
export function useReadingLater<I extends z.ZodType, O extends z.ZodType>(
  contract: ReadingContract<I, O>,
  input: z.input<I> | null,
): { readonly data: z.output<O> | undefined; readonly error: Error | null; readonly loading: boolean } {
  const found = useQuery({ queryKey: keyOf(contract, input), queryFn: () => read(contract, input as z.input<I>), enabled: input !== null })
  return { data: found.data, error: found.error, loading: found.isFetching }
}

interface Matterish {
  readonly id: string
  readonly desk: string
  readonly may: unknown
}
const isMatter = (value: unknown): value is Matterish => typeof value === 'object' && value !== null && 'id' in value && 'desk' in value && 'may' in value

/** Puts a fresh matter view wherever this matter is shown, and asks again for whatever lists it. */
function landed(client: QueryClient, answer: unknown, actKey: string): void {
  const desk = isMatter(answer) ? answer.desk : actKey.split('.')[0]
  const replaced = new Set<string>()
  if (isMatter(answer))
    for (const [key, data] of client.getQueriesData({}))
      if (isMatter(data) && data.id === answer.id) {
        client.setQueryData(key, answer)
        replaced.add(JSON.stringify(key))
      }
  const touches = (key: unknown) => typeof key === 'string' && (key.startsWith('matters.') || key.startsWith(`${desk}.`) || key.startsWith('notices.'))
  void client.invalidateQueries({ predicate: (q) => touches(q.queryKey[0]) && !replaced.has(JSON.stringify(q.queryKey)) })
}
/** What the live line says has changed: these matters are asked for again, and the lists. */
export function changedElsewhere(client: QueryClient, matters: readonly string[]): void {
  const ids = new Set(matters)
  void client.invalidateQueries({
    predicate: (q) => {
      const key = q.queryKey[0]
      if (typeof key !== 'string') return false
      if (key.startsWith('matters.') || key.startsWith('notices.')) return true
      const data = q.state.data
      return isMatter(data) ? ids.has(data.id) : !/^(people|calendar|session|office|policies)\./.test(key)
    },
  })
}

/** An act with its own key: `mutate(input)`; `refused` holds what the office said. The key is renewed only after it landed. */
export function useAct<I extends z.ZodType, O extends z.ZodType>(contract: ActContract<I, O>, options: { readonly onDone?: (answer: z.output<O>) => void } = {}) {
  const client = useQueryClient()
  const key = useRef(freshKey())
  const mutation = useMutation<z.output<O>, Error, z.input<I>>({
    mutationFn: (input) => callAct(contract, input, { key: key.current }),
    onSuccess: (answer) => {
      key.current = freshKey()
      landed(client, answer, contract.key)
      options.onDone?.(answer)
    },
    onError: (error) => {
      // What lies under the form is shown afresh; what was typed stays in the form.
      if (isStale(error) || isGone(error)) void client.invalidateQueries({ predicate: (q) => isMatter(q.state.data) || String(q.queryKey[0]).startsWith('matters.') })
    },
  })
  return {
    run: mutation.mutate,
    runAsync: mutation.mutateAsync,
    busy: mutation.isPending,
    refused: mutation.error && !isExpired(mutation.error) ? mutation.error : null,
    error: mutation.error,
    clear: mutation.reset,
  }
}
export type Acting = ReturnType<typeof useAct>
