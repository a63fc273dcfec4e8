/** 凭码办件 on a phone: the code; the paper with its files, 签收 and the answer; and that it was taken. */
import { lastDay } from '../../kernel/clock/due.ts'
import type { TicketPaper } from '../../kernel/said/ticket.ts'
import { atTime, type Instant, officeTime } from '../../kernel/time.ts'
import { say } from '../../kernel/words.ts'
import { dayOf, framed, type Manner, type Trouble, timeOf, troubleNote, wordsOf } from '../public/frame.ts'
import { type Html, html, paragraphs, tongue } from '../public/html.ts'
import { checks, type Given, type Typed } from '../public/letter-page.ts'

type Asked = Trouble & { readonly asked?: boolean }
export interface Asking {
  readonly link: string
  readonly code: string
  readonly given: Given
}
const codeField = (manner: Manner, bad: boolean): Html => {
  const w = wordsOf(manner).paper
  return html`<div class="field"><label for="code">${w.code}</label><p class="hint" id="code-hint">${w.codeHint}</p><input id="code" name="code" value="" inputmode="numeric" maxlength="20" autocomplete="one-time-code" spellcheck="false" required aria-describedby="code-hint"${bad && html` aria-invalid="true"`}></div>`
}
export function codePage(manner: Manner, link: string, trouble: Trouble | null = null): string {
  const w = wordsOf(manner).paper
  const body = html`<h1>${w.heading}</h1>
${troubleNote(manner, trouble)}
<form class="card" method="post" action="/public/paper/${link}" enctype="multipart/form-data" novalidate>
<p>${say(w.asks, { office: manner.office })}</p>
${codeField(manner, trouble !== null)}
<div class="bar"><button class="btn primary" type="submit">${w.open}</button></div>
</form>`
  return framed(manner, { title: w.heading, body, at: null, alone: true })
}

const shown = ({ link, code }: Asking): Html => html`<input type="hidden" name="code" value="${code}"><input type="hidden" name="link" value="${link}">`
const size = (bytes: number): string => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`)

function fileList(manner: Manner, paper: TicketPaper, asking: Asking): Html | null {
  if (paper.files.length === 0) return null
  const w = wordsOf(manner).paper
  return html`<section class="card" aria-labelledby="files"><h2 id="files">${w.files}</h2><ul class="paper-files">${paper.files.map(
    (file) =>
      html`<li><form method="post" action="/public/paper/${asking.link}/file" enctype="multipart/form-data">${shown(asking)}<input type="hidden" name="no" value="${file.no}"><button class="btn" type="submit"><span${tongue(file.name)}>${file.name}</span> <span class="when">${size(file.size)}</span></button></form></li>`,
  )}</ul></section>`
}
function acceptCard(manner: Manner, paper: TicketPaper, asking: Asking): Html | null {
  if (paper.state !== 'open' || paper.kind !== 'do' || paper.acceptedAt !== null) return null
  const w = wordsOf(manner).paper
  return html`<form class="card" id="accept" method="post" action="/public/paper/${asking.link}/accept" enctype="multipart/form-data"><p>${w.acceptHint}</p>${shown(asking)}<div class="bar"><button class="btn primary" type="submit">${w.accept}</button></div></form>`
}
function answerCard(manner: Manner, paper: TicketPaper, asking: Asking, typed: Typed, trouble: Asked | null): Html | null {
  if (paper.state !== 'open') return null
  const words = wordsOf(manner)
  const w = words.paper
  const wrong = trouble?.fields.includes('answer') === true
  return html`<form id="paper-answer" class="card" method="post" action="/public/paper/${asking.link}/answer" enctype="multipart/form-data" novalidate data-offline="${words.offline}" data-busy="${words.letter.sending}" data-working="${words.letter.working}">
