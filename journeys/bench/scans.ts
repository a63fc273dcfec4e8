/** A pile of fifty scanned pages, split as the worker splits it: pictures drawn, codes read. The issue's own bound is sixty seconds. */
import type { MatterId } from '../../kernel/ids.ts'
import { samplePile } from '../../platform/scans/sample-scans.ts'
import { splitPdf } from '../../platform/scans/split.ts'
import { slipCode } from '../../typeset/slip-code.ts'

const PAGES = 50
/** @throws where a page is lost, or its code is not read: a bench whose work is not there fails */
export async function measureScans(): Promise<{ readonly pages: number; readonly seconds: number; readonly megabytes: number }> {
  const codes = Array.from({ length: PAGES }, (_, n) => slipCode(`0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}` as MatterId, 'P'))
  const pdf = samplePile(codes.map((code, n) => ({ code, number: `信〔2026〕${n + 1}号`, title: '北苑小区供暖不足', hand: '同意', upsideDown: n % 17 === 3 })))
  const read: string[] = []
  const began = performance.now()
  const end = await splitPdf(pdf, {
    pages: async () => undefined,
    async page({ codes: found }) {
      read.push(found[0] ?? '')
    },
  })
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const missed = codes.filter((code, n) => read[n] !== code).length
  if (end !== 'split' || missed > 0) throw new Error(`scans: ${end}, ${missed} of ${PAGES} codes not read`)
  return { pages: PAGES, seconds, megabytes: Math.round(pdf.length / 104_857.6) / 10 }
}
