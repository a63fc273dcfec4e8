/** Title and facts of a matter, and who holds it now: unit, person, for how long, with whom. */
import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MatterView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { saySpan } from '../say-time.ts'
import { useKernelWords, useT } from '../words/use-words.ts'
import { Initial, UnitChip, Urgency } from './small.tsx'

/** Lead and joint units now in hand, once each. */
function unitsOf(matter: MatterView): readonly { readonly role: 'lead' | 'joint'; readonly unit: string }[] {
  const pieces = matter.stages
    .filter((s) => s.kind === 'do' && s.pieces.some((p) => p.lead && p.state !== 'ended'))
    .flatMap((s) => s.pieces)
    .filter((p) => p.state !== 'ended' && p.unit.name)
  const lead = new Set(pieces.filter((p) => p.lead).map((p) => p.unit.name))
  const joint = new Set(pieces.filter((p) => !p.lead && !lead.has(p.unit.name)).map((p) => p.unit.name))
  return [...[...lead].map((unit) => ({ role: 'lead' as const, unit })), ...[...joint].map((unit) => ({ role: 'joint' as const, unit }))]
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
              {t('matter.held')} <b className="num">{saySpan(held, t)}</b>
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
      {unitsOf(matter).map(({ role, unit }) => (
        <UnitChip key={`${role}${unit}`} role={role} unit={unit}>
          {t(role === 'lead' ? 'matter.lead' : 'matter.joint')}
        </UnitChip>
      ))}
    </div>
  )
}
