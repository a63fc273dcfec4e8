/** 征求意见: what is before the public, the text with its last day and a box for an opinion, and what became of every opinion. Rule: GN-39 */
import { draftHtml } from '../../kernel/drafts/html.ts'
import { fromKept } from '../../kernel/drafts/text-row.ts'
import type { Consultation, ToldOpinion } from '../../kernel/said/consultation.ts'
import { atTime, type Instant, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { say } from '../../kernel/words.ts'
import { dayOf, framed, type Manner, type Trouble, troubleNote, wordsOf } from './frame.ts'
import { type Html, html, paragraphs, tongue } from './html.ts'
import { checks, type Given, type Typed } from './letter-page.ts'
import { inGroups } from './receipt.ts'

/** Until the end of its last day. */
export const stillOpen = ({ until }: Pick<Consultation, 'until'>, now: Instant): boolean => officeDate(now) <= until
function day(manner: Manner, on: string): string {
  const [year, date] = [on.slice(0, 4), dayOf(manner, atTime(on as OfficeDate, '12:00'))]
  return manner.language === 'en' ? `${date} ${year}` : `${year}年${date}`
}
const standing = (manner: Manner, one: Consultation, now: Instant): string => {
  const w = wordsOf(manner).consult
  return one.told_at !== null ? w.told : stillOpen(one, now) ? say(w.until, { day: day(manner, one.until) }) : w.over
}
export function consultationsPage(manner: Manner, all: readonly Consultation[], now: Instant): string {
  const w = wordsOf(manner).consult
  const line = (one: Consultation): Html =>
    html`<li><a href="/public/consultation/${one.id}"${tongue(one.title)}>${one.title}</a><p class="when"><span${tongue(one.organ)}>${one.organ}</span> ${standing(manner, one, now)}</p></li>`
  const body = html`<h1>${w.heading}</h1>
<section class="card">${all.length === 0 ? html`<p>${w.none}</p>` : html`<ul class="texts">${all.map(line)}</ul>`}</section>`
  return framed(manner, { title: w.heading, body, at: 'consult' })
}

function opinionCard(manner: Manner, one: Consultation, given: Given, typed: Typed, trouble: (Trouble & { readonly asked?: boolean }) | null): Html {
  const w = wordsOf(manner)
  const bad = trouble?.fields.includes('opinion')
  return html`<form id="hand-in" class="card" method="post" action="/public/consultation/${one.id}" enctype="multipart/form-data" novalidate data-offline="${w.offline}" data-busy="${w.letter.sending}" data-working="${w.letter.working}">
<h2>${w.consult.yours}</h2>
<div class="field"><label for="opinion">${w.consult.opinion}</label><p class="hint" id="opinion-hint">${w.consult.hint}</p>${bad && html`<p class="wrong" id="opinion-wrong">${w.fields.opinion}</p>`}<textarea id="opinion" name="opinion" rows="6" maxlength="2000" required aria-describedby="opinion-hint${bad && ' opinion-wrong'}"${bad && html` aria-invalid="true"`}>
${typed.opinion ?? ''}</textarea></div>
${checks(manner, given, trouble?.asked === true)}
<p class="privacy">${w.consult.privacy}</p>
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn primary" type="submit">${w.consult.send}</button></div>
</form>`
}
function answerLine(manner: Manner, one: ToldOpinion): Html {
  const w = wordsOf(manner).consult
  const who = one.receipt === null ? (one.saidBy ?? '') : inGroups(one.receipt)
  return html`<li><p class="when"><b>${w.ways[one.came]}</b> <span${tongue(who)}>${who}</span>${one.theme !== null && html` <span${tongue(one.theme)}>${one.theme}</span>`}</p>
<div class="words"${tongue(one.text)}>${paragraphs(one.text)}</div>
<p><b>${w.verdicts[one.verdict]}</b> <span${tongue(one.reason)}>${one.reason}</span></p></li>`
}
function answersCard(manner: Manner, answers: readonly ToldOpinion[]): Html {
  const w = wordsOf(manner).consult
  const n = (verdict: ToldOpinion['verdict']) => answers.filter((one) => one.verdict === verdict).length
  return html`<section class="card" aria-labelledby="answers"><h2 id="answers">${w.table}</h2>
<p>${say(w.counts, { all: answers.length, adopted: n('adopted'), partly: n('partly'), declined: n('declined') })}</p>
${answers.length > 0 && html`<ol class="texts">${answers.map((one) => answerLine(manner, one))}</ol>`}</section>`
}
export function consultationPage(
  manner: Manner,
  one: Consultation,
  now: Instant,
  given: Given,
  typed: Typed = {},
  trouble: (Trouble & { readonly asked?: boolean }) | null = null,
): string {
  const w = wordsOf(manner).consult
  const body = html`<section class="card head"><h1${tongue(one.title)}>${one.title}</h1>
<p class="number"><span${tongue(one.organ)}>${one.organ}</span></p>
<p class="strong">${standing(manner, one, now)}</p>
${one.shortened !== null && html`<p class="note">${w.shortened} <span${tongue(one.shortened)}>${one.shortened}</span></p>`}</section>
${troubleNote(manner, trouble)}
${one.answers !== null && answersCard(manner, one.answers)}
<section class="card" aria-labelledby="text"><h2 id="text">${w.text}</h2><div class="draft" lang="zh-CN">${{ html: draftHtml(fromKept(one.body), 3) }}</div></section>
${stillOpen(one, now) && one.told_at === null && opinionCard(manner, one, given, typed, trouble)}`
  return framed(manner, { title: one.title, body, at: 'consult' })
}
export function opinionTakenPage(manner: Manner, one: Consultation, receipt: string): string {
  const w = wordsOf(manner).consult
  const body = html`<section class="card said" data-done="opinion"><h1 tabindex="-1">${w.taken}</h1>
<dl class="keys"><div><dt>${w.receipt}</dt><dd id="receipt">${inGroups(receipt)}</dd></div></dl>
<p class="strong">${w.keep}</p><p>${w.next}</p><p class="state" id="state" role="status"></p>
<div class="bar"><a class="btn primary" href="/public/consultation/${one.id}">${w.back}</a></div></section>`
  return framed(manner, { title: w.taken, body, at: 'consult' })
}
