/** The pages of this desk, in the order of the menu. */
import { ChartColumn, Gift, Landmark } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { petitionsWords } from './parts/use-petitions-words.ts'

export const petitionsScreens: DeskScreens = {
  key: 'petitions',
  words: petitionsWords,
  matterPath: (id) => `/petitions/${id}`,
  pages: [
    { path: '/petitions', titleWord: 'ledger', menu: { icon: Landmark, order: 30 }, load: async () => (await import('./ledger.tsx')).PetitionsLedgerPage },
    { path: '/petitions/new', titleWord: 'register', power: 'petitions.register', load: async () => (await import('./register.tsx')).RegisterPetitionPage },
    { path: '/petitions/figures', titleWord: 'figures', menu: { icon: ChartColumn, order: 31 }, load: async () => (await import('./figures.tsx')).PetitionFiguresPage },
    { path: '/petitions/gifts', titleWord: 'gifts', menu: { icon: Gift, order: 32 }, load: async () => (await import('./gifts.tsx')).GiftsPage },
    { path: '/petitions/$id', titleWord: 'petition', shell: 'rail', load: async () => (await import('./petition.tsx')).PetitionPage },
  ],
}