<h2>${paper.kind === 'read' ? w.readHeading : w.answerHeading}</h2>
${
  paper.results.length > 0 &&
  html`<div class="field"><label for="result">${w.result}</label><select id="result" name="result">${paper.results.map(
    ({ key, zh, en }) => html`<option value="${key}"${typed.result === key && html` selected`}>${manner.language === 'en' ? en : zh}</option>`,
  )}</select></div>`
}
<div class="field"><label for="answer">${w.answer}</label><p class="hint" id="answer-hint">${w.answerHint}</p>${wrong && html`<p class="wrong" id="answer-wrong">${words.fields.answer}</p>`}<textarea id="answer" name="answer" rows="7" maxlength="4000" required aria-describedby="answer-hint${wrong && ' answer-wrong'}"${wrong && html` aria-invalid="true"`}>
${typed.answer ?? ''}</textarea></div>
<div class="field"><label for="pictures">${w.attach} <span class="optional">${words.letter.optional}</span></label><p class="hint" id="pictures-hint">${w.attachHint}</p><input id="pictures" name="pictures" type="file" multiple aria-describedby="pictures-hint" accept=".pdf,.docx,.xlsx,.ofd,.jpg,.jpeg,.png,.webp,.txt"></div>
${shown(asking)}
${checks(manner, asking.given, trouble?.asked === true)}
<p class="privacy">${say(w.named, { contact: paper.contact, unit: paper.unit })}</p>
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn primary" type="submit">${w.send}</button></div>
</form>`
}
/** What ends at midnight ends with the day before. */
const sayDue = (manner: Manner, due: Instant): string => (officeTime(due) === '00:00' ? dayOf(manner, atTime(lastDay(due), '12:00')) : timeOf(manner, due))
/** Where it stands, in one line. */
function standing(manner: Manner, paper: TicketPaper, now: Instant): { readonly text: string; readonly late: boolean } {
  const w = wordsOf(manner).paper
  if (paper.state === 'answered') return { text: w.answered, late: false }
  if (paper.state === 'ended') return { text: w.ended, late: false }
  if (paper.due === null) return { text: paper.kind === 'read' ? w.toRead : w.toAnswer, late: false }
  return { text: say(paper.due < now ? w.overdue : w.by, { day: sayDue(manner, paper.due) }), late: paper.due < now }
}

export function paperPage(manner: Manner, paper: TicketPaper, asking: Asking, now: Instant, typed: Typed = {}, trouble: Asked | null = null): string {
  const w = wordsOf(manner).paper
  const refusals: Readonly<Record<string, string>> = wordsOf(manner).refusals
  const { text, late } = standing(manner, paper, now)
  const refused = paper.state === 'open' ? paper.refused : null
  const title = paper.title ?? w.withdrawn
  const body = html`${troubleNote(manner, trouble)}
<section class="card head" data-state="${paper.state}">${paper.number !== null && html`<p class="number">${w.number} <b>${paper.number}</b></p>`}
<h1${tongue(title)}>${title}</h1>
<p class="note${late && ' is-late'}">${text}</p>
<p class="when">${say(w.from, { office: paper.office, unit: paper.unit })}</p>
${paper.acceptedAt !== null && html`<p class="when">${say(w.acceptedAt, { time: timeOf(manner, paper.acceptedAt) })}</p>`}
${paper.answeredAt !== null && html`<p class="when">${say(w.answeredAt, { time: timeOf(manner, paper.answeredAt) })}</p>`}
<p class="when">${say(w.until, { day: dayOf(manner, paper.until) })}</p></section>
${refused !== null && html`<div class="trouble"><p><b>${refusals[refused] ?? wordsOf(manner).paper.refused}</b></p></div>`}
${
  (paper.ask !== null || paper.text !== null) &&
  html`<section class="card" aria-labelledby="asks"><h2 id="asks">${w.task}</h2>${[paper.ask, paper.text].map((one) => one !== null && html`<div class="words"${tongue(one)}>${paragraphs(one)}</div>`)}</section>`
}
${fileList(manner, paper, asking)}
${acceptCard(manner, paper, asking)}
${answerCard(manner, paper, asking, typed, trouble)}
${paper.answer !== null && paper.answeredAt !== null && html`<section class="card answer"><h2>${w.yours}</h2><div class="words"${tongue(paper.answer)} data-listen="${wordsOf(manner).progress.listen}" data-quiet="${wordsOf(manner).progress.quiet}">${paragraphs(paper.answer)}</div></section>`}
${manner.phone !== null && html`<p class="bar"><a class="btn" href="tel:${manner.phone.replace(/[^0-9+]/g, '')}">${w.call} ${manner.phone}</a></p>`}`
  return framed(manner, { title, body, at: null, alone: true })
}

export function paperSentPage(manner: Manner, link: string, what: 'accept' | 'answer'): string {
  const w = wordsOf(manner).paper
  const body = html`<section class="card said" data-done="${what}"><h1 tabindex="-1">${what === 'accept' ? w.acceptSent : w.answerSent}</h1><p>${w.sentNext}</p><div class="bar"><a class="btn primary" href="/public/paper/${link}">${w.again}</a></div></section>`
  return framed(manner, { title: what === 'accept' ? w.acceptSent : w.answerSent, body, at: null, alone: true })
}
