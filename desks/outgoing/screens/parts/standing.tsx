/** What stands of a paper: its fields, who was heard, what was checked, how often it came back, its number. */
import type { MatterView, PieceView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Opinion } from '../../../../web/parts/opinion.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDate, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { materialsNeeded } from '../../materials.ts'
import type { PaperDetail } from '../../shape.ts'
import { fill, useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

type Paper = MatterView<PaperDetail>
type Line = readonly [label: string, value: string | null | false]
const Facts = ({ lines }: { readonly lines: readonly Line[] }) => (
  <dl className="facts card-body">
    {lines.map(([label, value]) =>
      value === null || value === false ? null : (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ),
    )}
  </dl>
)
const useMoment = () => {
  const language = useLanguage()
  return (at: string | null) => at && sayMoment(at, officeNow(), language)
}
/** Of several things those that are there. */
const spaced = (...parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join('　')

export function Says({ detail }: { readonly detail: PaperDetail }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const kept = (kind: (typeof detail.materials)[number]['kind']) => detail.materials.find((one) => one.kind === kind)
  const materials = materialsNeeded(detail).map((kind) => `${w.materials[kind]}（${kept(kind)?.file ? s.hints.given : (kept(kind)?.without ?? s.hints.noneHere)}）`)
  return (
    <Card title={s.fields.says} id="says">
      <Facts
        lines={[
          [w.fields.purpose, detail.purpose],
          [s.fields.organs, detail.organs.join('、')],
          [s.fields.level, w.levels[detail.level]],
          [s.fields.direction, w.directions[detail.direction]],
          [s.fields.code, detail.code],
          [s.fields.ledBy, detail.ledBy],
          [s.fields.inclination, detail.inclination],
          [s.fields.overReason, detail.overYear && fill(s.hints.overYear, { limits: detail.overYear.limits.join('、'), reason: detail.overYear.reason })],
          [s.fields.materials, materials.length > 0 && materials.join('；')],
          [s.fields.legality, detail.legality && `${detail.legality.opinion}（${detail.legality.reviewer}）`],
        ]}
      />
    </Card>
  )
}

const ofSign = (paper: Paper): readonly PieceView[] => paper.stages.flatMap((stage) => (stage.role === 'sign' && stage.kind === 'say' && stage.asks === null ? stage.pieces : []))
/** 会签: each unit's word as it was given; a dissent stays. Rule: GN-18 */
export function Consulted({ paper }: { readonly paper: Paper }) {
  const s = useScreenWords()
  const moment = useMoment()
  const pieces = ofSign(paper)
  if (pieces.length === 0) return null
  const word = (piece: PieceView) => (piece.ending === 'agreed' ? s.agreed : piece.ending === 'disagreed' ? s.disagreed : s.waiting)
  return (
    <Card title={s.fields.consulted} id="consulted" aside={`${pieces.filter((piece) => piece.ending === 'agreed').length}/${pieces.length}`}>
      <ul className="card-body stack tight outgoing-list">
        {pieces.map((piece) => (
          <li key={piece.id}>
            <p className="row between wrap">
              <span>
                <b>{piece.unit.name}</b> {piece.person?.name}　
                <span className={piece.ending === 'disagreed' ? 'red' : piece.ending === 'agreed' ? '' : 'amber'}>{word(piece)}</span>
              </span>
              <span className="small quiet num">{moment(piece.endedAt)}</span>
            </p>
            <Opinion piece={piece} />
          </li>
        ))}
        {paper.detail.dissent && (
          <li>
            <p className="small quiet">{s.fields.dissent}</p>
            <p className="pre">{paper.detail.dissent}</p>
          </li>
        )}
      </ul>
    </Card>
  )
}

/** 核稿, 两人校对, 退回的轮次. Rule: R-D21, ZK-14, BZ-47 */
export function Rounds({ paper }: { readonly paper: Paper }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const moment = useMoment()
  const { detail } = paper
  const named = (id: string) => paper.stages.flatMap((stage) => stage.pieces).find((piece) => piece.person?.id === id)?.person?.name ?? ''
  if (detail.returns.length === 0 && detail.checks.length === 0) return null
  return (
    <Card title={s.fields.rounds} id="rounds">
      <ul className="card-body stack tight outgoing-list">
        {detail.returns.map((one, n) => (
          <li key={one.at}>
            <p className="small quiet">{fill(s.hints.round, { n: n + 1, by: named(one.by), at: moment(one.at) })}</p>
            <ol>
              {one.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ol>
            {one.late && <p className="small amber">{`${s.fields.late}：${one.late}`}</p>}
          </li>
        ))}
        {detail.checks.length > 0 && (
          <li>
            <p className="small quiet">{`${s.fields.checks} ${moment(detail.checks[0]?.at ?? null)}`}</p>
            {detail.checks.map((one) => (
              <p key={one.key} className="small">
                {one.ok ? '✓' : '✗'} {w.checks[one.key]}
              </p>
            ))}
          </li>
        )}
        {detail.grade && <li>{fill(s.hints.graded, { grade: w.grades[detail.grade.grade], n: detail.returns.length })}</li>}
      </ul>
    </Card>
  )
}

/** Whoever opens a paper that is in force no more reads so before its first word. Standards §2.6 */
export function NoForce({ withdrawn }: Pick<PaperDetail, 'withdrawn'>) {
  const s = useScreenWords()
  const language = useLanguage()
  if (withdrawn === null) return null
  return <p className="outgoing-number amber">{fill(s.hints.noForce[withdrawn.kind], { day: sayDate(withdrawn.from, language) })}</p>
}

/** 文号 or 待编号, seal, issue, openness. Rule: R-D40, R-D60 */
export function Standing({ detail }: { readonly detail: PaperDetail }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const moment = useMoment()
  const language = useLanguage()
  const { normative, published, withdrawn } = detail
  const day = (label: string, on: string | null) => on && `${label} ${sayDate(on, language)}`
  return (
    <Card title={s.fields.standing} id="standing">
      <Facts
        lines={[
          [w.fields.docNumber, detail.docNumber ?? w.say.awaits],
          [s.fields.copies, detail.copies === null ? null : String(detail.copies)],
          [w.moves.useSeal, moment(detail.sealedAt)],
          [s.fields.issuedAt, moment(detail.issuedAt)],
          [s.fields.openness, detail.openness && `${w.opennessKinds[detail.openness.kind]} ${detail.openness.reason}`],
          [w.moves.publish, published && spaced(sayDate(published.on, language), published.where)],
          [
            s.fields.normative,
            normative &&
              spaced(
                normative.register,
                day(s.fields.effectiveOn, normative.effectiveOn),
                day(s.fields.validUntil, normative.validUntil),
                day(s.fields.reviewOn, normative.reviewOn),
                normative.filedOn && spaced(day(w.moves.file, normative.filedOn), normative.filedWith),
              ),
          ],
          [s.fields.withdrawn, withdrawn && spaced(w.withdrawalKinds[withdrawn.kind], day(s.fields.effectiveOn, withdrawn.from), withdrawn.reason, withdrawn.basis)],
        ]}
      />
    </Card>
  )
}
