/** @ while one writes: what was typed behind it is handed to the list of what may be meant, and so are the list's keys. An address (a@b) asks nothing. */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'

export interface OfferAsked {
  /** From @ to the cursor: what is chosen stands in its place. */
  readonly from: number
  readonly to: number
  readonly q: string
}
const TYPED = /(?:^|[^A-Za-z0-9._-])([@＠])([^\s@＠，。；：、！？]{0,40})$/u
export function askedAt({ selection }: Pick<EditorState, 'selection'>): OfferAsked | null {
  const { $from, empty, from } = selection
  if (!empty || !$from.parent.isTextblock) return null
  const [, , q] = TYPED.exec($from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')) ?? []
  return q === undefined ? null : { from: from - q.length - 1, to: from, q }
}
export interface OfferHand {
  readonly show: (asked: OfferAsked | null) => void
  /** @returns whether the list took the key */
  readonly key: (key: string) => boolean
}
export const offerAt = (hand: OfferHand) =>
  Extension.create({
    name: 'offerAt',
    priority: 1000,
    addProseMirrorPlugins: () => {
      let shut: number | null = null
      let shown = false
      const show = (asked: OfferAsked | null) => {
        if (asked || shown) hand.show(asked)
        shown = asked !== null
      }
      return [
        new Plugin({
          key: new PluginKey('offerAt'),
          view: () => ({
            update: ({ state }) => {
              const asked = askedAt(state)
              if (asked?.from !== shut) shut = null
              show(shut === null ? asked : null)
            },
            destroy: () => show(null),
          }),
          props: {
            handleKeyDown: ({ state }, event) => {
              if (!shown || event.isComposing) return false
              if (event.key !== 'Escape') return hand.key(event.key)
              shut = askedAt(state)?.from ?? null
              show(null)
              return true
            },
            handleDOMEvents: {
              blur: () => {
                show(null)
                return false
              },
            },
          },
        }),
      ]
    },
  })
