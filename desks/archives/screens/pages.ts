/** The pages of this desk, in the order of the menu. */
import { Archive, BookOpenCheck, FolderInput } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { archivesWords } from './parts/use-archives-words.ts'

export const archivesScreens: DeskScreens = {
  key: 'archives',
  words: archivesWords,
  matterPath: (id) => `/archives/loans/${id}`,
  tablePaths: { terms: '/archives/table' },
  pages: [
    {
      path: '/archives/drafts',
      titleWord: 'drafts',
      power: 'archives.keep',
      menu: { icon: FolderInput, order: 60 },
      load: async () => (await import('./drafts.tsx')).DraftsPage,
    },
    { path: '/archives', titleWord: 'catalogue', menu: { icon: Archive, order: 61 }, load: async () => (await import('./catalogue.tsx')).CataloguePage },
    { path: '/archives/loans', titleWord: 'loans', menu: { icon: BookOpenCheck, order: 62 }, load: async () => (await import('./loans.tsx')).LoansPage },
    { path: '/archives/borrow', titleWord: 'ask', power: 'archives.register', load: async () => (await import('./borrow.tsx')).BorrowPage },
    { path: '/archives/table', titleWord: 'table', load: async () => (await import('./table.tsx')).TablePage },
    { path: '/archives/items/$id', titleWord: 'item', load: async () => (await import('./item.tsx')).ItemPage },
    { path: '/archives/loans/$id', titleWord: 'loan', shell: 'rail', load: async () => (await import('./loan.tsx')).LoanPage },
  ],
}
