/** 超限额下发的理由: asked only when the office has said that it is too much for this month. Rule: R-M20 */
import { useState } from 'react'
import { Refused } from '../../../../web/call.ts'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

export function useOverReason(refused: unknown): { readonly reason: string | null; readonly field: React.ReactNode } {
  const w = useIncomingWords()
  const [reason, setReason] = useState('')
  const asked = (refused instanceof Refused && refused.code === 'incoming.over-quota') || reason !== ''
  return {
    reason: reason.trim() || null,
    field: asked ? (
      <>
        <TextLines label={w.units.down.overReason} value={reason} onChange={setReason} max={200} rows={2} />
        <p className="small quiet">{w.units.down.overReasonHint}</p>
      </>
    ) : null,
  }
}
