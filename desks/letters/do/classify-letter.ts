/** 归类 say what a letter is about. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { entriesAt, inUse } from '../../../kernel/rules/dictionary.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { sayPath } from '../categories.ts'
import { letters } from '../desk.ts'
import { classifyLetter } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { detailOf, moveLetter } from './move-letter.ts'

const words: Readonly<Record<string, string>> = zh.categories

/**
 * 归类: of a letter that came in without a category, or under a wrong one; who did it and when stands on the trail.
 * @throws Refusal `letters.category-out-of-use` · `kernel.no-power`
 * Rule: HB-44
 */
export const handleClassifyLetter = handle(classifyLetter, async (ctx, { category, ...on }) => {
  if (!inUse(letters, ctx.rules, 'categories', category, ctx.now)) throw new RefusalError(refuse('letters.category-out-of-use', { category }))
  const own = entriesAt(letters, ctx.rules, 'categories', ctx.now)
  const text = `${zh.moves.classify}：${sayPath(category, (key) => own.find((e) => e.key === key)?.zh ?? words[key] ?? key)}`
  return moveLetter(ctx, 'classify', { input: { ...on, text, files: [] }, detail: { ...(await detailOf(ctx, on.matter)), category } })
})
