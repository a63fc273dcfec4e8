/** One matter's page. */
import { viewMatter } from '../../../kernel/advance.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { declared } from '../do/register.ts'
import { affairsMatter, affairsView } from '../shape.ts'

export const readMatter = read(affairsView, async (ctx, { id }) => affairsMatter.parse(await viewMatter(ctx, declared, id)))
