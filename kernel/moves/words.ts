/** The office's words and the rule of each (architecture §2). One file, one word or one pair. */

import type { WordRule } from '../decide/run.ts'
import type { Word } from '../lifecycle/define.ts'
import { accept } from './accept.ts'
import { assign, handOver } from './assign.ts'
import { circulate, withdraw } from './circulate.ts'
import { close, voidMatter } from './close.ts'
import { changeList, closeList, openList } from './closed-list.ts'
import { done } from './done.ts'
import { erase } from './erase.ts'
import { addSign, dropSign, errand, sendBackBranch } from './errand.ts'
import { answerThrough, merge, unmerge } from './merge.ts'
import { note, object } from './note.ts'
import { read } from './read.ts'
import { letKnow, recuse } from './recuse.ts'
import { refusePiece } from './refuse-piece.ts'
import { register } from './register.ts'
import { renew } from './renew.ts'
import { reopen } from './reopen.ts'
import { reply, settle } from './reply.ts'
import { report } from './report.ts'
import { sendBack } from './send-back.ts'
import { sign } from './sign.ts'
import { startRoute } from './start-route.ts'
import { extend, pause, resume } from './suspend.ts'
import { takeBack } from './take-back.ts'
import { urge } from './urge.ts'

/** The rule of each word. */
export const words: { readonly [W in Word]: WordRule } = {
  register,
  assign,
  accept,
  refuse: refusePiece,
  handOver,
  errand,
  addSign,
  dropSign,
  sendBackBranch,
  sendBack,
  sign,
  read,
  circulate,
  withdraw,
  urge,
  note,
  takeBack,
  extend,
  pause,
  resume,
  renew,
  report,
  done,
  reply,
  settle,
  close,
  reopen,
  merge,
  unmerge,
  void: voidMatter,
  object,
  erase,
  startRoute,
  answerThrough,
  recuse,
  letKnow,
  closeList,
  openList,
  changeList,
}
