/** The pages of this desk, in the order of the menu. */
import { ChartColumn, Globe, Hash, Send, Stamp } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { outgoingWords } from './parts/use-outgoing-words.ts'

export const screens: DeskScreens = {
  key: 'outgoing',
  words: outgoingWords,
  pages: [
    { path: '/outgoing', titleWord: 'ledger', menu: { icon: Send, order: 21 }, load: async () => (await import('./ledger.tsx')).OutgoingLedgerPage },
    { path: '/outgoing/new', titleWord: 'register', power: 'outgoing.register', begins: true, load: async () => (await import('./register.tsx')).RegisterPaperPage },
    { path: '/outgoing/numbers', titleWord: 'numbers', power: 'outgoing.number', menu: { icon: Hash, order: 22 }, load: async () => (await import('./numbers.tsx')).NumbersPage },
    { path: '/outgoing/seals', titleWord: 'seals', power: 'outgoing.seal', menu: { icon: Stamp, order: 23 }, load: async () => (await import('./seals.tsx')).SealsPage },
    { path: '/outgoing/public', titleWord: 'public', menu: { icon: Globe, order: 24 }, load: async () => (await import('./public.tsx')).PublicPapersPage },
    { path: '/outgoing/figures', titleWord: 'figures', menu: { icon: ChartColumn, order: 25 }, load: async () => (await import('./figures.tsx')).OutgoingFiguresPage },
    { path: '/outgoing/letterheads', titleWord: 'letterheads', load: async () => (await import('./letterheads.tsx')).LetterheadsPage },
    { path: '/outgoing/quotas', titleWord: 'quotas', load: async () => (await import('./quotas.tsx')).QuotasPage },
    { path: '/outgoing/$id', titleWord: 'paper', shell: 'rail', load: async () => (await import('./paper.tsx')).PaperPage },
  ],
  tablePaths: { letterheads: '/outgoing/letterheads', quotas: '/outgoing/quotas' },
  matterPath: (id) => `/outgoing/${id}`,
}
