/** Who sees what is decided in kernel/people/sight.ts and who writes kernel rows in kernel/write: nothing goes round either. */
import { type Check, isTest } from './house.ts'

const outside = (path: string) => /^(desks|platform|app|journeys)\//.test(path) && /\.ts$/.test(path) && !isTest(path)
const fromMatter = /\b(?:selectFrom|from)\(\s*\[?\s*['"`]matter\b|\bfrom\s+"?matter"?(?![\w.])/i

export const throughSight: Check = {
  name: 'readings start from visible(), never from matter itself',
  run: (house) =>
    house.files.filter((path) => /^desks\/[^/]+\/(read|do)\//.test(path) && outside(path) && fromMatter.test(house.text(path))).map((path) => `${path}: reads from matter itself`),
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
