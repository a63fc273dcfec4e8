/** Attachments of a matter: a list, and a viewer where pictures and PDF open in the page. */
import { ChevronLeft, ChevronRight, Download, FileText, Image } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { fileTexts } from '../../kernel/reading/find-shape.ts'
import type { fileView } from '../../kernel/view.ts'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { Dialog } from './dialog.tsx'
import { saySize } from './file-drop.tsx'

export type FileSeen = z.output<typeof fileView>
const filePath = (id: string): string => `/api/files/${id}`
const isPicture = (kind: string) => ['png', 'jpg', 'gif', 'webp'].includes(kind)
const isPdf = (kind: string) => kind === 'pdf'

function Viewer({ files, start, onClose }: { readonly files: readonly FileSeen[]; readonly start: number; readonly onClose: () => void }) {
  const t = useT()
  const [at, setAt] = useState(start)
  const file = files[at]
  if (!file) return null
  const name = file.name ?? t('matter.hidden')
  return (
    <Dialog title={`${name}（${at + 1}／${files.length}）`} onClose={onClose} wide>
      <div className="viewer">
        {isPicture(file.kind) ? (
          <img src={filePath(file.id)} alt={name} />
        ) : isPdf(file.kind) ? (
          <iframe src={filePath(file.id)} title={name} />
        ) : (
          <p className="empty">{t('files.noView')}</p>
        )}
      </div>
      <div className="row between viewer-foot">
        <span className="row">
          <button type="button" className="icon-button" disabled={at === 0} aria-label={t('ledger.prior')} onClick={() => setAt(at - 1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" disabled={at === files.length - 1} aria-label={t('ledger.next')} onClick={() => setAt(at + 1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </button>
        </span>
        <a href={`${filePath(file.id)}?download=1`} download={name}>
          <Download size={14} aria-hidden="true" /> {t('files.download')}
        </a>
      </div>
    </Dialog>
  )
}
/** @param matter whose files they are: what could not be read out of one is told on its line */
export function FileList({ files, matter }: { readonly files: readonly FileSeen[]; readonly matter?: string }) {
  const t = useT()
  const texts = useReadingLater(fileTexts, matter && files.length > 0 ? { matter } : null).data?.rows ?? []
  const stateOf = (id: string) => texts.find((one) => one.file === id)?.state
  const [open, setOpen] = useState<number | null>(null)
  if (files.length === 0) return <p className="quiet">{t('matter.noFiles')}</p>
  return (
    <>
      <ul className="files">
        {files.map((file, n) => (
          <li key={file.id}>
            <button type="button" className="link row" onClick={() => setOpen(n)}>
              {isPicture(file.kind) ? <Image size={14} aria-hidden="true" /> : <FileText size={14} aria-hidden="true" />}
              <span className="clip">{file.name ?? t('matter.hidden')}</span>
              <span className="small quiet num">{saySize(file.size)}</span>
            </button>
            {stateOf(file.id) === 'failed' && <span className="small quiet">{t('files.unread')}</span>}
            {stateOf(file.id) === 'cut' && <span className="small quiet">{t('files.cut')}</span>}
          </li>
        ))}
      </ul>
      {open !== null && <Viewer files={files} start={open} onClose={() => setOpen(null)} />}
    </>
  )
}
