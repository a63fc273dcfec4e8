/** A desk is complete, its rules have a source and a power, and it is in both registries. Rule: architecture §4 */
import { pathToFileURL } from 'node:url'
import type { Desk } from '../../kernel/desk.ts'
import { faults } from '../../kernel/lifecycle/check.ts'
import type { Check, House } from './house.ts'

const requiredFiles = [
  'README.md',
  'desk.ts',
  'shape.ts',
  'lifecycle.ts',
  'clocks.ts',
  'powers.ts',
  'tables.ts',
  'words/zh-CN.ts',
  'words/en.ts',
  'routes.ts',
  'demo.ts',
  'screens/pages.ts',
]
const requiredFolders = ['migrations', 'do', 'read', 'screens']

const perDesk = (name: string, look: (house: House, desk: string) => readonly string[] | Promise<readonly string[]>): Check => ({
  name,
  run: async (house) => (await Promise.all(house.desks.map(async (desk) => (await look(house, desk)).map((line) => `desks/${desk}: ${line}`)))).flat(),
})

/** The declaration a desk exports, found by what it is, not by its name. */
export async function declarationOf(house: House, desk: string): Promise<Desk | null> {
  if (!house.has(`desks/${desk}/desk.ts`)) return null
  const module = (await import(pathToFileURL(`${house.root}/desks/${desk}/desk.ts`).href)) as Record<string, unknown>
  return (Object.values(module).find((value) => typeof value === 'object' && value !== null && 'lifecycle' in value && 'clocks' in value) as Desk | undefined) ?? null
}

export const complete = perDesk('a desk folder has every required file', (house, desk) => [
  ...requiredFiles.filter((file) => !house.has(`desks/${desk}/${file}`)).map((file) => `${file} is missing`),
  ...requiredFolders.filter((folder) => !house.files.some((path) => path.startsWith(`desks/${desk}/${folder}/`))).map((folder) => `${folder}/ is empty`),
  ...(house.files.some((path) => path.startsWith(`desks/${desk}/`) && path.endsWith('.test.ts')) ? [] : ['not one test']),
])

/** A scene: a heading with Scene or 场景 in it, and at least five lines of what a person of the office does there. */
export const scenes = perDesk('a desk README tells its scene in at least five lines', (house, desk) => {
  if (!house.has(`desks/${desk}/README.md`)) return []
  const lines = house.text(`desks/${desk}/README.md`).split('\n')
  const start = lines.findIndex((line) => /^#+ .*(scene|场景)/i.test(line))
  if (start < 0) return ['README.md has no section Scene 场景']
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^#/.test(line))
  const told = rest.slice(0, end < 0 ? rest.length : end).filter((line) => line.trim()).length
  return told >= 5 ? [] : [`the scene in README.md is ${told} lines long`]
})

export const sourced = perDesk('every clock has a basis, every move a power that exists, every life cycle is sound', async (house, desk) => {
  const declared = await declarationOf(house, desk)
  if (!declared) return house.has(`desks/${desk}/desk.ts`) ? ['desk.ts declares no desk'] : []
  const { clocks, lifecycle, powers } = declared
  return [
    ...(declared.key === desk ? [] : [`the key is ${declared.key}, the folder ${desk}`]),
    ...Object.entries(clocks).flatMap(([name, clock]) => (clock.basis.trim().length >= 3 ? [] : [`clock ${name} has no basis`])),
    ...Object.entries(lifecycle.moves).flatMap(([name, move]) =>
      move.power && Object.hasOwn(powers, move.power) ? [] : [`move ${name}: power '${move.power}' is not in powers.ts`],
    ),
    ...Object.entries(lifecycle.moves).flatMap(([name, move]) =>
      move.consent && !Object.hasOwn(powers, move.consent.power) ? [`move ${name}: consent of '${move.consent.power}', not in powers.ts`] : [],
    ),
    ...faults(lifecycle).map((fault) => `life cycle: ${fault.kind} at ${fault.at}`),
  ]
})

export const registered = perDesk('a desk stands in both registries', (house, desk) =>
  ['app/desks.ts', 'app/desks.web.ts'].filter((file) => !house.has(file) || !house.text(file).includes(`desks/${desk}/`)).map((file) => `no line in ${file}`),
)
