/** The names of a new desk in every form the template needs, and the folders that are taken. */

export interface DeskNames {
  /** Folder, address and power names: duty-roster */
  readonly key: string
  /** 值班 */
  readonly name: string
  readonly camel: string
  readonly pascal: string
  readonly snake: string
  readonly english: string
  /** The character before 〔2026〕12号. */
  readonly mark: string
}
/** Words the interface already uses after /api/, and kernel tables. */
const taken = new Set(['api', 'people', 'calendar', 'matters', 'notices', 'session', 'files', 'live', 'office', 'kernel', 'http', 'web', 'sample-desk'])

/**
 * @param marks first characters other desks number with
 * @returns a plain sentence where the names cannot be used
 */
export function deskNames(key: string, name: string, desks: readonly string[], marks: readonly string[] = []): DeskNames | string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key) || key.length > 30)
    return `"${key}" is not a folder name: small letters, digits and single hyphens, such as vehicles or duty-roster`
  if (!/^[一-龥]{1,8}$/.test(name)) return `"${name}" is not a name for people of the office: one to eight Chinese characters, such as 车辆`
  if (desks.includes(key)) return `desks/${key} is already there`
  if (taken.has(key)) return `"${key}" means something else in this house`
  const parts = key.split('-')
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  const pascal = parts.map(capital).join('')
  const mark = [name.charAt(0), name.slice(0, 2), name].find((m) => !marks.includes(m)) ?? name
  return { key, name, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), snake: parts.join('_'), english: capital(parts.join(' ')), mark }
}

/** The template's own names, each replaced by the desk's. */
export function renamed(text: string, names: DeskNames): string {
  return text
    .replaceAll('样〔', `${names.mark}〔`)
    .replaceAll('样本台', names.name)
    .replaceAll('sample-desk', names.key)
    .replaceAll('sample_desk', names.snake)
    .replaceAll('SampleDesk', names.pascal)
    .replaceAll('sampleDesk', names.camel)
    .replaceAll('Sample desk', names.english)
    .replaceAll('sample desk', names.english.toLowerCase())
}
