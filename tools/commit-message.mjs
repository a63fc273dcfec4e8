// The first line of a commit message: type(scope): why. The scope is a top folder or a desk: a closed list.
import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const folders = ['kernel', 'desks', 'platform', 'web', 'app', 'typeset', 'journeys', 'docs', 'deploy', 'tools']
const desks = readdirSync(new URL('desks/', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const [first = ''] = readFileSync(process.argv[2] ?? '', 'utf8').split('\n')
const scopes = [...folders, ...desks]
const shape = new RegExp(`^(feat|fix|docs|test|refactor|perf|chore)\\((${scopes.join('|')})\\): \\S.{3,}$`)
if (!/^(Merge|Revert) /.test(first) && !shape.test(first)) {
  console.error(`"${first}" is not type(scope): why. Scopes: ${scopes.join(' ')}`)
  process.exitCode = 1
}
