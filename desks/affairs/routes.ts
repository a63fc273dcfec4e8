/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { affairs } from './desk.ts'
import { handleOpenContact } from './do/open-contact.ts'
import { handleReadLine } from './do/read-line.ts'
import { handleSetRecurring, handleTurnRecurring } from './do/recurring.ts'
import { handleRegisterAffair } from './do/register-affair.ts'
import { handleRegisterVisit } from './do/register-visit.ts'
import { handleRelate } from './do/relate.ts'
import { handleReportAffair } from './do/report-affair.ts'
import { handleTakeOver } from './do/take-over.ts'
import { handleTurnIntoLetter } from './do/turn-into-letter.ts'
import { affairsLedgerFiles } from './print/ledger.ts'
import { printOrder } from './print/order.ts'
import { readAffair } from './read/affair.ts'
import { readFigures } from './read/figures.ts'
import { readLedger } from './read/ledger.ts'
import { readRecurring } from './read/recurring.ts'

export const routes = deskRoutes(affairs)
  .acts(
    handleRegisterAffair,
    handleRegisterVisit,
    handleReadLine,
    handleReportAffair,
    handleTurnIntoLetter,
    handleTakeOver,
    handleRelate,
    handleOpenContact,
    handleSetRecurring,
    handleTurnRecurring,
  )
  .readings(readLedger, readAffair, readFigures, readRecurring)
  .ledgers(...affairsLedgerFiles)
  .slips(printOrder)
