/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { letters } from './desk.ts'
import { handleCallBack } from './do/call-back.ts'
import { handleCallerHistory, handleOpenContact } from './do/open-contact.ts'
import { handleCompareOutside, handleFedBack, handleKeepForm, handleKeepOutside, handleReceiveOutside } from './do/outside.ts'
import { handlePaste } from './do/paste-letter.ts'
import { handleRecheck } from './do/recheck.ts'
import { handleRegisterLetter } from './do/register-letter.ts'
import { handleReplyLetter, handleSaveDraft, handleSubmitReply, handleTellExtended, handleTellOnce, handleUnanswerable } from './do/reply-letter.ts'
import { handleReportLetter } from './do/report-letter.ts'
import { readFigureMatters, readFigures } from './read/figures.ts'
import { readLedger, readUnanswered } from './read/ledger.ts'
import { readDraft, readLetter } from './read/letter.ts'
import { readOutside, readOutsideForms, readToFeed } from './read/outside.ts'
import { readPassed, readRulings, readSample } from './read/rulings.ts'
import { readSimilar } from './read/similar.ts'

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
    handleKeepOutside,
    handleFedBack,
    handleKeepForm,
    handleCompareOutside,
    handleReceiveOutside,
  )
  .readings(
    readLedger,
    readLetter,
    readDraft,
    readUnanswered,
    readFigures,
    readFigureMatters,
    readSimilar,
    readOutside,
    readOutsideForms,
    readToFeed,
    readRulings,
    readPassed,
    readSample,
  )
