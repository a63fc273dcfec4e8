/** One petition's page. */
import { read } from '../../../platform/ctx/reading.ts'
import { viewPetition } from '../do/move-petition.ts'
import { petitionView } from '../shape.ts'

export const readPetition = read(petitionView, (ctx, { id }) => viewPetition(ctx, id))
