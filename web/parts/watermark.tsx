/** 水印: whoever reads a restricted page (of the list, of somebody whose identity is kept, with who asked opened) reads it under his own name and the time, on screen and on paper. A picture of the page names its taker. Rule: R-C04, R-C14 */
import { useState } from 'react'
import { officeDate, officeTime } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { useMe } from '../me.ts'
import { useT } from '../words/use-words.ts'

const MARKS = 60
/** @param named of a matter on whose list the reader stands */
export function Watermark({ named }: { readonly named: boolean }) {
  const t = useT()
  const me = useMe()
  const [now] = useState(officeNow)
  const text = t(named ? 'watermark' : 'watermarkOnly', { name: me.person.name, time: `${officeDate(now)} ${officeTime(now)}` })
  return (
    <div className="watermark" aria-hidden="true">
      {Array.from({ length: MARKS }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words over and over
        <span key={n} data-watermark={text} />
      ))}
    </div>
  )
}
