/** A pane that scrolls inside the page and says how much lies below: 以下还有 16 项. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../words/use-words.ts'

/** @param children one list: its items are what is counted */
export function Pane({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const [below, setBelow] = useState(0)
  useEffect(() => {
    const pane = box.current
    if (!pane) return
    const count = () => {
      const foot = pane.getBoundingClientRect().bottom
      const items = [...pane.querySelectorAll<HTMLElement>(':scope > ol > li, :scope > ul > li')]
      setBelow(pane.scrollHeight > pane.clientHeight + 4 ? items.filter((item) => item.getBoundingClientRect().top > foot - 12).length : 0)
    }
    count()
    const watch = new ResizeObserver(count)
    watch.observe(pane)
    for (const child of pane.children) watch.observe(child)
    pane.addEventListener('scroll', count, { passive: true })
    return () => {
      watch.disconnect()
      pane.removeEventListener('scroll', count)
    }
  }, [])
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, and the card around it is the landmark */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by the keyboard */}
      <div className="card-body scrolls" ref={box} role="group" aria-label={label} tabIndex={0}>
        {children}
      </div>
      {below > 0 && (
        <button type="button" className="pane-below small" onClick={() => box.current?.scrollTo({ top: box.current.scrollHeight })}>
          {t('matter.below', { count: below })}
        </button>
      )}
    </>
  )
}
