/** One matter of any desk, as one person may know it, and whom he hands a paper to: what 批阅 shows piece by piece, without knowing a desk. */
import { z } from 'zod'
import { matterId, reading } from '../contract.ts'
import { matterView, named } from '../view.ts'

export const anyMatter = reading('matters.matter', { input: z.object({ id: matterId }), output: matterView(z.unknown()) })
/** Who records for me: by name, for my post, else on this desk. Null: nobody. */
export const mySecretary = reading('people.mySecretary', { input: z.object({ desk: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) }), output: z.object({ person: named.nullable() }) })
