/** 按路线办理: which published route, its steps in order, and whoever is to be chosen for a place. Rule: HB-44, F14 */
import { useState } from 'react'
import type { Holder } from '../../kernel/contract.ts'
import { routesToStart } from '../../kernel/rules/shape.ts'
import { useRuleWords } from '../pages/rule-words.ts'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { ActFrame } from './act-frame.tsx'
import type { DeskForm } from './desk-form.ts'
import { judged, openAct } from './open-act.ts'

export function StartRouteForm(form: DeskForm) {
  const { matter, move, onDone } = form
  const t = useT()
  const { rows, posts } = useReading(routesToStart, { desk: matter.desk })
  const words = useRuleWords(posts)
  const [key, setKey] = useState(rows[0]?.key ?? '')
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly Chosen[]>>>({})
  const act = useAct(openAct(matter.desk, move), { onDone })
  const route = rows.find((one) => one.key === key)
  const places = [...new Set(route?.steps.flatMap((s) => s.who.flatMap((who) => ('chosen' in who ? [who.chosen] : []))) ?? [])]
  const land = () => {
    const people = Object.fromEntries(places.flatMap((place) => (chosen[place]?.[0] ? [[place, chosen[place][0].holder]] : []))) as Record<string, Holder>
    act.run({ ...judged(matter, move), route: key, chosen: people })
  }
  return (
    <ActFrame form={form} acting={act} ready={route !== undefined && places.every((place) => chosen[place]?.[0])} onLand={land}>
      <Choice label={t('form.route')} value={key} options={rows.map((one) => ({ value: one.key, word: one.name ?? one.key.split('.')[1] ?? one.key }))} onChange={setKey} />
      {route && (
        <ol className="route-steps" aria-label={t('rules.steps')}>
          {route.steps.map((step, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps of a published version never change
            <li key={n}>
              <b>{step.role}</b>
              <span className="small quiet">
                {t(`rules.kindsOf.${step.kind}`)}　{step.who.map(words.who).join(t('rules.listed'))}
              </span>
            </li>
          ))}
        </ol>
      )}
      {places.map((place) => (
        <Field key={place} label={t('form.routePlace', { place })}>
          {(ids) => (
            <HolderPicker
              {...ids}
              label={t('form.routePlace', { place })}
              value={chosen[place] ?? []}
              onChange={(value) => setChosen({ ...chosen, [place]: value })}
              only="person"
            />
          )}
        </Field>
      ))}
      <p className="small quiet">{t('form.routeNote')}</p>
    </ActFrame>
  )
}
