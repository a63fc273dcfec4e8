import { FolderOpen } from 'lucide-react'
import type { DeskScreens } from '../../../web/desk-pages.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export const screens: DeskScreens = {
  key: 'sample-desk',
  words: { 'zh-CN': zh, en },
  pages: [
    { path: '/sample-desk', titleWord: 'ledger', menu: { icon: FolderOpen, order: 100 }, load: async () => (await import('./ledger.tsx')).SampleDeskLedger },
    { path: '/sample-desk/new', titleWord: 'register', power: 'sample-desk.register', load: async () => (await import('./register.tsx')).RegisterSampleDesk },
    { path: '/sample-desk/$id', titleWord: 'matter', load: async () => (await import('./matter.tsx')).SampleDeskMatter },
  ],
  matterPath: (id) => `/sample-desk/${id}`,
}
