/** Refusals, notices and audit words of drafts. */
import type { draftAuditZh, draftNoticesZh, draftRefusalsZh } from './drafts.zh-CN.ts'

export const draftRefusalsEn: Record<keyof typeof draftRefusalsZh, string> = {
  'drafts.may-not-write': 'The text is not yours to change now.',
  'drafts.held': '{{by}} is writing (since {{since}}). You can take over; that is put on record and told.',
  'drafts.taken-over': '{{by}} took over at {{at}}. What you wrote is still on this page: copy it, then compare.',
  'drafts.not-held': 'You no longer hold the text. What you wrote is still on this page: check the text out again, then save.',
  'drafts.stale': '{{by}} saved a newer text at {{at}}; yours was not laid over it. What you wrote is still on this page: compare, then save.',
  'drafts.empty': 'Nothing is written yet.',
  'drafts.no-such-version': 'There is no version {{no}}.',
  'drafts.erased': 'The text of version {{no}} was erased by law.',
  'drafts.words-not-there': '“{{quote}}” does not stand in the saved text. Save first, then comment.',
  'drafts.no-such-comment': 'There is no such comment.',
  'drafts.not-your-comment': 'A comment is settled by whoever made it or whoever writes the text.',
  'drafts.not-word': 'This file is no Word document (.docx). Save it as .docx and read it again.',
  'drafts.file-unread': 'This document cannot be read: it is damaged, locked with a password, or too large.',
  'drafts.file-too-long': 'The document has more than {{most}} characters. Read it in parts.',
}
export const draftNoticesEn: Record<keyof typeof draftNoticesZh, string> = {
  'draft-taken-over': 'Somebody took over the text you were writing',
}
export const draftAuditEn: Record<keyof typeof draftAuditZh, string> = {
  'drafts.takeOver': 'Took over the writing of a text',
  'drafts.keep': 'Kept a version of a text',
  'drafts.comment': 'Commented on a text',
  'drafts.answerComment': 'Answered a comment',
  'drafts.resolveComment': 'Settled a comment',
  'drafts.readFile': 'Read a Word document as a text',
  'drafts.current': 'Looked at a text',
  'drafts.version': 'Looked at a version',
  'drafts.pair': 'Compared two versions',
  'drafts.comments': 'Looked at comments',
}
