import { expect, test } from 'vitest'
import { z } from 'zod'
import { act } from '../../kernel/contract.ts'
import type { Mounted } from './mount.ts'
import { spoiled } from './samples.ts'
import { worthSending } from './worth-sending.ts'

const at = (input: z.ZodType): Mounted => ({ method: 'POST', path: '/api/a/b', gate: 'matter', contract: act('a.b', { input, output: z.null() }), keyed: true })
const names = (sent: readonly { readonly what: string }[]) => sent.map(({ what }) => what)

test('a body the contract lets through is always sent; of those it refuses one of each kind', () => {
  const bad = spoiled({ title: '文字', body: '文字', note: '文字' })
  const open = at(z.looseObject({ title: z.string().max(10), body: z.string().max(10) }))
  const sent = names(worthSending(open, bad, false))
  expect(sent).toEqual(expect.arrayContaining(names(bad).filter((what) => /^\.note(?! (control|lone))/.test(what))))
  expect(sent.filter((what) => /too long/.test(what))).toEqual(['.title too long', '.note too long'])
  expect(sent.filter((what) => /control|lone/.test(what))).toEqual(['.title control characters', '.title lone surrogate'])
  for (const kind of ['null', '7', '[]', 'missing']) expect(sent.filter((what) => what.endsWith(kind)).length, kind).toBeGreaterThan(0)
})
test('the long form leaves nothing out; a contract that breaks instead of refusing is a fault', () => {
  const bad = spoiled({ title: '文字' })
  expect(worthSending(at(z.object({ title: z.uuid() })), bad, true)).toEqual(bad)
  const broken = z.object({ title: z.unknown().transform((value) => (value as string).trim()) })
  expect(() => worthSending(at(broken), bad, false)).toThrow(TypeError)
})
