/** Files sent ahead of the act that names them: contracts, shared with the browser. */
import { z } from 'zod'
import { act, fileId } from '../contract.ts'

/** Gone with their bytes, at once: what should never have been sent. Rule: R-C01 */
export const forgetUploads = act('files.forget', { input: z.object({ files: z.array(fileId).min(1).max(20) }), output: z.object({}) })
