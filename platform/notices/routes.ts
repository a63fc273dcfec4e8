/** Channels, one's own choice, dead letters, and today's telephone calls as addresses. */
import { readCalls } from '../../kernel/reading/calls.ts'
import { calls } from '../../kernel/reading/notices-shape.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { deadActs, deadReadings } from './dead.ts'
import { channelActs, channelReadings } from './keep-channels.ts'
import { choiceActs, choiceReadings } from './own-choice.ts'

export const noticeRoutes: Routes = {
  key: 'channels',
  acts: [...channelActs, ...choiceActs, ...deadActs],
  readings: [...channelReadings, ...choiceReadings, ...deadReadings, read(calls, (ctx) => readCalls(ctx))],
  gets: [],
}
