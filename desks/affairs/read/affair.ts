/** One affair's page. */
import { viewMatter } from '../../../kernel/advance.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { type Affair, desk } from '../do/move-affair.ts'
import { affairView } from '../shape.ts'

export const readAffair = read(affairView, async (ctx, { id }) => (await viewMatter(ctx, desk, id)) as Affair)
