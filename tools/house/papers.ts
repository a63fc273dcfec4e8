/** The papers of the house: present, short, and true to what stands on disk. */
import { type Check, folders } from './house.ts'

/** About forty-five lines of eighty characters make a page. */
const PAGE = 45 * 80
const papers = ['README.md', 'README.zh-CN.md', 'LICENSE', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md', 'docs/glossary.md']

export const present: Check = { name: 'the papers are there', run: (house) => papers.filter((path) => !house.has(path)).map((path) => `${path} is missing`) }

export const brief: Check = {
  name: 'ARCHITECTURE under three pages, a decision under one, each with Background, Decision, Consequences',
  run: (house) => [
    ...(house.has('docs/ARCHITECTURE.md') && house.text('docs/ARCHITECTURE.md').length > 3 * PAGE ? ['docs/ARCHITECTURE.md is longer than three pages'] : []),
    ...house.files
      .filter((path) => path.startsWith('docs/decisions/') && path.endsWith('.md'))
      .flatMap((path) => [
        ...(/^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path) ? [] : [`${path}: not NNNN-kebab-case.md`]),
        ...(house.text(path).length > PAGE ? [`${path}: longer than a page`] : []),
        ...['Background', 'Decision', 'Consequences']
          .filter((part) => !new RegExp(`^(## ${part}$|[*]{2}${part}[.]?[*]{2})`, 'm').test(house.text(path)))
          .map((part) => `${path}: no ${part}`),
      ]),
  ],
}

/** Links between our own papers must lead somewhere. */
export const linked: Check = {
  name: 'links between papers lead somewhere',
  run: (house) =>
    house.files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...house.text(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .map((m) => ({ to: m[1] ?? '', at: path.includes('/') ? path.replace(/[^/]*$/, '') : '' }))
          .filter(({ to, at }) => !house.has(`${at}${to}`))
          .map(({ to }) => `${path}: no ${to}`),
      ),
}

/** One English word per Chinese term and the other way round, in the first two columns of every table. */
export const oneToOne: Check = {
  name: 'the glossary is one to one',
  run(house) {
    if (!house.has('docs/glossary.md')) return []
    const rows = [...house.text('docs/glossary.md').matchAll(/^\| ([^|]+) \| `([^`|]+)` \|/gm)].map((m) => ({ term: (m[1] ?? '').trim(), word: m[2] ?? '' }))
    const twice = (values: string[]) => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
    return [
      ...(rows.length < 60 ? [`only ${rows.length} terms`] : []),
      ...twice(rows.map((r) => r.term)).map((term) => `${term} has two words`),
      ...twice(rows.map((r) => r.word)).map((word) => `${word} means two things`),
    ]
  },
}

export const tenFolders: Check = {
  name: 'the ten folders',
  run: (house) => folders.filter((folder) => !house.files.some((path) => path.startsWith(`${folder}/`))).map((f) => `${f}/ is empty`),
}
