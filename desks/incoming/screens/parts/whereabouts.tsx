/** 文在哪里: the step, who holds it and since when; 传阅中 while it goes round; what was written, and whose word decides. */
import type { MatterId } from '../../../../kernel/ids.ts'
import type { MatterView, PieceView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Opinion } from '../../../../web/parts/opinion.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useReading } from '../../../../web/reading.ts'
import { sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { conflicting, deciding, meaningOf, rankOf, type Written } from '../../opinions.ts'
import { circulations, positionOf } from '../../position.ts'
import { chaserOf, type PaperDetail } from '../../shape.ts'
import { fill, useIncomingWords } from './use-incoming-words.ts'

type Paper = MatterView<PaperDetail>
function Chaser({ id }: { readonly id: string }) {
  const w = useIncomingWords()
  const { name } = useReading(chaserOf, { id: id as MatterId })
  return (
    <li className="row between wrap">
      <span className="quiet">{w.fields.chaser}</span>
      <b>{name}</b>
    </li>
  )
}
export function Whereabouts({ paper }: { readonly paper: Paper }) {
  const w = useIncomingWords()
  const language = useLanguage()
  const now = officeNow()
  const { step, holders } = positionOf(paper)
  const rounds = circulations(paper)
  return (
    <Card title={w.fields.where} id="where" aside={w.steps[step]}>
      <ul className="card-body stack tight incoming-where">
        {holders.map((h) => (
          <li key={h.piece} className="row between wrap">
            <b>{h.name === h.unit ? h.name : `${h.unit} ${h.name}`}</b>
            <span className="small quiet">{fill(w.hints.since, { time: sayMoment(h.since, now, language) })}</span>
          </li>
        ))}
        {rounds.map((round) => (
          <li key={round.stage} className="row between wrap">
            <span>
              <b className={round.ended ? 'quiet' : 'amber'}>{round.ended ? w.fields.circulated : w.fields.circulating}</b>{' '}
              {round.now.map((h) => `${h.name}（${fill(w.hints.since, { time: sayMoment(h.since, now, language) })}）`).join('、')}
            </span>
            <span className="small quiet num">{fill(w.hints.haveRead, { read: round.read, of: round.of })}</span>
          </li>
        ))}
        {paper.detail.chaser !== null && step !== 'ended' && <Chaser id={paper.id} />}
      </ul>
    </Card>
  )
}

const written = (p: PieceView): Written => ({
  id: p.id as never,
  person: p.person?.id ?? null,
  state: p.state,
  ending: p.ending,
  opinion: p.opinion,
  ink: p.ink,
  ended_at: p.endedAt,
})
export function Opinions({ paper }: { readonly paper: Paper }) {
  const w = useIncomingWords()
  const language = useLanguage()
  const { detail } = paper
  const said = paper.stages
    .flatMap((s) => (s.asks === null && s.role !== 'asker' && s.role !== 'conflict' ? s.pieces : []))
    .flatMap((p) => {
      const meaning = p.kind === 'do' ? null : meaningOf(p, detail)
      return meaning ? [{ piece: p, meaning }] : []
    })
  const put = paper.stages.find((s) => s.kind === 'say' && s.role === 'sign' && s.openedAt === detail.proposal?.at)?.pieces.map(written) ?? []
  const top = deciding(put, detail.leaders)
  const differ = new Set(conflicting(put, detail.leaders).map((a) => a.id as string))
  if (said.length === 0 && !detail.proposal) return null
  const byRank = [...said].sort((a, b) => rankOf(detail.leaders, written(a.piece)) - rankOf(detail.leaders, written(b.piece)))
  return (
    <Card title={w.fields.opinions} id="opinions">
      <div className="card-body stack">
        {detail.proposal && (
          <section className="stack tight">
            <h3 className="small quiet">{w.fields.proposal}</h3>
            <p className="pre">{detail.proposal.text}</p>
            <p className="small quiet pre">{`${w.fields.cause}：${detail.proposal.cause}`}</p>
            {detail.proposal.overReason && <p className="small amber pre">{`${w.units.down.overReason}：${detail.proposal.overReason}`}</p>}
            {detail.proposal.options.length > 0 && <p className="small quiet">{`${w.fields.options}：${detail.proposal.options.join('；')}`}</p>}
          </section>
        )}
        <ul className="stack tight incoming-opinions">
          {byRank.map(({ piece, meaning }) => (
            <li key={piece.id}>
              <p className="row between wrap">
                <span>
                  <b>{piece.person?.name ?? piece.unit.name}</b>　{w.meanings[meaning]}{' '}
                  {top?.id === (piece.id as never) && put.length > 1 && <span className="tag">{w.marks.decides}</span>}
                  {differ.has(piece.id) && <span className="tag amber">{w.marks.differs}</span>}
                </span>
                <span className="small quiet num">{piece.endedAt && sayMoment(piece.endedAt, officeNow(), language)}</span>
              </p>
              <Opinion piece={piece} />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
