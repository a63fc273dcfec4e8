/** The same, fetched when a text first cites something: forms that never do do not carry it. */
import { lazy, Suspense } from 'react'

const Note = lazy(async () => ({ default: (await import('./citation-note.tsx')).CitationNote }))
export function CitationNoteLater({ text }: { readonly text: string }) {
  if (!/[《号]/u.test(text)) return null
  return (
    <Suspense fallback={null}>
      <Note text={text} />
    </Suspense>
  )
}
