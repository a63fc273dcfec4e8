/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { letters } from './desk.ts'
import { handleCallBack } from './do/call-back.ts'
import { handleClassifyLetter } from './do/classify-letter.ts'
import { handleDrawWeekly } from './do/draw-weekly.ts'
import { handleIssueWeekly, handleSaveWeekly } from './do/edit-weekly.ts'
import { handleFirstReport } from './do/first-report.ts'
import { handleEndKnowledge, handleSaveKnowledge, handleUseKnowledge } from './do/knowledge.ts'
import { handleListOutside, handleSuperviseListed } from './do/listed.ts'
import { handleCallerHistory, handleOpenContact } from './do/open-contact.ts'
import { handleCompareOutside, handleFedBack, handleKeepForm, handleKeepOutside, handleReceiveOutside } from './do/outside.ts'
import { handlePaste } from './do/paste-letter.ts'
import { handleRecheck } from './do/recheck.ts'
import { handleRegisterLetter } from './do/register-letter.ts'
import { handleReplyLetter, handleSaveDraft, handleSubmitReply, handleTellExtended, handleTellOnce, handleUnanswerable } from './do/reply-letter.ts'
import { handleReportLetter } from './do/report-letter.ts'
import { handleThemeToAffair } from './do/theme-to-affair.ts'
import { printCallBack } from './print/call-back.ts'
import { deskLists } from './print/desk-lists.ts'
import { printHandling } from './print/handling.ts'
import { lettersLedgerFiles } from './print/ledger.ts'
import { printOrder } from './print/order.ts'
import { outsideLists } from './print/outside-lists.ts'
import { printReply } from './print/reply.ts'
import { weeklyPaper } from './print/weekly.ts'
import { readFigureMatters, readFigures } from './read/figures.ts'
import { readFindKnowledge, readKnowledge } from './read/knowledge.ts'
import { readLearned } from './read/learned.ts'
import { readLedger, readUnanswered } from './read/ledger.ts'
import { readDraft, readLetter } from './read/letter.ts'
import { readIntakes, readListed } from './read/listed.ts'
import { readOutside, readOutsideForms, readToFeed } from './read/outside.ts'
import { readPassed, readRulings, readSample } from './read/rulings.ts'
import { readSimilar } from './read/similar.ts'
import { readThemeLetters, readThemes } from './read/themes.ts'
import { readWeeklies, readWeekly } from './read/weekly.ts'

export const routes = deskRoutes(letters)
  .acts(
    handleRegisterLetter,
    handleReportLetter,
    handleSaveDraft,
    handleSubmitReply,
    handleReplyLetter,
    handleUnanswerable,
    handleTellExtended,
    handleTellOnce,
    handleRecheck,
    handleCallBack,
    handleOpenContact,
    handleCallerHistory,
    handlePaste,
    handleDrawWeekly,
    handleSaveWeekly,
    handleIssueWeekly,
    handleThemeToAffair,
    handleClassifyLetter,
    handleKeepOutside,
    handleFedBack,
    handleKeepForm,
    handleCompareOutside,
    handleReceiveOutside,
    handleListOutside,
    handleSuperviseListed,
    handleSaveKnowledge,
    handleEndKnowledge,
    handleUseKnowledge,
    handleFirstReport,
  )
  .readings(
    readLedger,
    readLetter,
    readDraft,
    readUnanswered,
    readFigures,
    readFigureMatters,
    readSimilar,
    readThemes,
    readThemeLetters,
    readLearned,
    readWeeklies,
    readWeekly,
    readOutside,
    readOutsideForms,
    readToFeed,
    readListed,
    readIntakes,
    readRulings,
    readPassed,
    readSample,
    readFindKnowledge,
    readKnowledge,
  )
  .ledgers(...lettersLedgerFiles, ...outsideLists, ...deskLists)
  .slips(printHandling, printOrder, printCallBack, printReply)
  .reports(weeklyPaper)
