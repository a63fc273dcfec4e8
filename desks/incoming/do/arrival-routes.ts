/** What the papers room has of its own: runs of the exchange station, copies, their papers and files. */
import type { DeskRoutes } from '../../../platform/ctx/routes.ts'
import { arrivalLedgerFiles } from '../print/copies-ledger.ts'
import { labels } from '../print/labels.ts'
import { destructionSlip, recallSlip } from '../print/recall.ts'
import { runSlip } from '../print/run-slip.ts'
import { readCopies, readCopiesOf, readCopyByCode } from '../read/copies.ts'
import { readRun, readRuns } from '../read/run.ts'
import { readSameNumber } from '../read/same-number.ts'
import { handleLandLine } from './land-line.ts'
import { handleAddCopies, handleClearCopies, handleDestroyCopies, handleHandCopies, handleReturnCopies } from './move-copies.ts'
import { handleCloseRun, handleCountAgain, handleCountSecret, handleOpenRun, handleTellStation } from './open-run.ts'

export const withArrival = (desk: DeskRoutes): DeskRoutes =>
  desk
    .acts(handleOpenRun, handleCountAgain, handleLandLine, handleCountSecret, handleCloseRun, handleTellStation)
    .acts(handleHandCopies, handleReturnCopies, handleClearCopies, handleDestroyCopies, handleAddCopies)
    .readings(readRun, readRuns, readSameNumber, readCopies, readCopyByCode, readCopiesOf)
    .sheets(runSlip, labels, recallSlip, destructionSlip)
    .ledgers(...arrivalLedgerFiles)
