/** 起草登记 as it is typed, and as the contract takes it. */

import { checkWriting } from '../../../../kernel/writing/check-writing.ts'
import { alwaysUp } from '../../../../kernel/writing/paper-types.ts'
import { type Finding, unsaid } from '../../../../kernel/writing/writing.ts'
import type { SentFile } from '../../../../web/parts/file-drop.tsx'
import type { Chosen } from '../../../../web/parts/holder-picker.tsx'
import type { Issuer } from '../../letterheads.ts'
import { type MaterialKind, materialsNeeded, type ways } from '../../materials.ts'
import type { directions, levels, PaperDetail, PaperType, urgencies } from '../../shape.ts'

export interface DraftForm {
  readonly way: (typeof ways)[number]
  readonly title: string
  readonly paperType: PaperType
  readonly direction: (typeof directions)[number]
  readonly level: (typeof levels)[number]
  readonly important: boolean
  readonly urgency: (typeof urgencies)[number]
  readonly purpose: string
  /** 发文机关, the leading one. */
  readonly organ: string
  /** 联合发文机关, one a line. */
  readonly others: string
  readonly code: string
  readonly involved: readonly Chosen[]
  readonly asker: readonly Chosen[]
  readonly dueBy: string
  readonly ledBy: string
  readonly passesOn: boolean
  readonly inclination: string
  readonly overReason: string
  readonly named: boolean
  readonly files: readonly SentFile[]
  readonly materials: Readonly<Partial<Record<MaterialKind, { readonly file: SentFile | null; readonly without: string }>>>
}
export const freshDraft: DraftForm = {
  way: 'own',
  title: '',
  paperType: 'notice',
  direction: 'down',
  level: 'office',
  important: false,
  urgency: 'normal',
  purpose: '',
  organ: '',
  others: '',
  code: '',
  involved: [],
  asker: [],
  dueBy: '',
  ledBy: '',
  passesOn: false,
  inclination: '',
  overReason: '',
  named: false,
  files: [],
  materials: {},
}
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
/** A report and a request go up; whoever changes the type need not change the way too. */
export const withType = (form: DraftForm, paperType: PaperType): DraftForm => ({ ...form, paperType, ...(alwaysUp(paperType) ? { direction: 'up' as const } : {}) })
export const neededFor = (form: DraftForm): MaterialKind[] => materialsNeeded({ way: form.way, paperType: form.paperType, normative: null })
export const formOf = ({ paperType, direction }: Pick<DraftForm, 'paperType' | 'direction'>): PaperDetail['form'] =>
  paperType === 'letter' ? 'letter' : paperType === 'order' ? 'order' : paperType === 'minutes' ? 'minutes' : direction === 'up' ? 'upward' : 'paper'

/** The leading one first. */
export const organsOf = ({ organ, others }: Pick<DraftForm, 'organ' | 'others'>): string[] => [organ.trim(), ...linesOf(others)].filter(Boolean)
/** 转报 is asked of what goes up alone. R-D05 */
export const passing = ({ direction, passesOn, inclination }: Pick<DraftForm, 'direction' | 'passesOn' | 'inclination'>) =>
  direction === 'up' && passesOn ? { passesOn, inclination: inclination.trim() || null } : { passesOn: false, inclination: null }

export function draftInput(form: DraftForm, to: (day: string) => string | null) {
  return {
    way: form.way,
    title: form.title.trim(),
    paperType: form.paperType,
    form: formOf(form),
    direction: form.direction,
    level: form.level,
    important: form.important,
    urgency: form.urgency,
    purpose: form.purpose.trim() || null,
    organs: organsOf(form),
    code: form.code.trim() || null,
    involved: form.involved.flatMap((one) => (one.holder.unit ? [{ unit: one.holder.unit }] : [])),
    asker: form.asker[0]?.holder ?? null,
    dueBy: form.dueBy ? to(form.dueBy) : null,
    ledBy: form.ledBy.trim() || null,
    ...passing(form),
    overReason: form.overReason.trim() || null,
    named: form.named,
    files: form.files.map((one) => one.id) as never,
    materials: neededFor(form).flatMap((kind) => {
      const one = form.materials[kind]
      return one?.file || one?.without.trim() ? [{ kind, file: (one.file?.id ?? null) as never, without: one.file ? null : one.without.trim() }] : []
    }),
  }
}
type Said = Pick<DraftForm, 'paperType' | 'direction' | 'title' | 'important' | 'passesOn' | 'inclination'>
/** What the rules of writing say of it already: title, type, way; who is to be copied, where the office has settled who stands above. */
export function findingsOf({ paperType, direction, title, important, passesOn, inclination }: Said, above: Pick<Issuer, 'superior' | 'other'> | null): readonly Finding[] {
  if (title.trim() === '') return []
  return checkWriting({
    ...unsaid,
    type: paperType,
    way: direction,
    title: title.trim(),
    important,
    passesOnRequest: passesOn,
    inclination,
    superior: above?.superior ?? null,
    otherSuperior: above?.other ?? null,
    // who it is addressed to stands in the text, which is not written yet
    addressees: direction === 'up' ? [{ name: '', kind: 'other', way: 'up', steps: 1 }] : [],
  })
}
