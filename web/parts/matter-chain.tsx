/** Where it came from and what came of it: up to four linked matters, this one tinted; the last cell says to whom an answer is owed. */
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MatterView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { sayDay } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { Light, type LightState } from './light.tsx'

interface Cell {
  readonly key: string
  readonly kind: string
  readonly name: ReactNode
  readonly note: string
  readonly light: LightState
  readonly state: string
  readonly here?: boolean
}
const lightOfPhase = (phase: string): LightState => (phase === 'closed' || phase === 'void' ? 'done' : 'on')

export function MatterChain({ matter }: { readonly matter: MatterView }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const kinds: Readonly<Record<string, string>> = words.links
  const phases: Readonly<Record<string, string>> = words.phases
  const deskName = (desk: string) => deskOf(desk)?.words[language].one ?? desk
  const linked = (outgoing: boolean): Cell[] =>
    matter.links
      .filter((l) => l.outgoing === outgoing)
      .slice(0, 2)
      .map((l) => ({
        key: l.matter,
        kind: deskName(l.desk),
        name: l.title === null && l.number === null ? kinds[l.kind] : <Link to={matterPath(l.desk, l.matter)}>{l.number ?? l.title}</Link>,
        note: [kinds[l.kind], l.title].filter(Boolean).join('　'),
        light: lightOfPhase(l.phase),
        state: phases[l.phase] ?? l.phase,
      }))
  const final = matter.answers.filter((a) => a.kind === 'final' && a.round === matter.round)
  const settled = final.filter((a) => a.settledAt).length
  const cells: Cell[] = [
    ...linked(true),
    {
      key: matter.id,
      kind: deskName(matter.desk),
      name: <span className="num">{matter.number}</span>,
      note: `${sayDay(matter.registeredAt, officeNow(), language)} ${words.moves.register}`,
      light: matter.light,
      state: phases[matter.phase] ?? matter.phase,
      here: true,
    },
    ...linked(false),
    {
      key: 'owed',
      kind: t('matter.owed'),
      name:
        final.length === 1
          ? (final[0]?.toName ?? (final[0]?.to === 'contact' ? (deskOf(matter.desk)?.words[language].roles.contact ?? t('matter.toCitizen')) : t('matter.toInside')))
          : t('matter.owedTo', { count: final.length }),
      note: settled === final.length ? t('matter.owedDone') : settled ? t('matter.owedSome', { done: settled, all: final.length }) : t('matter.owedNote'),
      light: settled === final.length ? 'done' : final.some((a) => a.sentAt) ? 'on' : 'soon',
      state: t(settled === final.length ? 'matter.delivered' : 'matter.notDelivered'),
    },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the chain scrolls sideways, and the keyboard must reach it
    <ol className="chain" aria-label={t('matter.chain')} tabIndex={0}>
      {cells.map((cell, at) => (
        <li key={cell.key} className={cell.here ? 'is-here' : ''} aria-current={cell.here ? 'true' : undefined}>
          {at > 0 && <ArrowRight className="chain-arrow" size={14} aria-hidden="true" />}
          <span className="chain-kind serif">{cell.kind}</span>
          <span className="grow">
            <span className="chain-name clip">{cell.name}</span>
            <span className="chain-note clip">{cell.note}</span>
          </span>
          <Light state={cell.light}>{cell.state}</Light>
        </li>
      ))}
    </ol>
  )
}
