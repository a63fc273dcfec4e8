/** Who is signed in, for whatever asks. The gate that asks for it is session.tsx. */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { door, type Me, signOut, whoAmI } from '../kernel/reading/shape.ts'
import { callAct, read } from './call.ts'
import { freshKey } from './clock.ts'
import { forgetWriting } from './kept-writing.ts'
import { queryClient } from './reading.ts'

export const MeHere = createContext<Me | null>(null)
/** @throws RangeError outside the signed-in part of the page: a fault of ours */
export function useMe(): Me {
  const me = useContext(MeHere)
  if (!me) throw new RangeError('useMe outside the session')
  return me
}
export const useMay = (power: string): boolean => useMe().powers.includes(power)

export const meKey = [whoAmI.key, {}] as const
export const signedIn = (me: Me): void => {
  queryClient.setQueryData(meKey, me)
}
/** Leaves, and forgets everything shown. */
export async function leave(): Promise<void> {
  try {
    await callAct(signOut, {}, { key: freshKey() })
  } finally {
    queryClient.clear()
    forgetWriting()
    window.location.assign('/')
  }
}
/** The demo people of the sign-in page; empty unless the server says this is a demo city. */
export const useDoor = () => useQuery({ queryKey: [door.key, {}], queryFn: () => read(door, {}, { again: false }) }).data
export const useDemoPeople = () => useDoor()?.demo ?? []
