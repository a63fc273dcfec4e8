/** The answers of GeoReport v2, field by field. Of a request only what the page of progress shows, and of that nothing anybody wrote. Rule: R-W04 */
import type { Language } from '../../kernel/words.ts'
import { say } from '../../kernel/words.ts'
import { nameOf, type Service, type Shown } from './counter.ts'
import { officeStamp, type Said } from './format.ts'
import { words } from './refused.ts'

export const serviceSaid = (service: Service, language: Language): Said => ({
  service_code: service.code,
  service_name: nameOf(service, language),
  description: say(words[language].service, { name: nameOf(service, language) }, language),
  metadata: true,
  type: 'batch',
  keywords: language === 'en' ? service.keywords_en : service.keywords_zh,
  group: '',
})

export function definitionSaid(code: string, language: Language): Said {
  const { attribute } = words[language]
  const values = [
    { key: 'yes', name: attribute.yes },
    { key: 'no', name: attribute.no },
  ]
  const asked = (name: 'public' | 'secret', required: boolean, order: number): Said => ({
    variable: true,
    code: name,
    datatype: 'singlevaluelist',
    required,
    datatype_description: attribute.publicHint,
    order,
    description: attribute[name],
    values,
  })
  return { service_code: code, attributes: [asked('public', true, 1), asked('secret', false, 2)] }
}

export const requestSaid = (shown: Shown, language: Language): Said => ({
  service_request_id: shown.id,
  status: shown.state === 'closed' || shown.state === 'void' ? 'closed' : 'open',
  status_notes: words[language].state[shown.state],
  service_name: nameOf(shown, language),
  service_code: shown.service,
  description: null,
  agency_responsible: shown.agency,
  service_notice: null,
  requested_datetime: officeStamp(shown.requested_at),
  updated_datetime: officeStamp(shown.updated_at),
  expected_datetime: shown.expected_at && officeStamp(shown.expected_at),
  address: null,
  address_id: null,
  zipcode: null,
  lat: null,
  long: null,
  media_url: null,
})

export const discoverySaid = (endpoint: string, contact: string, changeset: string): Said => ({
  changeset,
  contact,
  key_service: contact,
  endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', url: endpoint, changeset, type: 'production', formats: ['text/xml', 'application/json'] }],
})
