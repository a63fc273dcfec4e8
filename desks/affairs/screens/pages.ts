/** The pages of this desk, in the order of the menu. */
import { CalendarSync, ClipboardList, DoorOpen, PenLine } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { slips } from '../slips.ts'
import { affairsWords } from './parts/use-affairs-words.ts'

export const affairsScreens: DeskScreens = {
  key: 'affairs',
  words: affairsWords,
  slips,
  matterPath: (id) => `/affairs/${id}`,
  entrances: { powers: ['affairs.register'], load: async () => (await import('../entrance.ts')).entrances },
  pages: [
    {
      path: '/affairs/register',
      titleWord: 'register',
      power: 'affairs.register',
      menu: { icon: PenLine, order: 20 },
      load: async () => (await import('./register.tsx')).RegisterAffairPage,
    },
    {
      path: '/affairs/visit',
      titleWord: 'visit',
      power: 'affairs.register',
      menu: { icon: DoorOpen, order: 21 },
      load: async () => (await import('./visit.tsx')).VisitPage,
    },
    { path: '/affairs', titleWord: 'ledger', menu: { icon: ClipboardList, order: 22 }, load: async () => (await import('./ledger.tsx')).AffairsLedgerPage },
    { path: '/affairs/visits', titleWord: 'visits', power: 'affairs.register', load: async () => (await import('./ledger.tsx')).VisitsPage },
    {
      path: '/affairs/recurring',
      titleWord: 'recurring',
      power: 'affairs.register',
      menu: { icon: CalendarSync, order: 23 },
      load: async () => (await import('./recurring.tsx')).RecurringPage,
    },
    { path: '/affairs/$id', titleWord: 'affair', shell: 'rail', load: async () => (await import('./affair.tsx')).AffairPage },
  ],
}
