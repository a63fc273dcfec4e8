/** 信访人: sealed until somebody opens it and says why; on record. */
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { openContact } from '../../shape.ts'
import { usePetitionsWords } from './use-petitions-words.ts'

interface Opened {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
}
export function Petitioner({ matter }: { readonly matter: string }) {
  const t = useT()
  const w = usePetitionsWords()
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const [why, setWhy] = useState('')
  const act = useAct(openContact, { onDone: ({ contacts }) => setOpened(contacts) })
  return (
    <Card title={w.fields.name} id="petitioner">
      <div className="card-body stack tight">
        {opened.length === 0 ? (
          <form
            className="stack tight"
            onSubmit={(event) => {
              event.preventDefault()
              if (why.trim()) act.run({ matter: matter as never, why })
            }}
          >
            <p className="quiet small">
              <Lock size={14} aria-hidden="true" /> {t('contact.sealed')}
            </p>
            <div className="row">
              <input className="text-box grow" aria-label={w.fields.openWhy} placeholder={w.fields.openWhy} maxLength={200} value={why} onChange={(e) => setWhy(e.target.value)} />
              <Button type="submit" busy={act.busy} disabled={!why.trim()}>
                {t('act.see')}
              </Button>
            </div>
            <RefusalNote error={act.refused} desk="petitions" />
          </form>
        ) : (
          opened.map((one) => <p key={`${one.name}${one.phone}`}>{[one.name, one.phone, one.address].filter(Boolean).join('　') || '—'}</p>)
        )}
      </div>
    </Card>
  )
}
