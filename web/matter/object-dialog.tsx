/** 异议: what was recorded in my name is not what I decided. It is an event itself; nothing is erased. */
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { openAct } from './open-act.ts'

export function ObjectDialog({ matter, desk, event, onClose }: { readonly matter: string; readonly desk: string; readonly event: number; readonly onClose: () => void }) {
  const t = useT()
  const act = useAct(openAct(desk, 'object'), { onDone: onClose })
  return (
    <ReasonDialog
      title={t('work.objection')}
      label={t('form.reason')}
      busy={act.busy}
      refused={act.refused}
      desk={desk}
      onSay={(text) => act.run({ matter, piece: null, event, text })}
      onClose={onClose}
    />
  )
}
