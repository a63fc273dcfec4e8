import { advance } from '../../../kernel/advance.ts'
import type { Desk } from '../../../kernel/desk.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { affairs } from '../desk.ts'
import { affairsMatter, registerAffairs } from '../shape.ts'

/** As the kernel takes it, which knows no desk's fields. */
export const declared = affairs as unknown as Desk

/**
 * 登记: whoever is asked writes it down, holds it until another signs, and the answer is owed from this moment.
 * @throws Refusal what the kernel's `register` refuses
 * Rule: HA-45, GN-34
 */
export const handleRegister = handle(registerAffairs, async (ctx, { title, purpose, unit, asker, urgency }) => {
  const input = { title, urgency, unit, origin: 'assigned', readers: 'units', askers: [{ holder: asker }], partOf: null, basis: [], arisesFrom: null, files: [] }
  return affairsMatter.parse(await advance(ctx, declared, 'register', { input, detail: { purpose } }))
})
