/** The shell's readings: pages that belong to no desk and read the kernel only. */
import { readYear } from '../../kernel/reading/calendar.ts'
import { readLedger } from '../../kernel/reading/ledger.ts'
import { countUnread, markRead, readNoticeList } from '../../kernel/reading/notices.ts'
import { readDirectory, readPerson, readUnit, readUnits } from '../../kernel/reading/people.ts'
import { readRecorded } from '../../kernel/reading/recorded.ts'
import { calendarYear, directory, ledger, myWork, notices, personView, readNotices, recordedInMyName, trail, units, unitView } from '../../kernel/reading/shape.ts'
import { readTrail } from '../../kernel/reading/trail.ts'
import { readWork } from '../../kernel/reading/work.ts'
import { officeDate } from '../../kernel/time.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'

export const shellRoutes: Routes = {
  key: 'shell',
  acts: [
    handle(
      readNotices,
      async (ctx, { ids }) => {
        await markRead(ctx, ids)
        return { unread: await countUnread(ctx) }
      },
      'signed-in',
    ),
  ],
  readings: [
    read(myWork, (ctx, asked) => readWork(ctx, asked)),
    read(ledger, (ctx, asked) => readLedger(ctx, asked)),
    read(trail, (ctx, { matter }) => readTrail(ctx, matter)),
    read(recordedInMyName, (ctx, { day }) => readRecorded(ctx, day ?? officeDate(ctx.now))),
    read(units, async (ctx) => ({ rows: readUnits(ctx.office, ctx.now) }), 'signed-in'),
    read(directory, async (ctx, asked) => readDirectory(ctx.office, asked, ctx.now), 'signed-in'),
    read(personView, (ctx, { id }) => readPerson(ctx.tx, ctx.office, id, ctx.now), 'signed-in'),
    read(unitView, (ctx, { id }) => readUnit(ctx.tx, ctx.office, id, ctx.now), 'signed-in'),
    read(calendarYear, (ctx, { year }) => readYear(ctx.tx, year), 'signed-in'),
    read(notices, (ctx, asked) => readNoticeList(ctx, asked), 'signed-in'),
  ],
  gets: [],
}
