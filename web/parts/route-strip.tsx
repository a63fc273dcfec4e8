/** 办理路线 a matter goes by: every step, and where one stands. Rule: HB-44 */
import type { MatterView } from '../../kernel/view.ts'
import { useT } from '../words/use-words.ts'

export function RouteStrip({ route }: { readonly route: NonNullable<MatterView['route']> }) {
  const t = useT()
  return (
    <section className="route-strip" aria-label={t('matter.route')}>
      <p className="small quiet route-name">
        {t('matter.routeName', { name: route.name ?? route.key.split('.')[1] ?? route.key, n: route.version })}
        {!route.running && ` ${t('matter.routeEnded')}`}
      </p>
      <ol>
        {route.steps.map((step, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of a published version never change
          <li key={n} className={`is-${step.state}`} aria-current={step.state === 'here' ? 'step' : undefined}>
            <span>{step.role}</span> <span className="small">{t(`matter.routeStates.${step.state}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
