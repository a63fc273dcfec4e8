/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { archives } from './desk.ts'
import { handleKeepItems } from './do/keep-items.ts'
import { handleDrawOld, handleLeaveItems, handleLeaveOld, handleTakeUp } from './do/leave-items.ts'
import { handleAskLoan, handleDeclineLoan, handleGiveBackLoan, handleLendLoan } from './do/loans.ts'
import { handleRenumberItem } from './do/renumber-item.ts'
import { catalogueFile } from './print/catalogue-file.ts'
import { copies, labels } from './print/copies.ts'
import { spines } from './print/spines.ts'
import { readCatalogue, readGroups } from './read/catalogue.ts'
import { readDrafts } from './read/drafts.ts'
import { readItem } from './read/item.ts'
import { readLoan, readLoans } from './read/loans.ts'
import { readTable } from './read/table.ts'

export const routes = deskRoutes(archives)
  .acts(handleKeepItems, handleLeaveItems, handleLeaveOld, handleTakeUp, handleDrawOld, handleRenumberItem, handleAskLoan, handleLendLoan, handleGiveBackLoan, handleDeclineLoan)
  .readings(readDrafts, readCatalogue, readGroups, readItem, readLoans, readLoan, readTable)
  .ledgers(catalogueFile)
  .copies(...copies)
  .labels(...labels)
  .sheets(spines)
