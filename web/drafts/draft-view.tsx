/** 正文, as it reads: numbers counted, title and 主送 where they stand on paper. On the phone this is what comes first. */
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import { marks } from '../../kernel/drafts/numbering.ts'
import './drafts.css'
import { type Place, piecesOf } from './read/comment-place.ts'
import { useDraftWords } from './use-draft-words.ts'

export type CommentPlace = Place & { readonly id: string }
interface Commented {
  readonly places: readonly CommentPlace[]
}
/** @param from where `text` begins in its block */
function Words({ text, from = 0, block, places }: Commented & { readonly text: string; readonly from?: number; readonly block: string }) {
  const here = places.filter((place) => place.block === block)
  return piecesOf(text, from, here).map((piece) =>
    piece.comments.length === 0 ? (
      <span key={piece.at}>{piece.text}</span>
    ) : (
      <mark key={piece.at} className="draft-commented">
        {piece.text}
      </mark>
    ),
  )
}
function Block({ one, mark, places }: Commented & { readonly one: DraftBlock; readonly mark: string }) {
  if (one.kind === 'paragraph')
    return (
      <p data-id={one.id}>
        <Words text={one.text} block={one.id} places={places} />
      </p>
    )
  if (one.kind === 'present')
    return (
      <p data-id={one.id}>
        <b>{one.head}：</b>
        {one.names}
      </p>
    )
  if (one.kind === 'heading')
    return (
      <p data-id={one.id} data-level={one.level} data-mark={mark}>
        <Words text={one.text} block={one.id} places={places} />
        {one.runOn && (
          <span data-run-on="">
            <Words text={one.runOn} from={one.text.length} block={one.id} places={places} />
          </span>
        )}
      </p>
    )
  return (
    <div className="draft-table">
      <table data-id={one.id}>
        <tbody>
          {one.rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <tr key={n}>
              {row.map((cell, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name
                <td key={c}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
function Body({ body, places }: Commented & { readonly body: readonly DraftBlock[] }) {
  const numbers = marks(body)
  return body.map((one, n) => <Block key={one.id} one={one} mark={numbers[n] ?? ''} places={places} />)
}

/** @param places words that were commented on, marked */
export function DraftView({ draft, places = [] }: { readonly draft: Draft; readonly places?: readonly CommentPlace[] }) {
  const w = useDraftWords()
  return (
    <div className="draft-text">
      {draft.title && (
        <h3 data-draft="title" data-id="title">
          <Words text={draft.title} block="title" places={places} />
        </h3>
      )}
      {draft.addressees.length > 0 && <p data-draft="addressees">{`${draft.addressees.join('，')}：`}</p>}
      <Body body={draft.body} places={places} />
      {draft.remark && (
        <p>
          （
          <span data-id="remark">
            <Words text={draft.remark} block="remark" places={places} />
          </span>
          ）
        </p>
      )}
      {draft.attachments.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two attachments may bear one name
        <section key={`${one.title}${n}`} className="draft-attachment">
          <p className="small quiet">
            {w.attachment}
            {draft.attachments.length > 1 && n + 1}
          </p>
          <h4 data-draft="title">{one.title}</h4>
          <Body body={one.body} places={places} />
        </section>
      ))}
      {draft.copyTo.length > 0 && <p className="small quiet">{`${w.copyTo}：${draft.copyTo.join('，')}。`}</p>}
    </div>
  )
}
