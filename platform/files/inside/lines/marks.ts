/** The marks of an XML text one after the other, without a tree: what is nested too deep or never closed costs nothing. */

export type Mark =
  | { readonly kind: 'open'; readonly name: string; readonly at: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
/** What entities mean; unknown ones stay as they are. */
export const unescaped = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Names without their namespace's letters: `w:p` is `p`. */
export function* marksOf(xml: string): Generator<Mark> {
  for (const [, mark, text] of xml.matchAll(/<((?:!\[CDATA\[[\s\S]*?\]\]|[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g)) {
    if (text !== undefined) yield { kind: 'text', text: unescaped(text) }
    else if (mark?.startsWith('![CDATA[')) yield { kind: 'text', text: mark.slice(8, -2) }
    else if (mark && !/^[?!]/.test(mark)) {
      const name = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(mark)?.[1] ?? ''
      if (mark.startsWith('/')) yield { kind: 'close', name }
      else yield { kind: 'open', name, at: mark, empty: mark.endsWith('/') }
    }
  }
}
/** What an attribute says; its namespace's letters do not matter. */
export function said(at: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(at)
  return found ? unescaped(found[1] ?? found[2] ?? '') : null
}
