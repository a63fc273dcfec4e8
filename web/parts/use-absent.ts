/** 不在岗, said where one looks for somebody. */
import { type AbsenceRow, absences } from '../../kernel/people/absence-shape.ts'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

/** Of whom it is said today, by id. */
export function useAbsent(): ReadonlyMap<string, AbsenceRow> {
  const found = useReadingLater(absences, {}).data
  return new Map((found?.rows ?? []).filter((row) => found !== undefined && row.from <= found.today).map((row) => [row.person.id, row]))
}
/** 今天不在（请假），代理 李四 */
export function useAbsentWords(): (row: AbsenceRow) => string {
  const t = useT()
  return (row) => {
    const kind = t(`people.absenceKinds.${row.kind}`)
    return row.agent ? t('people.absentAgent', { kind, agent: row.agent.name }) : t('people.absent', { kind })
  }
}
