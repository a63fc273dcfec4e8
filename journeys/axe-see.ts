/** What a page is to whoever looks for barriers: how it is built, and which texts stand in which colours on which grounds. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

export interface Seen {
  /** Digest of elements, roles, states and what carries a name, without the words; the width and dress they are seen in. Many rows alike are two. */
  readonly shape: string
  /** One for each kind of text in sight: all that decides its contrast. The elements wait in the page, in `textsSeen`. */
  readonly colours: readonly string[]
}

/** Attributes whose value says what an element is; of the others it only counts that they say something. */
const telling =
  'class role type lang dir tabindex scope disabled hidden open inert required readonly multiple contenteditable colspan rowspan aria-hidden aria-live aria-modal aria-disabled aria-expanded aria-selected aria-checked aria-pressed aria-current aria-haspopup aria-orientation aria-level aria-sort aria-invalid aria-required aria-multiselectable aria-autocomplete autocomplete'

const look = `(() => {
  const telling = new Set(${JSON.stringify(telling.split(' '))})
  // none, a single sign, words: the colour of a single sign is not judged
  const ownWords = el => Math.min(2, [...el.childNodes].reduce((words, n) => words + (n.nodeType === 3 ? n.data.trim() : ''), '').length)
  const attribute = ({ name, value }) => (telling.has(name) ? name + '=' + value : value.trim() ? name : name + '-')
  // what has to be scrolled must be reachable by keyboard
  const scrolls = el => el.scrollWidth > el.clientWidth + 12 || el.scrollHeight > el.clientHeight + 12
  const shape = el => {
    const head = [el.tagName, ...[...el.attributes].map(attribute).sort(), '#' + ownWords(el), scrolls(el) ? '~' : ''].join(' ')
    if (el.tagName === 'svg') return head + (el.querySelector('title') ? '<title>' : '')
    const parts = []
    for (const child of el.children) {
      const part = shape(child)
      if (parts.at(-2) !== part || parts.at(-1) !== part) parts.push(part)
    }
    return head + '<' + parts.join(',') + '>'
  }
  const grounds = new Map()
  const ground = el => {
    if (!el) return ''
    if (!grounds.has(el)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(el)
      grounds.set(el, [backgroundColor, backgroundImage, opacity, filter].join(' ').replace('rgba(0, 0, 0, 0) none 1 none', '') + '/' + ground(el.parentElement))
    }
    return grounds.get(el)
  }
  const texts = new Map()
  for (const el of document.body.querySelectorAll('*')) {
    if (!ownWords(el) && !el.matches('input, textarea, select')) continue
    if (el.checkVisibility && !el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(el)
    const colour = [el.tagName, el.getAttribute('class'), el.parentElement.getAttribute('class'), el.matches(':disabled, [aria-disabled=true]'), color, fontSize, fontWeight, textShadow, ground(el)].join('|')
    texts.set(colour, [...(texts.get(colour) ?? []), el])
  }
  globalThis.textsSeen = texts
  const dress = [innerWidth, document.documentElement.dataset.tone, matchMedia('(prefers-color-scheme: dark)').matches].join(' ')
  return { shape: dress + shape(document.documentElement), colours: [...texts.keys()] }
})()`

export async function see(page: Page): Promise<Seen> {
  const { shape, colours } = await page.evaluate<Seen>(look)
  return { shape: createHash('sha256').update(shape).digest('base64'), colours }
}
