/** «1 working day», «5 working days»: in an English text `[day|days]` stands for the word the number before it asks for. */
const pair = /\[([^[\]|]+)\|([^[\]|]+)\]/g
/** @param n what is counted */
export const counted = (text: string, n: unknown): string => (text.includes('|') ? text.replace(pair, (_, one: string, many: string) => (Number(n) === 1 ? one : many)) : text)
/** The same for a text with several numbers, before they are filled in: the last `{{fact}}` before the pair is its number. */
export const countedBy = (template: string, facts: Readonly<Record<string, unknown>>): string =>
  template.includes('|')
    ? template.replace(pair, (_, one: string, many: string, at: number) => {
        const name = [...template.slice(0, at).matchAll(/\{\{(\w+)\}\}/g)].at(-1)?.[1]
        return Number(name === undefined ? Number.NaN : facts[name]) === 1 ? one : many
      })
    : template
