/** What every file must be: short, well named, and free of the time of day, chance, and where it was fetched from. */
import { type Check, codeFolders, isCode, isTest } from './house.ts'

const LONGEST = 400
const dumps = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'types', 'index', 'manager'])
const stem = (path: string) => (path.split('/').at(-1) ?? '').replace(/\..*$/, '')
const inCode = (path: string) => codeFolders.some((folder) => path.startsWith(`${folder}/`))

export const short: Check = {
  name: 'files are at most 400 lines',
  run: (house) =>
    house.files
      .filter((path) => isCode(path) && !path.includes('.generated.'))
      .map((path) => ({ path, lines: house.text(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LONGEST)
      .map(({ path, lines }) => `${path}: ${lines} lines`),
}

export const named: Check = {
  name: 'no dumps: utils, helpers, common, shared, misc, types, index',
  run: (house) => house.files.filter((path) => inCode(path) && path.split('/').some((part, at, all) => dumps.has(at === all.length - 1 ? stem(path) : part)) && isCode(path)),
}

/** Journeys carry the office's own words: 来信-到-回访.journey.ts. `zh-CN` is the language's name. */
const word = /^(zh-CN|[a-z0-9\u4e00-\u9fa5]+(-[a-z0-9\u4e00-\u9fa5]+)*)$/u
export const kebab: Check = {
  name: 'files and folders are kebab-case',
  run: (house) =>
    house.files.filter((path) => inCode(path) && isCode(path)).filter((path) => !path.split('/').every((part, at, all) => word.test(at === all.length - 1 ? stem(path) : part))),
}

/** The browser's clock is set by the server's, in web/clock.ts. */
const clockAllowed = (path: string) => path === 'platform/clock.ts' || path === 'web/clock.ts' || path.startsWith('tools/') || path.startsWith('journeys/') || isTest(path)
const air = /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(/
export const noAir: Check = {
  name: 'time and chance come from the clock files alone',
  run: (house) =>
    house.files
      .filter((path) => inCode(path) && /\.tsx?$/.test(path) && !clockAllowed(path))
      .flatMap((path) =>
        house
          .text(path)
          .split('\n')
          .flatMap((line, at) => (air.test(line.replace(/^\s*(\/\/|\*|\/\*\*).*$/, '')) ? [`${path}:${at + 1}: ${line.trim().slice(0, 100)}`] : [])),
      ),
}

export const noRegistry: Check = {
  name: 'no package address is written down',
  run: (house) => {
    const host = /\b(?:registry|npm|mirror|mirrors|pypi|proxy|repo)\.(?:[a-z0-9-]+\.)+[a-z]{2,}\b/i
    const lock = house.has('package-lock.json') && /"resolved"\s*:\s*"https?:/.test(house.text('package-lock.json')) ? ['package-lock.json: holds resolved addresses'] : []
    const kept = house.has('.npmrc') && house.text('.npmrc').includes('omit-lockfile-registry-resolved=true') ? [] : ['.npmrc: omit-lockfile-registry-resolved=true is missing']
    const named = house.files.filter((path) => /\.(ts|tsx|mjs|cjs|css|sql|md|json|ya?ml|sh|html|service)$|Dockerfile|\.npmrc|\.ci\//.test(path) && host.test(house.text(path)))
    return [...lock, ...kept, ...named.map((path) => `${path}: ${host.exec(house.text(path))?.[0]}`)]
  },
}
