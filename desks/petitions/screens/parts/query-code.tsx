/** 网上查询: the query code for the petitioner, issued by whoever registers, shown once. Art. 21 */
import { useState } from 'react'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { issueCode } from '../../shape.ts'
import { usePageWords } from './use-page-words.ts'

export function QueryCode({ matter }: { readonly matter: string }) {
  const w = usePageWords().code
  const [issued, setIssued] = useState<{ readonly receipt: string; readonly code: string } | null>(null)
  const act = useAct(issueCode, { onDone: setIssued })
  return (
    <Card title={w.title} id="query-code">
      <div className="card-body stack tight" role="status">
        {issued && (
          <>
            <dl className="facts">
              <dt>{w.receipt}</dt>
              <dd className="num">{issued.receipt}</dd>
              <dt>{w.code}</dt>
              <dd className="num">
                <b>{issued.code}</b>
              </dd>
            </dl>
            <p className="small quiet">{w.note}</p>
          </>
        )}
        <Button className="no-print" busy={act.busy} onClick={() => act.run({ matter: matter as never })}>
          {issued ? w.again : w.issue}
        </Button>
        <RefusalNote error={act.refused} desk="petitions" />
      </div>
    </Card>
  )
}
