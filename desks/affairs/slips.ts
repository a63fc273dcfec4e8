/** 单据 of an affair. Rule: issue C «Print» */
import type { Slip } from '../../kernel/slip.ts'

export const order: Slip = { key: 'order', form: 'D', asker: 'affairs.contact', ready: () => true }
export const slips: readonly Slip[] = [order]
