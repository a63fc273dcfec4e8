/** The pages of this desk, in the order of the menu. */
import { ArrowLeftRight, BarChart3, BookOpen, Flame, Mail, MailQuestion, Newspaper, PhoneCall, Shuffle } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { slips } from '../slips.ts'
import { lettersWords } from './parts/use-letters-words.ts'

export const lettersScreens: DeskScreens = {
  key: 'letters',
  words: lettersWords,
  slips,
  matterPath: (id) => `/letters/${id}`,
  entrances: { powers: ['letters.register'], load: async () => (await import('../entrance.ts')).entrances },
  pages: [
    {
      path: '/letters/register',
      titleWord: 'register',
      power: 'letters.register',
      menu: { icon: PhoneCall, order: 10 },
      begins: true,
      shell: 'rail',
      load: async () => (await import('./register.tsx')).RegisterPage,
    },
    { path: '/letters', titleWord: 'ledger', menu: { icon: Mail, order: 11 }, load: async () => (await import('./ledger.tsx')).LettersLedgerPage },
    { path: '/letters/unanswered', titleWord: 'unanswered', menu: { icon: MailQuestion, order: 12 }, load: async () => (await import('./unanswered.tsx')).UnansweredPage },
    { path: '/letters/figures', titleWord: 'figures', menu: { icon: BarChart3, order: 13 }, load: async () => (await import('./figures.tsx')).FiguresPage },
    {
      path: '/letters/weekly',
      titleWord: 'weekly',
      power: 'letters.read-weekly',
      menu: { icon: Newspaper, order: 14 },
      load: async () => (await import('./weeklies.tsx')).WeekliesPage,
    },
    {
      path: '/letters/knowledge',
      titleWord: 'knowledge',
      power: 'letters.register',
      menu: { icon: BookOpen, order: 15 },
      load: async () => (await import('./knowledge.tsx')).KnowledgePage,
    },
    { path: '/letters/weekly/$id', titleWord: 'weeklyOne', power: 'letters.read-weekly', load: async () => (await import('./weekly.tsx')).WeeklyPage },
    { path: '/letters/themes', titleWord: 'themes', menu: { icon: Flame, order: 14 }, load: async () => (await import('./themes.tsx')).ThemesPage },
    {
      path: '/letters/outside',
      titleWord: 'outside',
      power: 'letters.answer',
      menu: { icon: ArrowLeftRight, order: 14 },
      load: async () => (await import('./outside.tsx')).OutsidePage,
    },
    {
      path: '/letters/passed',
      titleWord: 'passed',
      power: 'letters.dispatch',
      menu: { icon: Shuffle, order: 15 },
      load: async () => (await import('./passed.tsx')).PassedPage,
    },
    { path: '/letters/$id', titleWord: 'letter', shell: 'rail', load: async () => (await import('./letter.tsx')).LetterPage },
  ],
}
