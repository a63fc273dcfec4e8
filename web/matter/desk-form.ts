import type { MatterView } from '../../kernel/view.ts'

/** What a form of a desk is told: the matter and the move it lands; when it has, and when it is given up. */
export interface DeskForm {
  readonly matter: MatterView
  readonly move: string
  readonly onDone: () => void
  readonly onCancel: () => void
}
