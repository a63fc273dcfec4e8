/** 依法删除 on a letter: beside the texts every matter has, what was written, where, and the reply's draft. */
import { EraseForm } from '../../../../web/matter/erase-form.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import type { LetterDetail } from '../../shape.ts'
import { useLetterHere } from './letter-here.ts'

export function EraseLetterForm(form: DeskForm) {
  const { draft } = useLetterHere()
  const { body, place, drafted } = form.matter.detail as LetterDetail
  return <EraseForm {...form} own={{ body, place, reply: drafted ? (draft.text ?? '') : null }} />
}
