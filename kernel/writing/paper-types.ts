/** 文种: the fifteen types of official papers and which way each goes. Rule: 党政机关公文处理工作条例 art. 8; standards §2.1 */

/** The fifteen, and 其他 for what comes without one. */
export const paperTypes = [
  'resolution',
  'decision',
  'order',
  'communique',
  'announcement',
  'publicNotice',
  'opinion',
  'notice',
  'circular',
  'report',
  'request',
  'approval',
  'bill',
  'letter',
  'minutes',
  'other',
] as const
export type PaperType = (typeof paperTypes)[number]
/** 上行, 下行, 平行; `public`: to everybody. */
export type Way = 'up' | 'down' | 'level' | 'public'

const ways: Readonly<Record<PaperType, readonly Way[]>> = {
  resolution: ['down', 'public'],
  decision: ['down', 'public'],
  order: ['down', 'public'],
  communique: ['public'],
  announcement: ['public'],
  publicNotice: ['public'],
  opinion: ['up', 'down', 'level'],
  notice: ['down', 'level'],
  circular: ['down', 'level'],
  report: ['up'],
  request: ['up'],
  approval: ['down'],
  bill: ['level', 'up'],
  letter: ['level', 'down', 'up'],
  minutes: ['down', 'level', 'up'],
  other: ['up', 'down', 'level', 'public'],
}
/** Which ways a paper of this type goes. 通知 goes to peers too where it passes on or informs (art. 8(8)). */
export const waysOf = (type: PaperType): readonly Way[] => ways[type]
/** 上行文 by its type alone: names its signer (R-F12) and is signed by the head (R-D23). */
export const alwaysUp = (type: PaperType): boolean => type === 'report' || type === 'request'
