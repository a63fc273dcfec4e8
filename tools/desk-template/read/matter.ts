/** One matter's page. */
import { viewMatter } from '../../../kernel/advance.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { declared } from '../do/register.ts'
import { sampleDeskMatter, sampleDeskView } from '../shape.ts'

export const readMatter = read(sampleDeskView, async (ctx, { id }) => sampleDeskMatter.parse(await viewMatter(ctx, declared, id)))
