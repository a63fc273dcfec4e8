/** Who is signed in. An ended session asks again in place, over whatever was being typed; the waiting call then goes on. */
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, use, useEffect, useState } from 'react'
import { whoAmI } from '../kernel/reading/shape.ts'
import { isExpired, onExpired, Refused, read } from './call.ts'
import { listen } from './live.ts'
import { setLooks } from './looks.ts'
import { MeHere, meKey } from './me.ts'
import { Broken } from './pages/broken.tsx'
import { Waiting } from './parts/waiting.tsx'
import { queryClient } from './reading.ts'
import { loadInside } from './words/later.ts'

const askMe = () => read(whoAmI, {}, { again: false })
const SignInPage = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignInPage }))
const NewPasswordPage = lazy(async () => ({ default: (await import('./pages/new-password.tsx')).NewPasswordPage }))
const BindPage = lazy(async () => ({ default: (await import('./pages/second-factor.tsx')).BindPage }))
const SignInAgain = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignInAgain }))

/** The desks' own words, before the first of their pages is drawn. */
function Inside({ children }: { readonly children: ReactNode }) {
  use(loadInside())
  return children
}

export function Session({ children }: { readonly children: ReactNode }) {
  const {
    data: me,
    error,
    isPending,
  } = useQuery({ queryKey: meKey, queryFn: askMe, staleTime: Number.POSITIVE_INFINITY, retry: (n, e) => n < 2 && e instanceof Refused && e.status !== 401 })
  const [again, setAgain] = useState<((entered: boolean) => void) | null>(null)
  const person = me?.mustChange || me?.mustBind ? undefined : me?.person.id
  useEffect(() => {
    if (!person) return
    let waiting: Promise<boolean> | null = null
    onExpired(() => {
      waiting ??= new Promise<boolean>((done) => {
        setAgain(() => (entered: boolean) => {
          waiting = null
          setAgain(null)
          done(entered)
        })
      })
      return waiting
    })
    const hangUp = listen()
    return () => {
      onExpired(null)
      hangUp()
    }
  }, [person])
  const language = me?.language
  useEffect(() => {
    // Chinese is what every account starts with, not a choice: on a new machine the browser's language stands
    if (language === 'en' && !localStorage.getItem('huiyin.looks')) setLooks({ language })
  }, [language])

  if (isPending) return <Waiting />
  if (error && !isExpired(error)) return <Broken error={error} again={() => void queryClient.invalidateQueries({ queryKey: meKey })} />
  if (!me)
    return (
      <Suspense fallback={<Waiting />}>
        <SignInPage />
      </Suspense>
    )
  if (me.mustChange)
    return (
      <Suspense fallback={<Waiting />}>
        <NewPasswordPage />
      </Suspense>
    )
  if (me.mustBind)
    return (
      <Suspense fallback={<Waiting />}>
        <BindPage />
      </Suspense>
    )
  return (
    <MeHere value={me}>
      <Suspense fallback={<Waiting />}>
        <Inside>{children}</Inside>
      </Suspense>
      {again && (
        <Suspense fallback={null}>
          <SignInAgain me={me} onDone={again} />
        </Suspense>
      )}
    </MeHere>
  )
}
