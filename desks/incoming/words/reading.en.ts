import type { readingZh } from './reading.zh-CN.ts'

export const readingEn: typeof readingZh = {
  found: '{{n}} fields read from the file, to be checked',
  checked: 'What was read has been checked',
  none: 'No field could be read: type from the file',
  accept: 'Accept all',
  first: 'Check the {{n}} fields read from the file first: Alt+Enter accepts all, or correct them, then register.',
  silent: 'Not read: {{fields}}',
  differs: 'The file says “{{value}}” for {{field}}, not what was typed',
  take: 'Use it',
  place: 'page {{page}}, line {{line}}',
  show: 'Show in the file: {{field}}, {{place}}',
  grounds: {
    signed: 'signature',
    head: 'head of the paper',
    imprint: 'imprint',
    alone: 'on its own line',
    titleEnd: 'end of the title',
    largest: 'title',
    worded: 'title',
    underTitle: 'under the title',
    beside: 'beside the head',
    asked: 'asked in the text',
    listed: 'list of attachments',
  },
}
