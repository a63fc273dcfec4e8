/** 文种, from the end of a title: 关于…的通知（草案）is a 通知. Pure; a proposal for whoever types, nothing more. */
export function typeOfTitle<T extends string>(title: string, words: Readonly<Record<T, string>>): T | null {
  const bare = title
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?:\([^()]*\)|[。.;；!?])+$/u, '')
  const found = (Object.entries(words) as [T, string][]).filter(([, word]) => word !== '' && bare.endsWith(word.split(/[（(]/)[0] ?? word))
  return found.sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
}
