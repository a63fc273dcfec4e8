/** The shell's readings: pages that belong to no desk and read the kernel only. */

import { recordOfficeAct } from '../../kernel/people/record.ts'
import { readArrivals } from '../../kernel/reading/arrivals.ts'
import { readAudit, readTrust } from '../../kernel/reading/audit.ts'
import { auditList, auditTrust, rightsTable, verifyNow } from '../../kernel/reading/audit-shape.ts'
import { readYear } from '../../kernel/reading/calendar.ts'
import { readLedger } from '../../kernel/reading/ledger.ts'
import { countUnread, markRead, readNoticeKinds, readNoticeList } from '../../kernel/reading/notices.ts'
import { readOverview } from '../../kernel/reading/overview.ts'
import { overview } from '../../kernel/reading/overview-shape.ts'
import { readAnyMatter, secretaryOf } from '../../kernel/reading/paper.ts'
import { anyMatter, mySecretary } from '../../kernel/reading/paper-shape.ts'
import { readDirectory, readPerson, readUnit, readUnits } from '../../kernel/reading/people.ts'
import { readRecorded } from '../../kernel/reading/recorded.ts'
import { type PowerRow, rightsOfOffice } from '../../kernel/reading/rights.ts'
import { readSearch } from '../../kernel/reading/search.ts'
import { search } from '../../kernel/reading/search-shape.ts'
import { calendarYear, directory, ledger, myWork, noticeKinds, notices, personView, readNotices, recordedInMyName, trail, units, unitView } from '../../kernel/reading/shape.ts'
import { readTomorrow } from '../../kernel/reading/tomorrow.ts'
import { readTrail } from '../../kernel/reading/trail.ts'
import { readUnitHome } from '../../kernel/reading/unit-home.ts'
import { tomorrow, unitHome } from '../../kernel/reading/unit-shape.ts'
import { arrivals } from '../../kernel/reading/window-shape.ts'
import { readWork } from '../../kernel/reading/work.ts'
import { officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { tableActs, tableReadings } from './tables.ts'
import { handlePropose } from './window.ts'

const audits = { power: 'office.audit' } as const

export const shellRoutes: Routes = {
  key: 'shell',
  acts: [
    handlePropose,
    ...tableActs,
    handle(
      readNotices,
      async (ctx, { ids }) => {
        await markRead(ctx, ids)
        return { unread: await countUnread(ctx) }
      },
      'signed-in',
    ),
    handle(
      verifyNow,
      async (ctx) => {
        await recordOfficeAct(ctx, 'audit.verify', {})
        await run(ctx.tx, `select graphile_worker.add_job('verify', job_key := 'verify')`, [])
        return {}
      },
      audits,
    ),
  ],
  readings: [
    ...tableReadings,
    read(myWork, (ctx, asked) => readWork(ctx, asked)),
    read(arrivals, (ctx, { day }) => readArrivals(ctx, day ?? officeDate(ctx.now))),
    read(overview, (ctx, asked) => readOverview(ctx, asked)),
    read(anyMatter, (ctx, { id }) => readAnyMatter(ctx, id)),
    read(mySecretary, async (ctx, { desk }) => ({ person: secretaryOf(ctx, desk) }), 'signed-in'),
    read(ledger, (ctx, asked) => readLedger(ctx, asked)),
    read(unitHome, (ctx, { unit }) => readUnitHome(ctx, unit)),
    read(tomorrow, (ctx, { person }) => readTomorrow(ctx, person)),
    read(search, (ctx, asked) => readSearch(ctx, new Map([...ctx.desks.values()].map(({ desk }) => [desk.key, desk.series])), asked)),
    read(trail, (ctx, { matter }) => readTrail(ctx, matter)),
    read(recordedInMyName, (ctx, { day }) => readRecorded(ctx, day ?? officeDate(ctx.now))),
    read(units, async (ctx) => ({ rows: readUnits(ctx.office, ctx.now) }), 'signed-in'),
    read(directory, async (ctx, asked) => readDirectory(ctx.office, asked, ctx.now), 'signed-in'),
    read(personView, (ctx, { id }) => readPerson(ctx.tx, ctx.office, id, ctx.now), 'signed-in'),
    read(unitView, (ctx, { id }) => readUnit(ctx.tx, ctx.office, id, ctx.now), 'signed-in'),
    read(calendarYear, (ctx, { year }) => readYear(ctx.tx, year), 'signed-in'),
    read(auditList, (ctx, { cursor, size, ...asked }) => readAudit(ctx.tx, ctx.office, asked, cursor, size), audits),
    read(auditTrust, (ctx) => readTrust(ctx.tx), audits),
    read(
      rightsTable,
      async (ctx) => {
        const powers = await run<PowerRow>(
          ctx.tx,
          'select p.id, p.key, p.post, p.person from power p where p.from_at <= $1 and (p.to_at is null or p.to_at > $1) order by p.from_at, p.id',
          [ctx.now],
        )
        return {
          desks: rightsOfOffice(
            ctx.office,
            [...ctx.desks.values()].map((one) => one.desk),
            powers,
            ctx.now,
          ),
        }
      },
      'signed-in',
    ),
    read(noticeKinds, (ctx) => readNoticeKinds(ctx), 'signed-in'),
    read(notices, (ctx, asked) => readNoticeList(ctx, asked), 'signed-in'),
  ],
  gets: [],
}
