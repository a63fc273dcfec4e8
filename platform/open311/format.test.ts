import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/time.ts'
import { escaped, officeStamp, xmlOf } from './format.ts'

/** What any XML reader does with character data. */
const read = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u

describe('XML (R-W04)', () => {
  test('任何文字写进去，读出来还是它；XML 容不下的字符换成 U+FFFD，标签不多一个', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.string({ unit: fc.constantFrom('<', '>', '&', ']]>', '"', "'", '\r', '\n', '\u0000', '\ud800', '\ufffe', '路') }),
    )
    fc.assert(
      fc.property(text, (said) => {
        const out = escaped(said)
        expect(out).toMatch(allowed)
        expect(out).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|apos;|#13;)/)
        if (allowed.test(said)) expect(read(out)).toBe(said)
        const whole = xmlOf('services', [{ service_name: said }])
        expect(whole.match(/<\/?\w+\/?>/g)?.length).toBe(said === '' ? 5 : 6)
      }),
      { numRuns: 2_000 },
    )
  })
  test('列表、空值、空列表：名称照 GeoReport v2', () => {
    expect(xmlOf('service_requests', [{ token: 'T1', account_id: null }])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<service_requests><request><token>T1</token><account_id/></request></service_requests>\n',
    )
    expect(xmlOf('service_requests', [])).toBe('<?xml version="1.0" encoding="utf-8"?>\n<service_requests/>\n')
    expect(xmlOf('errors', [{ code: 404, description: '<没有>' }])).toContain('<errors><error><code>404</code><description>&lt;没有&gt;</description></error></errors>')
  })
  test('时间写办公时间，带时区 (R-T06)', () => {
    expect(officeStamp(instant('2026-11-30T16:05:09.123Z'))).toBe('2026-12-01T00:05:09+08:00')
  })
})
