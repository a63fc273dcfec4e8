/** Our button: one primary per card or bar; never red for what one is meant to press. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'primary' | 'plain' | 'danger' | 'text'
  readonly busy?: boolean
  readonly small?: boolean
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}
export function Button({ kind = 'plain', busy = false, small = false, icon, className = '', children, type = 'button', disabled, ...rest }: ButtonProps) {
  return (
    <button type={type} className={`btn is-${kind} ${small ? 'is-small' : ''} ${className}`} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {icon}
      {children}
    </button>
  )
}
