/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { incoming } from './desk.ts'
import { handleAmendPaper, handleTreatAsRequest } from './do/amend-paper.ts'
import { withArrival } from './do/arrival-routes.ts'
import { handleExaminePaper, handleReturnPaper } from './do/examine-paper.ts'
import { handleAssignPaper, handleCirculatePaper, handleCloseRead, handleProposePaper } from './do/propose-paper.ts'
import { handleRegisterPaper } from './do/register-paper.ts'
import { handleReportPaper } from './do/report-paper.ts'
import { handlePassOn, handleSignFor, handleUrgeAll } from './do/sign-for.ts'
import { handleTakeAffair } from './do/take-affair.ts'
import { handleTurnPaper } from './do/turn-paper.ts'
import { incomingLedgerFile } from './print/ledger.ts'
import { printProcessing } from './print/processing.ts'
import { printSituation } from './print/situation.ts'
import { readAsks } from './read/asks.ts'
import { readChaser } from './read/chaser.ts'
import { readFigures } from './read/figures.ts'
import { readLedger } from './read/ledger.ts'
import { readPaper } from './read/paper.ts'
import { readReceived } from './read/received.ts'
import { readSentDown, readSentDownMatters } from './read/sent-down.ts'
import { readSentOut } from './read/sent-out.ts'

export const routes = withArrival(deskRoutes(incoming))
  .acts(handleRegisterPaper, handleExaminePaper, handleReturnPaper, handleReportPaper)
  .acts(handleProposePaper, handleAssignPaper, handleCirculatePaper, handleCloseRead)
  .acts(handleAmendPaper, handleTreatAsRequest, handleTurnPaper, handleTakeAffair)
  .readings(readLedger, readPaper, readFigures, readAsks, readChaser)
  .ledgers(incomingLedgerFile)
  .slips(printProcessing, printSituation)
  .acts(handleSignFor, handlePassOn, handleUrgeAll)
  .readings(readReceived, readSentOut, readSentDown, readSentDownMatters)
