/** 份数去向 and 交换站取件 as files, by the filters of their pages. */
import { type Language, say } from '../../../kernel/words.ts'
import { type HandledLedger, type LedgerColumn, ledgerFile } from '../../../platform/ctx/ledgers.ts'
import { dayOn, momentOn } from '../../../platform/ctx/said-on-paper.ts'
import { type RunRow, runs } from '../arrival-shape.ts'
import { type CopyRow, copyFilter } from '../copies-shape.ts'
import { copiesPage } from '../read/copies.ts'
import { runsPage } from '../read/run.ts'
import { type IncomingWords, wordsIn } from './arrival-words.ts'

type Words = IncomingWords['arrival']
const column = <R>(head: (w: Words) => string, width: number, cell: LedgerColumn<R>['cell']): LedgerColumn<R> => ({
  head: (language) => head(wordsIn(language).arrival),
  width,
  cell,
})
const day = (at: string | null, language: Language) => (at === null ? '' : dayOn(at, language))
const ofCopies = ledgerFile({
  key: 'copies',
  title: (language) => wordsIn(language).arrival.copies,
  filter: copyFilter,
  gate: { power: 'incoming.copies' },
  columns: [
    column<CopyRow>(
      (w) => w.landed,
      16,
      (row) => row.number,
    ),
    column<CopyRow>(
      (w) => w.sender,
      18,
      (row) => row.sender,
    ),
    column<CopyRow>(
      (w) => w.number,
      18,
      (row) => row.senderNumber,
    ),
    column<CopyRow>(
      (w) => w.title,
      40,
      (row) => row.title,
    ),
    column<CopyRow>(
      (w) => w.serial,
      10,
      (row, language) => row.serial ?? say(wordsIn(language).arrival.copyOf, { no: row.no, of: row.of }, language),
    ),
    column<CopyRow>(
      (w) => w.state,
      9,
      (row, language) => wordsIn(language).arrival.states[row.state],
    ),
    column<CopyRow>(
      (w) => w.holder,
      10,
      (row) => row.holder?.name ?? null,
    ),
    column<CopyRow>(
      (w) => w.unit,
      16,
      (row) => row.unit,
    ),
    column<CopyRow>(
      (w) => w.folder,
      12,
      (row) => row.folder,
    ),
    column<CopyRow>(
      (w) => w.since,
      15,
      (row, language) => day(row.since, language),
    ),
    column<CopyRow>(
      (w) => w.backBy,
      15,
      (row, language) => day(row.backBy, language),
    ),
  ],
  page: (ctx, filter, cursor, size) => copiesPage(ctx, filter, cursor, size, true),
})
const ofRuns = ledgerFile({
  key: 'runs',
  title: (language) => wordsIn(language).arrival.runs,
  filter: runs.input.omit({ cursor: true, size: true }),
  gate: { power: 'incoming.register' },
  columns: [
    column<RunRow>(
      (w) => w.fetchedAt,
      20,
      (row, language) => momentOn(row.at, language),
    ),
    column<RunRow>(
      (w) => w.station,
      18,
      (row) => row.station,
    ),
    column<RunRow>(
      (w) => w.listNumber,
      16,
      (row) => row.listNumber,
    ),
    column<RunRow>(
      (w) => w.fetchedBy,
      10,
      (row) => row.fetchedBy.name,
    ),
    column<RunRow>(
      (w) => w.listed,
      9,
      (row) => row.listed,
    ),
    column<RunRow>(
      (w) => w.copiesCame,
      9,
      (row) => row.came,
    ),
    column<RunRow>(
      (w) => w.state,
      20,
      (row, language) => {
        const { arrival: w } = wordsIn(language)
        return row.closedAt === null ? w.open : row.agrees ? w.agrees : w.differs
      },
    ),
    column<RunRow>(
      (w) => w.tell,
      18,
      (row, language) => (row.toldAt === null ? '' : momentOn(row.toldAt, language)),
    ),
  ],
  page: (ctx, _, cursor, size) => runsPage(ctx, cursor, size),
})
export const arrivalLedgerFiles: readonly HandledLedger[] = [ofCopies, ofRuns]
