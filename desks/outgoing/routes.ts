/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { outgoing } from './desk.ts'
import { handleFilePaper, handlePublishPaper, handleSetNormative, handleSetOpenness, handleWithdrawPaper } from './do/after-issue.ts'
import { handleAmendPaper } from './do/amend-paper.ts'
import { handleConsult, handleTellAdopted } from './do/consult.ts'
import { handleDeliverCopies, handleDistribute, handleIssuePaper, handleUseSeal } from './do/issue-paper.ts'
import { handleChangeText, handleCorrectText, handleJoinPaper, handleNumberPaper, handleRecheckPaper, handleVoidNumber } from './do/number-paper.ts'
import { handleAddOpinion, handleAnswerOpinions } from './do/opinions.ts'
import { handleRegisterPaper } from './do/register-paper.ts'
import { handleReserveNumbers } from './do/reserve-numbers.ts'
import { handleCountersign, handleGradePaper, handleReviewLegality, handleReviewPaper, handleToSign } from './do/review-paper.ts'
import { handleApplySeal, handleDecideSeal, handleEndBlank, handleTakeBlanks, handleUseSealApart } from './do/seal-apart.ts'
import { handleKeepMaterials, handleRefuse, handleReturnPaper, handleSendBack, handleSubmitPaper } from './do/submit-paper.ts'
import { handleTakeAffair } from './do/take-affair.ts'
import { handleAskOver } from './do/year-limit.ts'
import { deliveryFile } from './print/delivery.ts'
import { numberRegisterFile, outgoingLedgerFile, publicListFile, sealSheetFile } from './print/ledger.ts'
import { opinionsFile } from './print/opinions.ts'
import { sitePackage } from './print/site-package.ts'
import { readFigures } from './read/figures.ts'
import { readLedger } from './read/ledger.ts'
import { readNumberRegister } from './read/number-register.ts'
import { officialPaper } from './read/official.ts'
import { readOpinions } from './read/opinions.ts'
import { readPaper } from './read/paper.ts'
import { readPublicList } from './read/public-list.ts'
import { readLetterheads, readQuotas, readQuotaUse } from './read/quota-use.ts'
import { readReadiness } from './read/readiness.ts'
import { readRecipients } from './read/recipients.ts'
import { readRounds } from './read/rounds.ts'
import { readBlanks, readSealSheet } from './read/seal-sheet.ts'

export const routes = deskRoutes(outgoing)
  .acts(handleRegisterPaper, handleAmendPaper, handleKeepMaterials, handleSubmitPaper, handleReturnPaper, handleRefuse, handleSendBack, handleTakeAffair, handleAskOver)
  .acts(handleConsult, handleTellAdopted, handleAddOpinion, handleAnswerOpinions)
  .acts(handleCountersign, handleReviewPaper, handleReviewLegality, handleToSign, handleGradePaper)
  .acts(handleRecheckPaper, handleChangeText, handleCorrectText, handleJoinPaper, handleNumberPaper, handleVoidNumber, handleReserveNumbers)
  .acts(handleSetOpenness, handleSetNormative, handleUseSeal, handleDistribute, handleIssuePaper, handleDeliverCopies)
  .acts(handleFilePaper, handlePublishPaper, handleWithdrawPaper)
  .acts(handleApplySeal, handleDecideSeal, handleUseSealApart, handleTakeBlanks, handleEndBlank)
  .readings(readLedger, readPaper, readNumberRegister, readRecipients, readOpinions, readPublicList, readSealSheet, readBlanks, readFigures, readRounds)
  .readings(readLetterheads, readQuotas, readQuotaUse, readReadiness)
  .officials(officialPaper)
  .ledgers(outgoingLedgerFile, publicListFile, numberRegisterFile, sealSheetFile, opinionsFile, deliveryFile)
  .get('/outgoing/site.zip', sitePackage)
