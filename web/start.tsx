/** Starts the client: words, cache, router. `app/main.web.tsx` hands in the desks. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './call.ts'
import { type DeskScreens, registerDesks } from './desk-pages.ts'
import { queryClient } from './reading.ts'
import { makeRouter } from './router.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/dialog.css'
import './styles/shell.css'
import './styles/door.css'
import './styles/parts.css'
import './styles/table.css'
import './styles/matter.css'
import './styles/pages.css'
import './styles/security.css'
import './styles/organisation.css'
import './styles/over-all.css'
import './styles/notices.css'
import './styles/phone.css'
import './styles/print.css'
import { startWords } from './words/i18n.ts'
import { loadInside } from './words/later.ts'

export async function start(desks: readonly DeskScreens[]): Promise<void> {
  registerDesks(desks)
  void loadInside().catch(() => undefined) // on its way while it becomes clear who is there; whoever needs it asks again
  await startWords()
  const place = document.getElementById('root')
  if (!place) throw new RangeError('index.html has no #root')
  // a refusal is an answer and has its page; only faults of ours are noted
  createRoot(place, { onCaughtError: (error) => void (error instanceof Refused || console.error(error)) }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
