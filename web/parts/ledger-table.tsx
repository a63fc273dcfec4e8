/** Our own table: rows 40, only horizontal lines, numbers tabular, names left; up and down move from row to row, Enter opens. On a phone each row is a small card. */
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface Column<R> {
  readonly key: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  /** CSS width; the title takes what is left. */
  readonly width?: string
  readonly align?: 'right'
  /** On a phone: beside the title, under it, or not shown. */
  readonly phone?: 'top' | 'under' | 'hide'
  /** Left out in large print, where the title needs the room. */
  readonly spare?: boolean
  /** The cell that opens the row. */
  readonly opens?: boolean
}
export interface LedgerTableProps<R> {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly linkOf?: (row: R) => string
  readonly none: ReactNode
  readonly busy?: boolean
}
export function LedgerTable<R>({ label, columns, rows, keyOf, linkOf, none, busy }: LedgerTableProps<R>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
    const next = links[at === -1 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  if (rows.length === 0) return <p className="empty">{none}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are an extra way between the links inside
    <div className="ledger-wrap" onKeyDown={move} {...(linkOf ? {} : { role: 'group', 'aria-label': label, tabIndex: 0 })}>
      <table className="ledger" aria-label={label} aria-busy={busy || undefined}>
        <thead>
          <tr>
            {columns.map((column) =>
              column.head === '' ? (
                <td key={column.key} style={column.width ? { width: column.width } : undefined} />
              ) : (
                <th
                  key={column.key}
                  scope="col"
                  className={`${column.align === 'right' ? 'to-right' : ''} ${column.spare ? 'is-spare' : ''}`}
                  style={column.width ? { width: column.width } : undefined}
                >
                  {column.head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={`on-phone-${column.phone ?? 'under'} ${column.align === 'right' ? 'to-right' : ''} ${column.opens ? 'opens' : ''} ${column.spare ? 'is-spare' : ''}`}
                >
                  {column.opens && linkOf ? (
                    <Link data-row to={linkOf(row)} className="row-link">
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Tabs as the keyboard expects them: arrows between, one tab stop. What does not belong in the tablist stands outside it. */
export function Tabs<K extends string>({
  label,
  tabs,
  at,
  onPick,
  panel,
}: {
  readonly label: string
  readonly tabs: readonly { readonly key: K; readonly name: ReactNode }[]
  readonly at: K
  readonly onPick: (key: K) => void
  readonly panel: string
}) {
  const bar = useRef<HTMLDivElement>(null)
  const turn = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    const now = tabs.findIndex((tab) => tab.key === at)
    const next = tabs[(now + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onPick(next.key)
    bar.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={turn}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`${panel}-${tab.key}`}
          data-tab={tab.key}
          aria-selected={tab.key === at}
          aria-controls={panel}
          tabIndex={tab.key === at ? 0 : -1}
          className="tab"
          onClick={() => onPick(tab.key)}
        >
          {tab.name}
        </button>
      ))}
    </div>
  )
}
