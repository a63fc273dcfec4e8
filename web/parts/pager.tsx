/** A list page by page, by the cursor of each: forward as far as there is more, and back the way one came. */
import { type ReactNode, useState } from 'react'
import { useT } from '../words/use-words.ts'
import { Button } from './button.tsx'

export function usePages() {
  const t = useT()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const pager = (next: string | null): ReactNode =>
    cursors.length === 0 && next === null ? null : (
      <div className="row end pager no-print">
        {cursors.length > 0 && (
          <Button small onClick={() => setCursors(cursors.slice(0, -1))}>
            {t('ledger.prior')}
          </Button>
        )}
        {next !== null && (
          <Button small onClick={() => setCursors([...cursors, next])}>
            {t('ledger.next')}
          </Button>
        )}
      </div>
    )
  return { cursor: cursors.at(-1), pager }
}
