/** 热点, 知识条目, 每周专报: the lists of this desk that are no list of letters, as files. */
import { z } from 'zod'
import { chineseDate, type OfficeDate } from '../../../kernel/time.ts'
import type { Language } from '../../../kernel/words.ts'
import { type HandledLedger, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { knowledgeList } from '../knowledge-shape.ts'
import { knowledgeRows } from '../read/knowledge.ts'
import { themeRows } from '../read/themes.ts'
import { weeklyRows } from '../read/weekly.ts'
import { titles } from '../weekly-words.ts'
import { wordsIn } from './words.ts'

const nothing = z.object({})
const screen = (language: Language) => wordsIn(language).screen
const day = (date: string, language: Language) => (language === 'en' ? date : chineseDate(date as OfficeDate))

const themes = ledgerFile({
  key: 'themes',
  title: (language) => wordsIn(language).pages.themes,
  filter: nothing,
  page: async (ctx) => ({ rows: await themeRows(ctx, true), next: null }),
  columns: [
    { head: (l) => wordsIn(l).paper.themePlace, width: 20, cell: (row) => row.place },
    { head: (l) => wordsIn(l).columns.title, width: 44, cell: (row, l) => row.title ?? wordsIn(l).paper.erased },
    { head: (l) => wordsIn(l).paper.themeN, width: 7, cell: (row) => row.letters },
    { head: (l) => wordsIn(l).paper.themePeople, width: 7, cell: (row) => row.people },
    { head: (l) => wordsIn(l).paper.themeFirst, width: 15, cell: (row, l) => dayOn(row.from, l) },
    { head: (l) => wordsIn(l).paper.themeLast, width: 15, cell: (row, l) => dayOn(row.to, l) },
    { head: (l) => screen(l).themes.rising, width: 7, cell: (row, l) => (row.rising ? screen(l).themes.rising : '') },
    { head: (l) => wordsIn(l).paper.themeAffair, width: 18, cell: (row) => row.affair?.number ?? '' },
  ],
})
const knowledge = ledgerFile({
  key: 'knowledge',
  title: (language) => wordsIn(language).pages.knowledge,
  filter: knowledgeList.input,
  gate: { power: 'letters.register' },
  page: async (ctx, { q }) => ({ rows: await knowledgeRows(ctx, q), next: null }),
  columns: [
    { head: (l) => screen(l).knowledge.question, width: 30, cell: (row) => row.question },
    { head: (l) => screen(l).knowledge.answer, width: 60, cell: (row) => row.answer },
    { head: (l) => screen(l).knowledge.source, width: 24, cell: (row) => row.source },
    { head: (l) => screen(l).knowledge.unit, width: 14, cell: (row) => row.unit.name },
    { head: (l) => screen(l).knowledge.validUntil, width: 15, cell: (row, l) => day(row.validUntil, l) },
    { head: (l) => wordsIn(l).columns.state, width: 9, cell: (row, l) => screen(l).knowledge.states[row.state] },
    { head: (l) => screen(l).knowledge.usedHead, width: 9, cell: (row) => row.used },
  ],
})
const weeklies = ledgerFile({
  key: 'weeklies',
  title: (language) => wordsIn(language).pages.weekly,
  filter: nothing,
  gate: { power: 'letters.read-weekly' },
  page: async (ctx) => ({ rows: await weeklyRows(ctx), next: null }),
  columns: [
    { head: (l) => wordsIn(l).paper.weeklyReport, width: 24, cell: (row) => titles[row.kind] },
    { head: (l) => wordsIn(l).paper.weeklyIssueNumber, width: 16, cell: (row, l) => row.number ?? screen(l).weekly.draft },
    { head: (l) => wordsIn(l).paper.weeklyFrom, width: 15, cell: (row, l) => day(row.from, l) },
    { head: (l) => wordsIn(l).paper.weeklyTo, width: 15, cell: (row, l) => day(row.to, l) },
    { head: (l) => wordsIn(l).paper.weeklySigner, width: 12, cell: (row) => row.issuedBy?.name ?? '' },
    { head: (l) => wordsIn(l).paper.weeklyIssuedOn, width: 15, cell: (row, l) => (row.issuedAt ? dayOn(row.issuedAt, l) : '') },
  ],
})
export const deskLists: readonly HandledLedger[] = [themes, knowledge, weeklies]
