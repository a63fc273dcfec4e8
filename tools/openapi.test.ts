import { expect, test } from 'vitest'
import { openApiFaults } from './openapi.ts'

const answered = { '200': { description: 'Done' } }
const document = (paths: unknown, openapi = '3.1.0') => ({ openapi, info: { title: 'Huiyin', version: '1' }, paths })

test('a small good document has no faults', async () => {
  expect(await openApiFaults(document({ '/api/letters/ledger': { get: { operationId: 'ledger', responses: answered } } }))).toEqual([])
})
test('what is no document is said to be none', async () => expect((await openApiFaults({ openapi: '3.1.0' })).join()).toContain('not a valid document'))
test('a name used twice, a missing name, an act that takes nothing, an address that never succeeds', async () => {
  const faults = await openApiFaults(
    document({
      '/a': { get: { operationId: 'a', responses: answered } },
      '/b': { post: { operationId: 'a', responses: answered } },
      '/c': { get: { responses: answered } },
      '/d': { get: { operationId: 'd', responses: { '404': { description: 'no' } } } },
    }),
  )
  expect(faults).toEqual(['GET /c has no operationId', 'POST /b: a is taken', 'GET /d never succeeds', 'POST /b takes nothing'])
})
test('an empty or an older document', async () => {
  expect(await openApiFaults(document({}))).toEqual(['it has no addresses'])
  expect(await openApiFaults(document({ '/a': { get: { operationId: 'a', responses: answered } } }, '3.0.3'))).toEqual(['it is OpenAPI 3.0.3'])
})
