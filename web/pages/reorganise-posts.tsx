/** 岗位去处: where each post of the units that end goes on, under which title, and whether as head or receiver. What is not touched goes on as it is to the first. */
import type { UnitId } from '../../kernel/ids.ts'
import { unitView } from '../../kernel/reading/shape.ts'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export interface PostTo {
  readonly into: number
  readonly title?: string
  readonly head?: boolean
  readonly receiving?: boolean
}
export type Destinations = ReadonlyMap<string, PostTo>

export function ReorganisePosts({
  unit,
  names,
  to,
  onChange,
}: {
  readonly unit: UnitId
  /** What the successors are called, the first first. */
  readonly names: readonly string[]
  readonly to: Destinations
  readonly onChange: (post: string, to: PostTo) => void
}) {
  const t = useT()
  const { data } = useReadingLater(unitView, { id: unit })
  if (!data || data.posts.length === 0) return null
  return (
    <table className="ledger posts rights post-destinations">
      <caption className="field-label">{t('org.destinations', { unit: data.name })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('org.post')}</th>
          <th scope="col">{t('org.goesTo')}</th>
          <th scope="col">{t('org.newTitle')}</th>
          <th scope="col">{t('org.asHead')}</th>
          <th scope="col">{t('org.asReceiver')}</th>
        </tr>
      </thead>
      <tbody>
        {data.posts.map((post) => {
          const now = to.get(post.id) ?? { into: 0 }
          const change = (part: Partial<PostTo>) => onChange(post.id, { ...now, ...part })
          return (
            <tr key={post.id}>
              <th scope="row">
                {post.title} <span className="small quiet">{post.holders.map((h) => h.name).join('、')}</span>
              </th>
              <td data-head={t('org.goesTo')}>
                {names.length > 1 ? (
                  <select
                    className="text-box"
                    aria-label={`${t('org.goesTo')} ${data.name} ${post.title}`}
                    value={String(now.into)}
                    onChange={(e) => change({ into: Number(e.target.value) })}
                  >
                    {names.map((name, n) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: its place is what is chosen
                      <option key={n} value={n}>
                        {name}
                      </option>
                    ))}
                  </select>
                ) : (
                  names[0]
                )}
              </td>
              <td data-head={t('org.newTitle')}>
                <input
                  className="text-box"
                  aria-label={`${t('org.newTitle')} ${data.name} ${post.title}`}
                  value={now.title ?? post.title}
                  maxLength={40}
                  onChange={(e) => change({ title: e.target.value })}
                />
              </td>
              <td data-head={t('org.asHead')}>
                <input
                  type="checkbox"
                  aria-label={`${t('org.asHead')} ${data.name} ${post.title}`}
                  checked={now.head ?? post.head}
                  onChange={(e) => change({ head: e.target.checked })}
                />
              </td>
              <td data-head={t('org.asReceiver')}>
                <input
                  type="checkbox"
                  aria-label={`${t('org.asReceiver')} ${data.name} ${post.title}`}
                  checked={now.receiving ?? post.receiving}
                  onChange={(e) => change({ receiving: e.target.checked })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
