/** The report as it lies on paper: title, issue, day, and in its sentences every number a link to what it counts. */
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { type OfficeDate, officeDate } from '../../../../kernel/time.ts'
import { sayDate } from '../../../../web/say-time.ts'
import type { weeklyView } from '../../weekly-shape.ts'
import { namedNumbers, onPaper, type Piece, piecesOf, titles } from '../../weekly-words.ts'
import { fill, useLettersWords } from './use-letters-words.ts'
import type { Block } from './use-weekly.ts'

type View = z.output<typeof weeklyView.output>
/** Where a number leads: the figures page at the same cut-off, for opinions of these alone; for a theme the ledger with its letters. */
export function pathOf(view: View, piece: Exclude<Piece, string>): string {
  const { told } = piece
  const figures = (asked: Readonly<Record<string, string>>) =>
    `/letters/figures?${new URLSearchParams({ cutOff: view.cutOff, as: 'then', ...(view.kind === 'opinions' ? { kind: 'advice' } : {}), ...asked })}`
  if (!('of' in told)) {
    if (told.find === undefined) return figures({ figure: told.word.startsWith('超期') ? 'late' : 'open', unit: told.unit ?? '' })
    return `/letters?${new URLSearchParams(told.theme === undefined ? { from: view.from, to: view.to, text: told.find } : { report: view.id, theme: String(told.theme) })}`
  }
  const week = { from: view.from, to: view.to }
  const before = { from: shift(view.from), to: shift(view.to) }
  const span = told.of === 'week' ? week : told.of === 'before' ? before : {}
  return figures({ ...span, ...(told.of === 'before' ? { cutOff: new Date(Date.parse(view.cutOff) - 7 * 86_400_000).toISOString() } : {}), figure: told.key })
}
const shift = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10)

function Sentence({ view, text }: { readonly view: View; readonly text: string }) {
  return (
    <p>
      {piecesOf(text, view.numbers, namedNumbers(view.numbers)).map((piece, at) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence have nothing but their place
          <Link key={at} to={pathOf(view, piece)} className="weekly-number num">
            {piece.number}
          </Link>
        ),
      )}
    </p>
  )
}
export function WeeklyPaper({ view, blocks }: { readonly view: View; readonly blocks: readonly Block[] }) {
  const w = useLettersWords().screen.weekly
  const day = (date: string) => sayDate(date, 'zh-CN')
  const shown = blocks.filter((block) => block.text.trim() !== '')
  return (
    <article className="weekly-paper" lang="zh-CN">
      <h2>{titles[view.kind]}</h2>
      <p className="weekly-issue">{view.number ?? onPaper.notIssued}</p>
      <p className="weekly-line">
        <span>{onPaper.office}</span>
        <span>{day(view.issuedAt ? officeDate(view.issuedAt as never) : (view.week as OfficeDate))}</span>
      </p>
      <p className="weekly-span">{fill(w.span, { from: day(view.from), to: day(view.to) })}</p>
      {shown.map((block, at) => (
        <section key={block.key}>
          <h3>
            {'一二三四五六七八九十'[at]}、{block.heading}
          </h3>
          {block.text
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line, no) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have nothing but their place
              <Sentence key={no} view={view} text={line} />
            ))}
        </section>
      ))}
      {view.issuedBy && (
        <p className="weekly-signed">
          {onPaper.signedBy}　{view.issuedBy.name}
        </p>
      )}
    </article>
  )
}
