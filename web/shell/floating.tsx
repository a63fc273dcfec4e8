/** A small floating card under its button: Esc or a click elsewhere shuts it, and the focus goes back. */
import { type ReactNode, useEffect, useRef, useState } from 'react'

export function Floating({
  face,
  label,
  className = '',
  children,
  onOpen,
}: {
  readonly face: ReactNode
  readonly label: string
  readonly className?: string
  readonly children: (shut: () => void) => ReactNode
  readonly onOpen?: () => void
}) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('keydown', onEscape)
    }
  }, [open])
  return (
    <div className="floating-place" ref={box}>
      <button
        ref={button}
        type="button"
        className={`icon-button ${className}`}
        aria-label={label}
        aria-expanded={open}
        onClick={() => {
          if (!open) onOpen?.()
          setOpen(!open)
        }}
      >
        {face}
      </button>
      {open && <div className="floating">{children(() => setOpen(false))}</div>}
    </div>
  )
}
