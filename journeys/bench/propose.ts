/** How well fields are proposed from the text of ninety-three papers, made as the files they would come in and read as an upload is. Labels: papers-labelled.json. */
import { loadavg } from 'node:os'
import { type Proposed, proposeFields } from '../../desks/incoming/propose/propose-fields.ts'
import { paperTypeWords } from '../../desks/incoming/propose/propose-paper-type.ts'
import type { FileLine } from '../../kernel/reading/lines-shape.ts'
import { readLines } from '../../platform/files/inside/lines/read-lines.ts'
import { type LabelledPaper, labelled } from './papers/flow.ts'
import { makePaper } from './papers/make.ts'

const AIM = 0.95
/** Those that may fail the bench. */
const must: readonly Field[] = ['number', 'title', 'sender']
type Field = keyof LabelledPaper['says']
const fields: readonly Field[] = ['number', 'title', 'sender', 'type', 'urgency', 'writtenOn', 'answerBy', 'attachments']
const bare = (text: string | null): string | null => text?.replace(/\s/g, '') ?? null

/** As said and as proposed, in one form. Silence about urgency is «normal», as the form has it. */
function both(paper: LabelledPaper, proposed: Proposed): Record<Field, readonly [unknown, unknown]> {
  const { says } = paper
  const type = says.type === null ? null : (paperTypeWords[says.type as keyof typeof paperTypeWords] ?? says.type)
  return {
    number: [says.number, proposed.senderNumber?.value ?? null],
    title: [bare(says.title), bare(proposed.title?.value ?? null)],
    sender: [says.sender, proposed.sender?.value ?? null],
    type: [type, proposed.paperType?.value ?? null],
    urgency: [says.urgency, proposed.urgency?.value ?? 'normal'],
    writtenOn: [says.writtenOn, proposed.writtenOn?.value ?? null],
    answerBy: [says.answerBy, proposed.answerBy?.value ?? null],
    attachments: [JSON.stringify(says.attachments.map(bare)), JSON.stringify((proposed.attachmentsNamed?.value ?? []).map(bare))],
  }
}
export interface Missed {
  readonly id: string
  readonly kind: string
  readonly field: Field
  readonly was: unknown
  readonly got: unknown
  /** Nothing was proposed where something stands; the other way round somebody would be misled. */
  readonly silent: boolean
}
export async function linesOf(bytes: Buffer): Promise<readonly FileLine[]> {
  const lines: FileLine[] = []
  await readLines(bytes, (said) => said.kind === 'page' && lines.push(...said.lines))
  return lines
}
export async function benchPropose(say: (text: string) => void): Promise<boolean> {
  const missed: Missed[] = []
  const took: number[] = []
  for (const paper of labelled) {
    const lines = await linesOf(makePaper(paper).bytes)
    const began = performance.now()
    const proposed = proposeFields(lines)
    took.push(performance.now() - began)
    const silence: readonly unknown[] = [null, '[]', 'normal']
    for (const [field, [was, got]] of Object.entries(both(paper, proposed)) as [Field, readonly [unknown, unknown]][])
      if (was !== got) missed.push({ id: paper.id, kind: paper.kind, field, was, got, silent: silence.includes(got) })
  }
  const unseen = labelled.filter((p) => p.unseen)
  const kinds = [...new Set(labelled.map((p) => p.kind))]
  const share = (field: Field, kind: string | null): string => {
    const of = labelled.filter((p) => kind === null || p.kind === kind).length
    const wrong = missed.filter((m) => m.field === field && (kind === null || m.kind === kind)).length
    return `${of - wrong}/${of}`
  }
  say(`fields proposed from ${labelled.length} papers of ${new Set(labelled.flatMap((p) => p.says.sender.split('、'))).size} senders (load ${loadavg()[0]?.toFixed(0)}):`)
  for (const field of fields)
    say(`  ${field.padEnd(12)} ${share(field, null).padEnd(8)} ${kinds.map((kind) => `${kind} ${share(field, kind)}`).join(', ')}${must.includes(field) ? `   aim ≥ ${AIM}` : ''}`)
  say(
    `  of the ${unseen.length} written after the reader: ${must.map((field) => `${field} ${unseen.length - missed.filter((m) => m.field === field && unseen.some((p) => p.id === m.id)).length}`).join(', ')}`,
  )
  for (const { id, kind, field, was, got, silent } of missed)
    say(`  ${silent ? 'silent' : 'wrong '} ${id} ${kind} ${field}: ${JSON.stringify(was)}, proposed ${JSON.stringify(got)}`)
  say(`  one paper's fields from its lines: ${took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]?.toFixed(1)} ms (p95)`)
  return must.every((field) => missed.filter((m) => m.field === field).length <= labelled.length * (1 - AIM))
}
