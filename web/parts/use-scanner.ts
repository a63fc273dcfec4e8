/** Hears a 扫码枪 wherever the focus is: the code goes to the page, and the field that happened to have the focus is as it was before. */
import { useEffect, useRef } from 'react'
import { openWedge } from './wedge.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const isControl = (at: Element | null): at is Control => at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
/** As if nobody had typed: React hears of it like of any input. */
function putBack(control: Control, value: string): void {
  if (control.value === value) return
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}
export function useScanner(onCode: (code: string) => void): void {
  const heard = useRef(onCode)
  heard.current = onCode
  useEffect(() => {
    const wedge = openWedge()
    let before: { readonly control: Control; readonly value: string } | null = null
    /** What a press is about to type; its input says nothing new. */
    let typed: string | null = null
    const remember = (since: number | null) => {
      if (since !== null || wedge.since === null) return
      before = isControl(document.activeElement) ? { control: document.activeElement, value: document.activeElement.value } : null
    }
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return
      const { since } = wedge
      typed = event.key.length === 1 ? event.key : null
      const code = wedge.press({ key: event.altKey && event.key.length === 1 ? 'Alt' : event.key, code: event.code, shift: event.shiftKey, at: event.timeStamp })
      remember(wedge.since === since ? since : null)
      if (code === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const field = before
      if (field) {
        putBack(field.control, field.value)
      }
      // an input method writes what it held once more: only then is what the code says told
      if (event.key !== 'Process' || !field) return heard.current(code)
      setTimeout(() => {
        putBack(field.control, field.value)
        heard.current(code)
      })
    }
    const text = (heardText: Event) => {
      const event = heardText as InputEvent
      if (event.inputType !== 'insertText' || event.data === null || event.data === typed || [...event.data].length !== 1) return
      const { since } = wedge
      wedge.text(event.data, event.timeStamp)
      remember(wedge.since === since ? since : null)
    }
    window.addEventListener('keydown', press, true)
    window.addEventListener('input', text, true)
    return () => {
      window.removeEventListener('keydown', press, true)
      window.removeEventListener('input', text, true)
    }
  }, [])
}
