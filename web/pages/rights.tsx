/** 权限一览: powers × posts × why of every desk, and what the office gave, as one table to read and to print. The security administrator gives and takes back here. Rule: R-C14 */
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { PostId, UnitId } from '../../kernel/ids.ts'
import { endPower, grantPower } from '../../kernel/people/shape.ts'
import { rightsTable } from '../../kernel/reading/audit-shape.ts'
import { unitView } from '../../kernel/reading/shape.ts'
import { deskOf } from '../desk-pages.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { queryClient, useAct, useReading, useReadingLater } from '../reading.ts'
import { useKernelWords, useLanguage, usePowerWord, useT } from '../words/use-words.ts'

type Group = z.output<(typeof rightsTable)['output']>['desks'][number]
type Row = Group['powers'][number]
const again = () => void queryClient.invalidateQueries({ queryKey: [rightsTable.key] })

/** 联络员（18 个单位）: the same post in many units is said once. */
function useGiven(): (row: Row) => readonly string[] {
  const t = useT()
  return (row) => {
    const byTitle = new Map<string, string[]>()
    for (const one of row.posts) byTitle.set(one.post, [...(byTitle.get(one.post) ?? []), one.unit])
    return [...byTitle].map(([title, units]) => `${title}（${units.length > 2 ? t('rights.units', { count: units.length }) : units.join('、')}）`)
  }
}
function useWhy(): (group: Group, row: Row) => string {
  const language = useLanguage()
  const house: Readonly<Record<string, string>> = useKernelWords().powersWhy
  return (group, row) => {
    const [, own = ''] = row.key.split('.')
    const said = group.desk ? deskOf(group.desk)?.words[language].why?.[own] : house[row.key]
    return said ?? row.why
  }
}
function Manage({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const t = useT()
  const power = usePowerWord()
  const [unit, setUnit] = useState<readonly Chosen[]>([])
  const [post, setPost] = useState<string | null>(null)
  const id = unit[0]?.holder.unit as UnitId | undefined
  const posts = useReadingLater(unitView, id ? { id } : null).data?.posts ?? []
  const done = () => {
    setPost(null)
    setUnit([])
    again()
  }
  const give = useAct(grantPower, { onDone: done })
  const take = useAct(endPower, { onDone: done })
  const held = [
    ...row.posts.map((one) => ({ id: one.id, name: `${one.unit} ${one.post}`, people: one.people.join('、') })),
    ...row.people.map((one) => ({ id: one.id, name: one.name, people: t('rights.alone') })),
  ]
  return (
    <Dialog title={t('rights.giveTo', { power: power(row.key) })} onClose={onClose} wide>
      <div className="stack">
        <ul className="plain-list">
          {held.length === 0 && <li className="quiet">{t('rights.nobody')}</li>}
          {held.map((one) => (
            <li key={one.id} className="row between">
              <span>
                {one.name} <span className="small quiet">{one.people}</span>
              </span>
              <Button small busy={take.busy} onClick={() => take.run({ power: one.id })}>
                {t('rights.take')}
              </Button>
            </li>
          ))}
        </ul>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (post) give.run({ post: post as PostId, key: row.key })
          }}
        >
          <HolderPicker
            label={t('rights.unit')}
            only="unit"
            value={unit}
            onChange={(value) => {
              setUnit(value.slice(-1))
              setPost(null)
            }}
          />
          {id && posts.length > 0 && <Choice label={t('rights.post')} value={post} options={posts.map((one) => ({ value: one.id, word: one.title }))} onChange={setPost} />}
          {id && posts.length === 0 && <p className="small quiet">{t('rights.noPosts')}</p>}
          <RefusalNote error={give.refused ?? take.refused} />
          <div className="row end">
            <Button onClick={onClose}>{t('act.close')}</Button>
            <Button type="submit" kind="primary" busy={give.busy} disabled={!post}>
              {t('rights.give')}
            </Button>
          </div>
        </form>
      </div>
    </Dialog>
  )
}
export function RightsPage() {
  const t = useT()
  const language = useLanguage()
  const power = usePowerWord()
  const given = useGiven()
  const why = useWhy()
  const { desks } = useReading(rightsTable, {})
  const manages = useMay('office.rights')
  const [at, setAt] = useState<string | null>(null)
  const open = desks.flatMap((group) => group.powers).find((row) => row.key === at)
  return (
    <section className="card ledger-page rights-page">
      <div className="ledger-head">
        <h1>{t('rights.title')}</h1>
        <p className="small quiet grow">{t('rights.note')}</p>
        <Button className="no-print" icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
          {t('act.print')}
        </Button>
      </div>
      <table className="ledger posts rights">
        <thead>
          <tr>
            <th scope="col">{t('rights.power')}</th>
            <th scope="col">{t('rights.why')}</th>
            <th scope="col">{t('rights.declared')}</th>
            <th scope="col">{t('rights.given')}</th>
          </tr>
        </thead>
        {desks.map((group) => (
          <tbody key={group.desk ?? 'house'}>
            <tr className="rights-desk">
              <th colSpan={4} scope="rowgroup">
                {group.desk ? (deskOf(group.desk)?.words[language].name ?? group.desk) : t('rights.house')}
              </th>
            </tr>
            {group.powers.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {power(row.key).replace(/^[^：]*：/, '')}
                  {row.role && <span className="tag">{t(`rights.roles.${row.role}`)}</span>}
                </th>
                <td className="small quiet">{why(group, row)}</td>
                <td data-head={t('rights.declared')}>{row.declared.join('、')}</td>
                <td data-head={t('rights.given')}>
                  {[...given(row), ...row.people.map((one) => one.name)].join('、') || <span className="amber">{t('rights.nobody')}</span>}
                  {manages && (
                    <button type="button" className="link small no-print manage" onClick={() => setAt(row.key)} aria-label={`${t('rights.manage')} ${power(row.key)}`}>
                      {t('rights.manage')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {open && <Manage row={open} onClose={() => setAt(null)} />}
    </section>
  )
}
