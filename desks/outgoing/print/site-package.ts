/**
 * 网站用数据包 of a year: `list.json`, one line a public paper, and for each its text as an HTML page of its own, named by its 文号. The editor of the government's
 * site takes these in; the PDF of each is one press away on the page. What is on a closed list is in none. Rule: GN-38, R-D60, R-C04
 */
import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import { lastDay } from '../../../kernel/clock/due.ts'
import { draftHtml, escapeHtml } from '../../../kernel/drafts/html.ts'
import { fromKept } from '../../../kernel/drafts/text-row.ts'
import { type Instant, officeDate } from '../../../kernel/time.ts'
import { mustParse } from '../../../platform/ctx/bad-input.ts'
import type { HandMade } from '../../../platform/ctx/routes.ts'
import { publicList } from '../issue-shape.ts'
import { publicRows } from '../read/public-list.ts'

const asked = publicList.input.pick({ year: true })
const page = (title: string, number: string, organ: string, day: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<meta name="number" content="${escapeHtml(number)}">
<meta name="organ" content="${escapeHtml(organ)}">
<meta name="issued" content="${day}">
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(number)}</p>
${body}
<p>${escapeHtml(organ)}</p>
<p>${day}</p>
</body>
</html>
`
export const sitePackage: HandMade['fn'] = async (ctx, { query }) => {
  const { year } = mustParse(asked, query)
  const rows = await publicRows(ctx, year, false)
  const found = await sql<{
    matter: string
    body: string
  }>`select t.matter_id as matter, t.body from draft_text t where t.matter_id = any (${rows.map((one) => one.matter)}::uuid[])`.execute(ctx.tx)
  const texts = new Map(found.rows.map((one) => [one.matter, one.body]))
  const list = rows.map(({ matter, docNumber, title, organs, issuedAt, dueAt, publishedOn, where, withdrawn }) => {
    const issued = officeDate(issuedAt as Instant)
    return {
      matter,
      docNumber,
      title: title ?? '',
      organs,
      issued,
      due: dueAt === null ? null : lastDay(dueAt as Instant),
      publishedOn,
      where,
      withdrawn,
      html: `${docNumber}.html`,
    }
  })
  const files = Object.fromEntries(
    list.map((one) => [one.html, strToU8(page(one.title, one.docNumber, one.organs.join('、'), one.issued, draftHtml(fromKept(texts.get(one.matter) ?? null), 2)))]),
  )
  const told = list.map(({ matter: _, ...one }) => one)
  const body = zipSync({ 'list.json': strToU8(`${JSON.stringify(told, null, 1)}\n`), ...files })
  return { name: `public-${year}.zip`, type: 'application/zip', body }
}
