/** The pages of this desk, in the order of the menu. */
import { Landmark } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { petitionsWords } from './parts/use-petitions-words.ts'

export const petitionsScreens: DeskScreens = {
  key: 'petitions',
  words: petitionsWords,
  matterPath: (id) => `/petitions/${id}`,
  pages: [
    { path: '/petitions', titleWord: 'ledger', menu: { icon: Landmark, order: 30 }, load: async () => (await import('./ledger.tsx')).PetitionsLedgerPage },
    { path: '/petitions/new', titleWord: 'register', power: 'petitions.register', load: async () => (await import('./register.tsx')).RegisterPetitionPage },
    { path: '/petitions/$id', titleWord: 'petition', shell: 'rail', load: async () => (await import('./petition.tsx')).PetitionPage },
  ],
}
