/** The menu: the shell's own pages and those of the desks, for whoever may open them. */
import {
  Activity,
  BellRing,
  BookMarked,
  Building2,
  CalendarClock,
  CalendarDays,
  FileInput,
  FileSearch,
  FolderOpen,
  Gauge,
  Inbox,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  PenLine,
  Phone,
  Rows3,
  Scale,
  ScanLine,
  ShieldCheck,
  Type,
  UsersRound,
} from 'lucide-react'
import { isRecordPower } from '../../kernel/decide/record-power.ts'
import { allDesks } from '../desk-pages.ts'
import { useMe } from '../me.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export interface NavItem {
  readonly to: string
  readonly name: string
  readonly icon: LucideIcon
  /** Heading it stands under in the long menu: a desk, or what is the house's own; none for what everybody opens first. */
  readonly group?: string
  /** Key of a count of the work desk. */
  readonly count?: 'todo'
  /** Something begins there. */
  readonly begins?: true
}
export function useNav(): readonly NavItem[] {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const desks = allDesks()
    .flatMap((desk) => [...desk.pages].sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0)).map((page) => ({ desk, page })))
    .filter(({ page }) => page.menu && (!page.power || me.powers.includes(page.power)))
    .map(({ desk, page }) => ({
      group: desk.words[language].name,
      to: page.path,
      name: desk.words[language].pages[page.titleWord] ?? page.titleWord,
      icon: page.menu?.icon ?? Rows3,
      ...(page.begins ? { begins: page.begins } : {}),
    }))
  const takesIn = allDesks().some((desk) => desk.entrances?.powers.some((power) => me.powers.includes(power)))
  // whoever answers for a unit, or sees all of several desks
  const directs = me.posts.some((post) => post.head) || me.powers.filter((power) => power.endsWith('.see-all')).length > 1
  // a leader: asked for opinions, takes nothing in where he is asked (that he may ask the archive for a paper is another thing)
  const signs = me.powers.flatMap((power) => (power.endsWith('.sign') ? [power.slice(0, -'.sign'.length)] : []))
  const signsOnly = signs.length > 0 && !signs.some((desk) => me.powers.includes(`${desk}.register`))
  // whoever urges others: the office's own people of a desk, and heads
  const chases = me.posts.some((post) => post.head) || me.powers.some((power) => /\.(see-all|dispatch|review)$/.test(power))
  const receives = me.posts.some((post) => post.receiving || post.head)
  const house: readonly NavItem[] = [
    { to: '/people', name: t('menu.people'), icon: UsersRound },
    { to: '/rights', name: t('rights.menu'), icon: KeyRound },
    { to: '/rules', name: t('rules.menu'), icon: Scale },
    { to: '/calendar', name: t('menu.calendar'), icon: CalendarDays },
    ...(me.powers.includes('office.status') ? [{ to: '/status', name: t('menu.status'), icon: Activity }] : []),
    ...(me.powers.includes('office.status') ? [{ to: '/fonts', name: t('fonts.menu'), icon: Type }] : []),
    ...(me.powers.includes('office.channels') ? [{ to: '/channels', name: t('channels.title'), icon: BellRing }] : []),
    ...(me.powers.includes('letters.import') || me.powers.includes('affairs.import') ? [{ to: '/import', name: t('imports.menu'), icon: FileInput }] : []),
    { to: '/know', name: t('know.menu'), icon: FileSearch },
    ...(me.powers.includes('office.audit') ? [{ to: '/audit', name: t('audit.menu'), icon: ShieldCheck }] : []),
  ]
  return [
    { to: '/', name: t('menu.work'), icon: LayoutDashboard, count: 'todo' },
    ...(directs ? [{ to: '/overview', name: t('overview.title'), icon: Gauge }] : []),
    ...(directs || signsOnly ? [{ to: '/papers', name: t('papers.title'), icon: PenLine }] : []),
    ...(takesIn ? [{ to: '/window', name: t('window.title'), icon: Inbox, begins: true as const }] : []),
    ...(me.powers.some(isRecordPower) ? [{ to: '/scans', name: t('scans.title'), icon: ScanLine }] : []),
    ...(receives ? [{ to: '/unit', name: t('unit.title'), icon: Building2 }] : []),
    { to: '/ledger', name: t('menu.ledger'), icon: Rows3 },
    ...desks,
    { to: '/policies', name: t('menu.policies'), icon: BookMarked, group: t('menu.daily') },
    { to: '/dossiers', name: t('menu.dossiers'), icon: FolderOpen, group: t('menu.daily') },
    ...(me.posts.length > 0 ? [{ to: '/tomorrow', name: t('tomorrow.title'), icon: CalendarClock, group: t('menu.daily') }] : []),
    ...(chases ? [{ to: '/calls', name: t('calls.title'), icon: Phone, group: t('menu.daily') }] : []),
    ...house.map((item) => ({ ...item, group: t('menu.house') })),
  ]
}
