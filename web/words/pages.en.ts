/** Pages over all desks: the window, the overview, search, notices, saved ledgers, the unit's page, tomorrow. */

import type { pagesZh } from './pages.zh-CN.ts'
import type { Words } from './zh-CN.ts'

export const pagesEn: Words<typeof pagesZh> = {
  window: {
    title: 'Window',
    text: 'Write whatever arrived',
    textHint: 'A letter, a call, a mail, a visit, an instruction: paste it or write it as it was said. Enter registers, Shift with Enter begins a line.',
    reading: 'Reading',
    goes: 'Goes to',
    because: 'Because of {{signs}}',
    becauseNone: 'No word in the text says where it belongs. Please choose.',
    matter: 'Matter',
    asker: 'Ordered by',
    lead: 'Handled by',
    due: 'Due',
    dueUsual: 'Left empty: the usual limit',
    name: 'Name',
    phone: 'Telephone',
    place: 'Place',
    readFrom: 'Read from “{{said}}”',
    land: 'Register',
    landGive: 'Register and give',
    goOn: 'Go on in the form',
    given: '{{number}} is registered and given to {{unit}}',
    kept: '{{number}} is registered and in your hands',
    today: 'Arrived today',
    thatDay: 'Arrived on {{day}}',
    day: 'Day',
    at: 'Time',
    by: 'Registered by',
    where: 'Where it is',
    none: 'Nothing arrived on this day.',
    more: 'Only the first 300 are listed; the rest stand in the ledger by the day of registration.',
  },
}
