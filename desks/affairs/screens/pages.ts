import { FolderOpen } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export const screens: DeskScreens = {
  key: 'affairs',
  words: { 'zh-CN': zh, en },
  pages: [
    { path: '/affairs', titleWord: 'ledger', menu: { icon: FolderOpen, order: 100 }, load: async () => (await import('./ledger.tsx')).AffairsLedger },
    { path: '/affairs/new', titleWord: 'register', power: 'affairs.register', load: async () => (await import('./register.tsx')).RegisterAffairs },
    { path: '/affairs/$id', titleWord: 'matter', load: async () => (await import('./matter.tsx')).AffairsMatter },
  ],
  matterPath: (id) => `/affairs/${id}`,
}
