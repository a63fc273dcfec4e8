/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { letters } from './desk.ts'
import { handleCallBack } from './do/call-back.ts'
import { handleClassifyLetter } from './do/classify-letter.ts'
import { handleCallerHistory, handleOpenContact } from './do/open-contact.ts'
import { handlePaste } from './do/paste-letter.ts'
import { handleRegisterLetter } from './do/register-letter.ts'
import { handleReplyLetter, handleSaveDraft, handleSubmitReply, handleUnanswerable } from './do/reply-letter.ts'
import { handleReportLetter } from './do/report-letter.ts'
import { handleThemeToAffair } from './do/theme-to-affair.ts'
import { readFigureMatters, readFigures } from './read/figures.ts'
import { readLearned } from './read/learned.ts'
import { readLedger, readUnanswered } from './read/ledger.ts'
import { readDraft, readLetter } from './read/letter.ts'
import { readSimilar } from './read/similar.ts'
import { readThemeLetters, readThemes } from './read/themes.ts'

export const routes = deskRoutes(letters)
  .acts(
    handleRegisterLetter,
    handleReportLetter,
    handleSaveDraft,
    handleSubmitReply,
    handleReplyLetter,
    handleUnanswerable,
    handleCallBack,
    handleOpenContact,
    handleCallerHistory,
    handlePaste,
    handleThemeToAffair,
    handleClassifyLetter,
  )
  .readings(readLedger, readLetter, readDraft, readUnanswered, readFigures, readFigureMatters, readSimilar, readThemes, readThemeLetters, readLearned)
