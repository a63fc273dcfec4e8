/** 行文规则: every rule, in the order a reviewer asks. Who must have been heard, and what is lawful, the desk asks of its own record. Pure. */
import { downwardRules } from './downward.ts'
import { titleRules } from './title-rules.ts'
import { upwardRules } from './upward.ts'
import type { Finding, Writing } from './writing.ts'

const rules = [...titleRules, ...upwardRules, ...downwardRules]
export const checkWriting = (paper: Writing): readonly Finding[] => rules.flatMap((rule) => rule(paper))
export const stops = (findings: readonly Finding[]): readonly Finding[] => findings.filter((one) => one.weight === 'stop')
export const wantsReason = (findings: readonly Finding[]): readonly Finding[] => findings.filter((one) => one.weight === 'reason')
