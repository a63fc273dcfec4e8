/** Who sees what is decided in kernel/people/sight.ts and who writes kernel rows in kernel/write: nothing goes round either. */
import { type Check, isTest } from './house.ts'

const outside = (path: string) => /^(desks|platform|app|journeys)\//.test(path) && /\.ts$/.test(path) && !isTest(path)
const fromMatter = /\b(?:selectFrom|from)\(\s*\[?\s*['"`]matter\b|\bfrom\s+"?matter"?(?![\w.])/gi
const throughIt = /\b(?:visible|visiblePage|maySee)\(/g
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length
/** A desk counts query by query; the kernel's and the shell's own readings build their condition once for several. */
const bypasses = (path: string, text: string) =>
  path.startsWith('desks/') ? count(text, fromMatter) > count(text, throughIt) : count(text, fromMatter) > 0 && count(text, throughIt) === 0
const readings = (path: string) => /^(desks|app|kernel\/reading|platform\/shell)\//.test(path) && /\.ts$/.test(path) && !isTest(path)

/** Every query over matters carries the condition of kernel/people/sight.ts, or begins at the page it makes. */
export const throughSight: Check = {
  name: 'every reading of matters goes through visible()',
  run: (house) => house.files.filter((path) => readings(path) && bypasses(path, house.text(path))).map((path) => `${path}: reads matters without visible()`),
}

const kernelTables = 'matter|round|report|stage|assignment|clock|pause|answer|draft|note|file|link|recusal|event|unsealed|seal|series|taken'
const writes = new RegExp(
  `\\b(?:insertInto|updateTable|deleteFrom)\\(\\s*['"\`](?:${kernelTables})\\b|\\b(?:insert\\s+into|update|delete\\s+from)\\s+"?(?:${kernelTables})"?\\s+(?:\\(|set\\b|where\\b|select\\b|values\\b|as\\b)`,
  'i',
)
export const throughWrite: Check = {
  name: 'kernel rows are written by the kernel alone',
  run: (house) => house.files.filter((path) => outside(path) && !path.startsWith('journeys/') && writes.test(house.text(path))).map((path) => `${path}: writes a kernel row`),
}
