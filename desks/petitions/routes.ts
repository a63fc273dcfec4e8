/** Acts and readings of this desk as addresses; every other office word is mounted by the platform. */
import { deskRoutes } from '../../platform/ctx/routes.ts'
import { petitions } from './desk.ts'
import { handleAskRecheck, handleAskReview, handleClosePetition } from './do/ask-again.ts'
import { handleAdmitPetition, handleExtendPetition } from './do/extend-petition.ts'
import { handleObjectPetition } from './do/object-petition.ts'
import { handleEarlier, handleOpenContact } from './do/open-contact.ts'
import { handleRegisterPetition } from './do/register-petition.ts'
import { handleReplyPetition, handleReportPetition, handleUnanswerablePetition } from './do/reply-petition.ts'
import { handleConfirmGift, handleSaveGift } from './do/save-gift.ts'
import { giftFiles } from './print/gifts.ts'
import { petitionsLedgerFiles } from './print/ledger.ts'
import { readFigures } from './read/figures.ts'
import { readGifts } from './read/gifts.ts'
import { readLedger } from './read/ledger.ts'
import { readPetition } from './read/petition.ts'

export const routes = deskRoutes(petitions)
  .acts(
    handleRegisterPetition,
    handleObjectPetition,
    handleAdmitPetition,
    handleExtendPetition,
    handleReportPetition,
    handleReplyPetition,
    handleUnanswerablePetition,
    handleAskReview,
    handleAskRecheck,
    handleClosePetition,
    handleOpenContact,
    handleEarlier,
    handleSaveGift,
    handleConfirmGift,
  )
  .readings(readLedger, readPetition, readFigures, readGifts)
  .ledgers(...petitionsLedgerFiles, ...giftFiles)
