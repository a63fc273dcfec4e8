/** 读扫描件上的码: a PDF or a picture is looked at for codes and thrown away; what it says goes where the scanner's would. */
import { ScanLine } from 'lucide-react'
import { useId, useState } from 'react'
import { sendCodes } from '../../../../web/call.ts'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

export function CodeFromScan({ onCode }: { readonly onCode: (raw: string) => void }) {
  const { arrival: w } = useIncomingWords()
  const id = useId()
  const [state, setState] = useState<'rest' | 'reading' | 'none'>('rest')
  const [wrong, setWrong] = useState<unknown>(null)
  const take = async (file: File) => {
    setWrong(null)
    setState('reading')
    try {
      const codes = await sendCodes(file)
      const [code] = [...codes].sort((one, other) => other.length - one.length)
      setState(code === undefined ? 'none' : 'rest')
      if (code !== undefined) onCode(code)
    } catch (error) {
      setState('rest')
      setWrong(error)
    }
  }
  return (
    <>
      <label htmlFor={id} className="btn is-plain">
        <ScanLine size={14} aria-hidden="true" /> {state === 'reading' ? w.reading : w.fromScan}
      </label>
      <input
        id={id}
        type="file"
        accept="application/pdf,image/png,image/jpeg,.pdf,.png,.jpg,.jpeg"
        className="off-screen"
        onChange={(event) => {
          const [file] = [...(event.target.files ?? [])]
          event.target.value = ''
          if (file) void take(file)
        }}
      />
      {state === 'none' && (
        <span className="small amber" role="status">
          {w.noCode}
        </span>
      )}
      <RefusalNote error={wrong} desk="incoming" />
    </>
  )
}
