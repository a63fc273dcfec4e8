/** The interface as printed must be a valid OpenAPI 3.1 document, and speak of every address once. */
import { Validator } from '@seriousme/openapi-schema-validator'

interface Operation {
  readonly operationId?: string
  readonly responses?: Readonly<Record<string, unknown>>
  readonly requestBody?: unknown
}
interface Document {
  readonly openapi?: string
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
const methods = ['get', 'post', 'put', 'patch', 'delete']

/** @returns what is wrong with it, one plain line each */
export async function openApiFaults(document: unknown): Promise<string[]> {
  const { valid, errors } = await new Validator().validate(document as Record<string, unknown>)
  if (!valid) return [`not a valid document: ${typeof errors === 'string' ? errors : JSON.stringify(errors).slice(0, 2000)}`]
  const { openapi = '', paths = {} } = document as Document
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
  const ids = operations.map(({ operation }) => operation.operationId)
  return [
    ...(openapi.startsWith('3.1') ? [] : [`it is OpenAPI ${openapi}`]),
    ...(operations.length ? [] : ['it has no addresses']),
    ...operations.filter(({ operation }) => !operation.operationId).map(({ at }) => `${at} has no operationId`),
    ...operations
      .filter(({ operation }, n) => operation.operationId && ids.indexOf(operation.operationId) !== n)
      .map(({ at, operation }) => `${at}: ${operation.operationId} is taken`),
    ...operations.filter(({ operation }) => !operation.responses?.['200']).map(({ at }) => `${at} never succeeds`),
    ...operations.filter(({ at, operation }) => at.startsWith('POST') && !operation.requestBody).map(({ at }) => `${at} takes nothing`),
  ]
}
