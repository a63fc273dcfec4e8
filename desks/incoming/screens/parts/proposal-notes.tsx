/** Where each field was read from, and the one key that accepts them. */
import type { ReactNode } from 'react'
import { Button } from '../../../../web/parts/button.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import type { PaperForm } from './paper-fields.tsx'
import { fill, useIncomingWords } from './use-incoming-words.ts'
import { type Found, type Proposals, type ReadField, readFields } from './use-proposals.ts'

/** By field: the place, to press. */
export function usePlaces(proposals: Proposals, onShow: (found: Found) => void): Partial<Record<keyof PaperForm, ReactNode>> {
  const w = useIncomingWords()
  return Object.fromEntries(
    proposals.found
      .filter(({ field }) => !proposals.differing.some((one) => one.field === field))
      .map((one) => {
        const place = fill(w.reading.place, { page: one.from.page, line: one.from.line })
        return [
          one.field,
          <button
            key={one.field}
            type="button"
            className={`link small ${proposals.pending.has(one.field) ? 'amber' : 'quiet'}`}
            aria-label={fill(w.reading.show, { field: w.fields[one.field], place })}
            onClick={() => onShow(one)}
          >
            {place} · {w.reading.grounds[one.from.why]}
          </button>,
        ]
      }),
  )
}
export function ProposalNotes({ proposals, onShow, onAccept }: { readonly proposals: Proposals; readonly onShow: (found: Found) => void; readonly onAccept: () => void }) {
  const w = useIncomingWords()
  const { found, pending, differing } = proposals
  const silent = readFields.filter((field) => field !== 'urgency' && !found.some((one) => one.field === field))
  const name = (field: ReadField) => w.fields[field]
  return (
    <section className={`incoming-read ${pending.size > 0 ? 'is-pending' : ''}`} aria-live="polite">
      <div className="row between">
        <span>{found.length === 0 ? w.reading.none : pending.size > 0 ? fill(w.reading.found, { n: pending.size }) : w.reading.checked}</span>
        {pending.size > 0 && (
          <Button type="button" onClick={onAccept}>
            {w.reading.accept} <Kbd>Alt ↵</Kbd>
          </Button>
        )}
      </div>
      {found.length > 0 && silent.length > 0 && <p className="small quiet">{fill(w.reading.silent, { fields: silent.map(name).join('、') })}</p>}
      {differing.map((one) => (
        <p key={one.field} className="small row wrap">
          <span>{fill(w.reading.differs, { field: name(one.field), value: wordOf(w, one) })}</span>
          <button type="button" className="link" onClick={() => onShow(one)}>
            {fill(w.reading.place, { page: one.from.page, line: one.from.line })}
          </button>
          <button type="button" className="link" onClick={() => proposals.take(one)}>
            {w.reading.take}
          </button>
        </p>
      ))}
    </section>
  )
}
function wordOf(w: ReturnType<typeof useIncomingWords>, { field, value }: Found): string {
  const named: Readonly<Record<string, string>> = field === 'paperType' ? w.paperTypes : field === 'urgency' ? w.urgencies : {}
  return named[value] ?? value.replaceAll('\n', '；')
}
