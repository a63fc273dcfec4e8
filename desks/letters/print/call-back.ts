/** 群众来信回访记录单: the three questions with what was answered ticked, or empty for the one who calls with a pen. */
import type { MatterView } from '../../../kernel/view.ts'
import { kernelWords, type Language, say } from '../../../kernel/words.ts'
import { dayOn, gap } from '../../../platform/ctx/said-on-paper.ts'
import { printed, type SlipBody, type SlipLine } from '../../../platform/ctx/slips.ts'
import type { LetterDetail } from '../shape.ts'
import { callBack, sentReply } from '../slips.ts'
import { askerOf, overTable, viaOf } from './parts.ts'
import { wordsIn } from './words.ts'

type Answer = MatterView['answers'][number]
/** 是否联系：已联系 … of one rated answer, in words. */
export function ratingsOf(answer: Answer, language: Language): string[] {
  const { paper } = wordsIn(language)
  const k = kernelWords[language]
  const colon = language === 'en' ? ': ' : '：'
  const marks = [
    [paper.respondedHead, answer.responded === null ? null : k.responded[answer.responded ? 'yes' : 'no']],
    [paper.solvedHead, answer.solved === null ? null : (k.solved as Readonly<Record<string, string>>)[answer.solved]],
    [paper.satisfiedHead, answer.satisfied === null ? null : (k.satisfied as Readonly<Record<string, string>>)[answer.satisfied]],
  ]
  return marks.flatMap(([head, mark]) => (mark ? [`${head}${colon}${mark}`] : []))
}
/** ☑ 已解决　☐ 部分解决 … */
const boxes = (words: Readonly<Record<string, string>>, chosen: string | null, language: Language): string =>
  Object.entries(words)
    .map(([key, word]) => `${key === chosen ? '☑' : '☐'} ${word}`)
    .join(gap(language) + gap(language))

export const printCallBack = printed<LetterDetail>(
  callBack,
  async (_ctx, asked): Promise<SlipBody> => {
    const { matter, language } = asked
    const w = wordsIn(language)
    const { paper } = w
    const k = kernelWords[language]
    const answer = sentReply(matter)
    const responded = answer?.responded ?? null
    const pair = (head: string, text: string): SlipLine => ({ kind: 'pairs', cells: [{ head, text }] })
    const two = (one: readonly [string, string], other: readonly [string, string]): SlipLine => ({ kind: 'pairs', cells: [one, other].map(([head, text]) => ({ head, text })) })
    const contact = asked.asker?.[0]
    const lines: SlipLine[] = [
      two([paper.asker, askerOf(asked)], [paper.phone, contact ? (contact.phone ?? '') : paper.hidden]),
      two([paper.channel, w.channels[matter.detail.channel]], [paper.kind, w.kinds[matter.detail.kind]]),
      pair(paper.title, matter.title ?? paper.erased),
      two([paper.replied, answer?.sentAt ? dayOn(answer.sentAt, language) : ''], [paper.via, viaOf(asked, answer?.via ?? null)]),
      { kind: 'text', head: paper.replyText, text: answer?.body ?? '', room: 30 },
      two(
        [paper.asked, answer?.ratedAt ? dayOn(answer.ratedAt, language) : ''],
        [paper.attempts, matter.detail.attempts > 0 ? say(paper.attempt, { n: matter.detail.attempts }, language) : ''],
      ),
      pair(paper.respondedHead, `${paper.responded}\n${boxes(k.responded, responded === null ? null : responded ? 'yes' : 'no', language)}`),
      pair(paper.solvedHead, `${paper.solved}\n${boxes(k.solved, answer?.solved ?? null, language)}`),
      pair(paper.satisfiedHead, `${paper.satisfied}\n${boxes(k.satisfied, answer?.satisfied ?? null, language)}`),
      { kind: 'said', head: paper.wish, said: [], room: 24, sign: paper.caller },
    ]
    return { template: 'slip', title: w.slips.callBack, sheets: [{ ...overTable(asked), lines, foot: '' }], annex: null }
  },
  ({ detail }) => detail.secret,
)
