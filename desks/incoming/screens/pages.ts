/** The pages of this desk, in the order of the menu. */
import { FileInput, Files, Inbox, PackageOpen, Send, Weight } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { slips } from '../slips.ts'
import { incomingWords } from './parts/use-incoming-words.ts'

export const incomingScreens: DeskScreens = {
  key: 'incoming',
  words: incomingWords,
  slips,
  matterPath: (id) => `/incoming/${id}`,
  pages: [
    { path: '/incoming', titleWord: 'ledger', menu: { icon: FileInput, order: 15 }, load: async () => (await import('./ledger.tsx')).IncomingLedgerPage },
    { path: '/incoming/new', titleWord: 'register', power: 'incoming.register', begins: true, load: async () => (await import('./register.tsx')).RegisterPaperPage },
    { path: '/incoming/runs', titleWord: 'runs', power: 'incoming.register', menu: { icon: PackageOpen, order: 16 }, load: async () => (await import('./runs.tsx')).RunsPage },
    { path: '/incoming/runs/$id', titleWord: 'run', power: 'incoming.register', load: async () => (await import('./run.tsx')).RunPage },
    { path: '/incoming/copies', titleWord: 'copies', power: 'incoming.copies', menu: { icon: Files, order: 17 }, load: async () => (await import('./copies.tsx')).CopiesPage },
    { path: '/incoming/received', titleWord: 'received', menu: { icon: Inbox, order: 18 }, load: async () => (await import('./received.tsx')).ReceivedPage },
    { path: '/incoming/sent', titleWord: 'sentOut', menu: { icon: Send, order: 19 }, load: async () => (await import('./sent-out.tsx')).SentOutPage },
    { path: '/incoming/down', titleWord: 'sentDown', menu: { icon: Weight, order: 20 }, load: async () => (await import('./sent-down.tsx')).SentDownPage },
    { path: '/incoming/take', titleWord: 'take', power: 'incoming.register', load: async () => (await import('./take.tsx')).TakeAffairPage },
    { path: '/incoming/$id', titleWord: 'paper', shell: 'rail', load: async () => (await import('./paper.tsx')).PaperPage },
  ],
}
