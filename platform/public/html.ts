/** HTML as a value: whatever is put into a template is escaped, unless it is HTML itself. */
export interface Html {
  readonly html: string
}
type Part = Html | string | number | null | false | undefined | readonly Part[]
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)
function shown(part: Part): string {
  if (part === null || part === false || part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(shown).join('')
}
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({ html: texts.reduce((all, text, at) => all + shown(parts[at - 1]) + text) })
/** A text as paragraphs, its line breaks kept. */
export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => html`<p>${one.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`))}</p>`)
/** For whoever listens: Chinese words on an English page are read as Chinese. */
export const tongue = (text: string): Html | null => (/\p{Script=Han}/u.test(text) ? html` lang="zh-CN"` : null)
