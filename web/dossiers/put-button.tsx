/** The one key (J) that puts what is on the page into a topic file; the dialog comes when it is asked for. Rule: GN-12 */
import { FolderPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../me.ts'
import { useKeys } from '../pages/scan-keys.ts'
import { Button } from '../parts/button.tsx'
import { useT } from '../words/use-words.ts'
import type { Putting } from './put-dialog.tsx'

const Dialog = lazy(async () => ({ default: (await import('./put-dialog.tsx')).PutDialog }))
/** @param byKey whether J opens it: on a page that is about these matters alone */
export function PutButton({ matters, byKey = false }: { readonly matters: readonly Putting[]; readonly byKey?: boolean }) {
  const t = useT()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const may = me.posts.length > 0 && matters.length > 0
  useKeys(byKey && may ? { j: () => setOpen(true) } : {})
  if (!may) return null
  return (
    <>
      <Button
        small
        kind="text"
        className="no-print"
        icon={<FolderPlus size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
        {...(byKey ? { 'aria-keyshortcuts': 'j' } : {})}
      >
        {t('matter.toDossier')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Dialog matters={matters} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
