/** Keys of a page that work while nothing is being typed. */
import { useEffect, useRef } from 'react'

/** @param keys by their name, in lower case */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
      const at = event.target
      if (at instanceof HTMLElement && (at.matches('input:not([type=radio]), textarea, select, [contenteditable=true]') || at.closest('dialog'))) return
      // a button under the focus has its own Enter, and arrows move within a choice
      if (at instanceof HTMLElement && ((event.key === 'Enter' && at.matches('button, a')) || (event.key.startsWith('Arrow') && at.matches('input[type=radio]')))) return
      const act = now.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
