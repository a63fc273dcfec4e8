/** 成品: how a paper comes out, and its files: for the screen, for both sides of the sheet, for the record, as a Word file. Rule: R-E01, R-E02, R-E03, R-F33 */
import { useState } from 'react'
import type { MatterId } from '../../kernel/ids.ts'
import { officialCheck, officialPaths } from '../../kernel/reading/official-shape.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { useKernelWords, useT } from '../words/use-words.ts'

interface Of {
  readonly desk: string
  readonly official: string
  readonly matter: MatterId
}
interface Files extends Of {
  /** The record copy waits for the number. R-D40 */
  readonly numbered: boolean
  /** A work secret is looked at here and not taken out. R-C04 */
  readonly leaves: boolean
}
/** The sides, one at a time, as they will lie on paper. */
function Sides({ desk, official, matter, sides }: Of & { readonly sides: number }) {
  const t = useT()
  const [no, setNo] = useState(1)
  const paths = officialPaths(desk, official, matter)
  return (
    <div className="stack">
      <img className="official-side" src={`${paths.side(Math.min(no, sides))}&dpi=100`} alt={t('official.side', { no, of: sides })} />
      <div className="official-turn">
        <Button small disabled={no <= 1} onClick={() => setNo(no - 1)}>
          {t('official.before')}
        </Button>
        <span className="num small">{t('official.side', { no: Math.min(no, sides), of: sides })}</span>
        <Button small disabled={no >= sides} onClick={() => setNo(no + 1)}>
          {t('official.after')}
        </Button>
      </div>
    </div>
  )
}
function Checked({ desk, official, matter, numbered, leaves }: Files) {
  const t = useT()
  const refusals: Readonly<Record<string, string>> = useKernelWords().refusals
  const check = useReading(officialCheck(desk, official), { matter })
  const paths = officialPaths(desk, official, matter)
  if (check.refusal) return <p className="amber">{refusals[check.refusal.code] ?? check.refusal.code}</p>
  const missing = [...new Set(check.missing.flatMap((one) => [...one.characters]))].join('')
  return (
    <>
      {missing !== '' && <p className="amber">{t('official.missing', { characters: missing })}</p>}
      <Sides desk={desk} official={official} matter={matter} sides={check.sides} />
      {/* what it is made by, and no claim beyond that (R-E03) */}
      <p className="small quiet">{t('official.by')}</p>
      {leaves && (
        <p className="official-links">
          <a href={paths.pdf('screen')} target="_blank" rel="noreferrer">
            {t('official.pdf')}
          </a>
          <a href={paths.pdf('print')} target="_blank" rel="noreferrer">
            {t('official.print')}
          </a>
          {numbered && missing === '' && (
            <a href={`${paths.pdf('record')}&download=true`} download>
              {t('official.record')}
            </a>
          )}
          <a href={paths.docx} download>
            {t('official.docx')}
          </a>
        </p>
      )}
    </>
  )
}
/** Set only when it is looked at: nobody waits for a paper he did not ask for. */
export function OfficialFiles(files: Files) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <Card
      id="official"
      title={t('official.title')}
      aside={
        <Button small kind="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'official.hide' : 'official.show')}
        </Button>
      }
    >
      {open && (
        <div className="card-body stack">
          <Checked {...files} />
        </div>
      )}
    </Card>
  )
}
