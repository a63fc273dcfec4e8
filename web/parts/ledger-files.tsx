/** The same rows on paper and as files: bound as a PDF, in a workbook, as plain text. Of everything the filters let through, not of the page alone. */
import { FileSpreadsheet, FileText, Printer } from 'lucide-react'
import { useState } from 'react'
import { useLanguage, useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { PaperFrame } from './paper-frame.tsx'

/** @param path `/api/matters/ledger` @param query what its filters say, as the address has it */
export function LedgerFiles({ path, query, name }: { readonly path: string; readonly query: Readonly<Record<string, unknown>>; readonly name: string }) {
  const t = useT()
  const language = useLanguage()
  const [paper, setPaper] = useState(false)
  const said = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)] as [string, string]])),
  ).toString()
  const to = (ending: string) => `${path}.${ending}${said ? `?${said}` : ''}`
  return (
    <>
      <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => setPaper(true)}>
        {t('print.paper')}
      </Button>
      <a className="btn is-plain" href={to('xlsx')} download>
        <FileSpreadsheet size={14} aria-hidden="true" /> {t('act.xlsx')}
      </a>
      <a className="btn is-plain" href={to('csv')} download>
        <FileText size={14} aria-hidden="true" /> {t('print.csv')}
      </a>
      {paper && (
        <Dialog title={name} onClose={() => setPaper(false)} wide>
          <PaperFrame path={`${to('pdf')}${said ? '&' : '?'}language=${language}`} name={name} />
        </Dialog>
      )}
    </>
  )
}
