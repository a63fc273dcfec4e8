/** Fields proposed from a file, put into what is still empty and never over what was typed; pending until they are accepted or changed. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FileRead } from '../../../../web/file-lines.ts'
import type { FieldProposal } from '../../propose/field-proposal.ts'
import { proposeFields } from '../../propose/propose-fields.ts'
import { freshPaper, type PaperForm } from './paper-fields.tsx'

export type ReadField = 'sender' | 'senderNumber' | 'title' | 'paperType' | 'urgency' | 'writtenOn' | 'answerBy' | 'attachments'
export const readFields: readonly ReadField[] = ['sender', 'senderNumber', 'title', 'paperType', 'urgency', 'writtenOn', 'answerBy', 'attachments']
/** As the form holds it. */
export interface Found {
  readonly field: ReadField
  readonly value: string
  readonly from: FieldProposal<unknown>
}
export function foundIn(lines: FileRead['lines']): readonly Found[] {
  const { attachmentsNamed, ...fields } = proposeFields(lines)
  const all: readonly (readonly [ReadField, FieldProposal<string> | null])[] = [
    ...(Object.entries(fields) as (readonly [ReadField, FieldProposal<string> | null])[]),
    ['attachments', attachmentsNamed && { ...attachmentsNamed, value: attachmentsNamed.value.join('\n') }],
  ]
  return all.flatMap(([field, from]) => (from ? [{ field, value: from.value, from }] : []))
}
export interface Proposals {
  readonly found: readonly Found[]
  readonly pending: ReadonlySet<ReadField>
  /** The file says otherwise than what was typed. */
  readonly differing: readonly Found[]
  accept(): void
  take(found: Found): void
  /** The person has changed a field by hand: it is his. */
  typed(part: Partial<PaperForm>): void
  clear(): void
}
export function useProposals(read: FileRead, form: PaperForm, fill: (part: Partial<PaperForm>) => void): Proposals {
  const { reading, lines } = read
  const found = useMemo(() => (reading ? [] : foundIn(lines)), [reading, lines])
  const [own, setOwn] = useState<ReadonlySet<keyof PaperForm>>(new Set())
  const [pending, setPending] = useState<ReadonlySet<ReadField>>(new Set())
  const now = useRef({ form, fill, own, pending })
  now.current = { form, fill, own, pending }
  // once a reading: what is typed afterwards is never filled over
  useEffect(() => {
    if (found.length === 0) return
    const { form: held, fill: put, own: mine, pending: open } = now.current
    const empty = found.filter(({ field }) => !mine.has(field) && (held[field] === freshPaper[field] || open.has(field)))
    put(Object.fromEntries(empty.map(({ field, value }) => [field, value])))
    setPending(new Set(empty.map(({ field }) => field)))
  }, [found])
  return {
    found,
    pending,
    differing: found.filter(({ field, value }) => form[field] !== value && form[field] !== '' && !pending.has(field) && own.has(field)),
    accept: () => setPending(new Set()),
    take: ({ field, value }) => {
      fill({ [field]: value })
      setOwn(new Set([...own].filter((one) => one !== field)))
    },
    typed: (part) => {
      const names = Object.keys(part) as (keyof PaperForm)[]
      setOwn(new Set([...own, ...names]))
      setPending(new Set([...pending].filter((field) => !names.includes(field))))
    },
    clear: () => {
      setOwn(new Set())
      setPending(new Set())
    },
  }
}
