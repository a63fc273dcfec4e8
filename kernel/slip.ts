/** 单据: a form a desk prints of a matter, as the page that offers it and the server that sets it both know it. */
import { pathOf } from './contract.ts'
import type { MatterView } from './view.ts'

export interface Slip {
  /** In the address, and in the desk's words under `slips`. */
  readonly key: string
  /** How its code tells it: P 处理笺, D 交办单, C 回访单, R 答复函, O any other. */
  readonly form: 'P' | 'D' | 'C' | 'R' | 'O'
  /** Who asked may stand on it, for whoever holds this power. null: never. */
  readonly asker: string | null
  /** Is there anything to print yet? */
  ready(matter: MatterView): boolean
}
/** Its address: `/api/letters/slips/call-back.pdf`. */
export const slipPath = (desk: string, slip: Slip): string => `${pathOf(`${desk}.slips`)}/${slip.key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}.pdf`
