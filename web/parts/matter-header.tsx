/** Title and facts of a matter, and who holds it now: unit, person, for how long, with whom. */
import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { MINUTE } from '../../kernel/time.ts'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { saySpan } from '../say-time.ts'
import { useKernelWords, useT } from '../words/use-words.ts'
import { Initial, UnitChip, Urgency } from './small.tsx'

type Part = 'registrar' | 'lead' | 'notSigned' | 'joint'
/** Units now in hand, once each: who registered it, who is asked, who does it, who helps. Until somebody signs nobody is 主办. */
export function unitsOf(matter: Pick<MatterView, 'stages'>): readonly { readonly part: Part; readonly unit: string }[] {
  const pieces = matter.stages
    .filter((s) => s.kind === 'do' && s.pieces.some((p) => p.lead && p.state !== 'ended'))
    .flatMap((s) => s.pieces)
    .filter((p) => p.state !== 'ended' && p.unit.name)
  const partOf = (p: PieceView): Part => (!p.lead ? 'joint' : p.role === 'registrar' ? 'registrar' : p.acceptedAt === null ? 'notSigned' : 'lead')
  const order: readonly Part[] = ['registrar', 'lead', 'notSigned', 'joint']
  const all = pieces.map((p) => ({ part: partOf(p), unit: p.unit.name })).sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
  return all.filter((one, at) => all.findIndex((x) => x.unit === one.unit) === at)
}
export function MatterHeader({ matter, facts, children }: { readonly matter: MatterView; readonly facts?: readonly ReactNode[]; readonly children?: ReactNode }) {
  const t = useT()
  const words = useKernelWords()
  return (
    <div className="matter-title">
      <h1>
        <Urgency level={matter.urgency} /> {matter.title ?? t('matter.hidden')}
      </h1>
      <ul className="matter-facts">
        <li className="strong num">{matter.number}</li>
        {(facts ?? [(words.origins as Readonly<Record<string, string>>)[matter.origin] ?? matter.origin]).map((fact, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed row, never reordered
          <li key={at}>{fact}</li>
        ))}
        {matter.readers === 'named' && (
          <li>
            <ShieldCheck size={14} aria-hidden="true" /> {t('matter.named')}
          </li>
        )}
        {matter.round > 1 && <li className="amber">{t('matter.round', { no: matter.round })}</li>}
      </ul>
      {children}
    </div>
  )
}
export function HolderLine({ matter }: { readonly matter: MatterView }) {
  const t = useT()
  const open = matter.phase !== 'closed' && matter.phase !== 'void'
  const given = matter.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open' && !p.acceptedAt)
  const held = matter.owner.heldSince ? Date.parse(officeNow()) - Date.parse(matter.owner.heldSince) : null
  return (
    <div className="holder-line">
      <Initial name={matter.owner.person.name} />
      {open ? (
        <span>
          {t('matter.heldBy')}{' '}
          <b>
            {matter.owner.unit.name} {matter.owner.person.name}
          </b>
          {held !== null && (
            <>
              {' '}
              {held < MINUTE ? (
                t('time.heldNow')
              ) : (
                <>
                  {t('matter.held')} <b className="num">{saySpan(held, t)}</b>
                </>
              )}
            </>
          )}
          {given && given.person?.id !== matter.owner.person.id && (
            <span className="amber">，{t('matter.waitsFor', { name: [given.unit.name, given.person?.name].filter(Boolean).join(' ') })}</span>
          )}
        </span>
      ) : (
        <span>
          {t(matter.phase === 'void' ? 'matter.void' : 'matter.closed')} {matter.owner.unit.name} {matter.owner.person.name}
        </span>
      )}
      {unitsOf(matter).map(({ part, unit }) => (
        <UnitChip key={unit} role={part === 'lead' ? 'lead' : 'joint'} unit={unit}>
          {t(`matter.${part}`)}
        </UnitChip>
      ))}
    </div>
  )
}
