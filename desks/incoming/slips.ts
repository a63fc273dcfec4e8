/** 单据 of a paper: what one may print of it, and from when on. Neither has a field for a degree of secrecy. Rule: HA-17; R-C01 */
import type { Slip } from '../../kernel/slip.ts'

export const processing: Slip = { key: 'processing', form: 'P', asker: null, ready: () => true }
/** 呈报: there is something to report of. */
export const situation: Slip = { key: 'situation', form: 'O', asker: null, ready: (matter) => matter.phase !== 'registered' && matter.phase !== 'void' }
export const slips: readonly Slip[] = [processing, situation]
