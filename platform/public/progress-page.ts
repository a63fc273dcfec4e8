/** 查进度, 进度, 答复, 评价 (look 18): plain words, a promised day in the headline, the three questions apart. */

import { lastDay } from '../../kernel/clock/due.ts'
import type { Progress, RatingForm, Step } from '../../kernel/said/handed-in.ts'
import { atTime, type Instant } from '../../kernel/time.ts'
import { say } from '../../kernel/words.ts'
import type { Found } from './counter.ts'
import { dayOf, framed, type Manner, type Trouble, timeOf, troubleNote, wordsOf } from './frame.ts'
import { type Html, html, paragraphs, tongue } from './html.ts'
import { checks, type Given, pictureField, type Typed } from './letter-page.ts'
import { inGroups } from './receipt.ts'

export function askPage(manner: Manner, typed: Typed = {}, trouble: Trouble | null = null): string {
  const w = wordsOf(manner).ask
  const bad = (name: string) => trouble?.fields.includes(name) && html` aria-invalid="true"`
  const body = html`<h1>${w.heading}</h1>
${troubleNote(manner, trouble)}
<form class="card" method="post" action="/public/progress" enctype="multipart/form-data" novalidate>
<div class="field"><label for="number">${w.number}</label><p class="hint" id="number-hint">${w.numberHint}</p><input id="number" name="number" value="${typed.number ?? ''}" maxlength="60" autocomplete="off" autocapitalize="characters" required aria-describedby="number-hint"${bad('number')}></div>
<div class="field"><label for="code">${w.code}</label><p class="hint" id="code-hint">${w.codeHint}</p><input id="code" name="code" value="" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="code-hint"${bad('code')}></div>
<div class="bar"><button class="btn primary" type="submit">${w.find}</button></div>
</form>`
  return framed(manner, { title: w.heading, body, at: 'look' })
}

/** The day a limit ends on, told as that day. */
const dayBy = (manner: Manner, by: Instant): string => dayOf(manner, atTime(lastDay(by), '12:00'))

function headline(manner: Manner, progress: Progress, now: Instant): { readonly text: string; readonly note: string | null } {
  const own = progress.petition ? wordsOf(manner).petition : null
  if (own) {
    const day = progress.by === null ? '' : dayBy(manner, progress.by)
    if (progress.state !== 'working') return { text: own.state[progress.state], note: own.note[progress.state] }
    return { text: progress.by === null ? own.working : say(own.workingBy, { day }), note: null }
  }
  const { state, note } = wordsOf(manner).progress
  if (progress.state !== 'working') {
    const notes: Readonly<Record<string, string>> = note
    const key = progress.state === 'received' && progress.number !== null ? 'registered' : progress.state
    return { text: state[progress.state], note: notes[key] ?? null }
  }
  if (progress.by === null) return { text: state.working, note: null }
  const day = dayBy(manner, progress.by)
  return progress.by < now ? { text: say(state.late, { day }), note: note.late } : { text: say(state.workingBy, { day }), note: null }
}

/** A headline breaks after its comma, never within a date. */
const clauses = (text: string): Html[] => text.split(/(?<=[，；,;])(?=.)/).map((one) => html`${one.startsWith(' ') && ' '}<span class="clause">${one.trim()}</span>`)

function stepItem(manner: Manner, { key, at, units }: Step, now: boolean, petition: boolean): Html {
  const { helpers, done, now: present } = wordsOf(manner).progress
  const step: Readonly<Record<string, string>> = petition ? { ...wordsOf(manner).progress.step, ...wordsOf(manner).petition.step } : wordsOf(manner).progress.step
  const [unit = '', ...others] = units
  const names = others.join(manner.language === 'en' ? ', ' : '、')
  return html`<li class="${now ? 'is-now' : 'is-done'}"${now && html` aria-current="step"`}><span class="mark" aria-hidden="true"></span><div><p class="what"><span class="only-said">${now ? present : done} </span>${say(step[key] ?? '', { unit })}</p><p class="when">${timeOf(manner, at)}${names !== '' && html`<span class="with">${say(helpers, { units: names })}</span>`}</p></div></li>`
}
const ahead = (manner: Manner, text: string, by: string | null): Html =>
  html`<li class="is-ahead"><span class="mark" aria-hidden="true"></span><div><p class="what"><span class="only-said">${wordsOf(manner).progress.later} </span>${text}</p>${by !== null && html`<p class="when">${by}</p>`}</div></li>`

function stepList(manner: Manner, progress: Progress): Html {
  const w = wordsOf(manner).progress
  const ended = ['closed', 'void', 'refused'].includes(progress.state)
  const last = progress.steps.length - 1
  const toCome = [
    ...(['received', 'working', 'joined'].includes(progress.state)
      ? [ahead(manner, w.nextAnswer, progress.by === null ? null : say(w.by, { day: dayBy(manner, progress.by) }))]
      : []),
    ...(ended || (progress.state === 'answered' && !progress.mayRate) ? [] : [ahead(manner, w.nextRate, null)]),
  ]
  return html`<section class="card" aria-labelledby="steps"><h2 id="steps">${w.steps}</h2><ol class="steps">${progress.steps.map((one, at) => stepItem(manner, one, at === last && !ended, progress.petition === true))}${toCome}</ol></section>`
}

function answerCard(manner: Manner, answer: Progress['answers'][number], heading: string, id: string): Html {
  const w = wordsOf(manner)
  const marks = answer.rated
  return html`<section class="card answer" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><div class="words"${answer.text !== null && tongue(answer.text)} data-listen="${w.progress.listen}" data-quiet="${w.progress.quiet}">${
    answer.text === null ? html`<p>${w.progress.erased}</p>` : paragraphs(answer.text)
  }</div><p class="when">${say(w.progress.answeredOn, { day: dayOf(manner, answer.at) })}</p>${
    marks && html`<p class="marks"><b>${w.progress.rated}</b> ${marksIn(manner, marks).join(manner.language === 'en' ? ', ' : '，')}</p>`
  }</section>`
}
const marksIn = (manner: Manner, { responded, solved, satisfied }: Omit<RatingForm, 'text'>): string[] => {
  const w = wordsOf(manner).rating
  return [
    responded ? w.contacted : w.notContacted,
    { yes: w.solvedYes, partly: w.solvedPartly, no: w.solvedNo }[solved],
    { yes: w.satisfiedYes, basically: w.satisfiedBasically, no: w.satisfiedNo }[satisfied],
  ]
}

function question(legend: string, name: string, options: readonly (readonly [value: string, word: string])[], typed: Typed, wrong: string | null): Html {
  return html`<fieldset class="question" id="${name}" tabindex="-1"><legend>${legend}</legend>${wrong !== null && html`<p class="wrong" id="${name}-wrong">${wrong}</p>`}<div class="choices">${options.map(
    ([value, word]) =>
      html`<label><input type="radio" name="${name}" value="${value}" required${typed[name] === value && html` checked`}${wrong !== null && html` aria-describedby="${name}-wrong"`}><span>${word}</span></label>`,
  )}</div></fieldset>`
}
/** Who asks how it was, with what he showed to see it. */
export interface Asking {
  readonly number: string
  readonly code: string
  readonly given: Given
}
function ratingCard(manner: Manner, { number, code, given }: Asking, petition: boolean, typed: Typed, trouble: (Trouble & { readonly asked?: boolean }) | null): Html {
  const w = wordsOf(manner)
  const r = w.rating
  const words: Readonly<Record<string, string>> = w.fields
  const wrong = (name: string) => (trouble?.fields.includes(name) ? (words[name] ?? '') : null)
  return html`<form id="rating" class="card" method="post" action="/public/rating" enctype="multipart/form-data" novalidate data-offline="${w.offline}" data-busy="${w.letter.sending}" data-working="${w.letter.working}">
<h2>${r.heading}</h2>
${question(
  r.responded,
  'responded',
  [
    ['yes', r.contacted],
    ['no', r.notContacted],
  ],
  typed,
  wrong('responded'),
)}
${question(
  r.solved,
  'solved',
  [
    ['yes', r.solvedYes],
    ['partly', r.solvedPartly],
    ['no', r.solvedNo],
  ],
  typed,
  wrong('solved'),
)}
${question(
  r.satisfied,
  'satisfied',
  [
    ['yes', r.satisfiedYes],
    ['basically', r.satisfiedBasically],
    ['no', r.satisfiedNo],
  ],
  typed,
  wrong('satisfied'),
)}
<div class="field"><label for="text">${r.more} <span class="optional">${w.letter.optional}</span></label><textarea id="text" name="text" rows="3" maxlength="1000">
${typed.text ?? ''}</textarea></div>
<p class="hint">${petition ? w.petition.after : r.after}</p>
<input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}">
${checks(manner, given, trouble?.asked === true)}
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn primary" type="submit">${r.send}</button></div>
</form>`
}

/** 补充情况: opened by whoever has something to add. */
function moreCard(manner: Manner, { number, code, given }: Asking, typed: Typed, trouble: (Trouble & { readonly asked?: boolean }) | null): Html {
  const w = wordsOf(manner)
  const wrong = trouble?.fields.includes('more') === true
  return html`<details class="card more"${trouble && html` open`}><summary>${w.more.heading}</summary>
<form id="more-form" method="post" action="/public/more" enctype="multipart/form-data" novalidate data-offline="${w.offline}" data-busy="${w.letter.sending}" data-working="${w.letter.working}">
<div class="field"><label for="more">${w.more.text}</label>${wrong && html`<p class="wrong" id="more-wrong">${w.fields.more}</p>`}<textarea id="more" name="more" rows="4" maxlength="2000" required${wrong && html` aria-invalid="true" aria-describedby="more-wrong"`}>
${typed.more ?? ''}</textarea></div>
${pictureField(manner, trouble?.fields ?? [])}
<input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}">
${checks(manner, given, trouble?.asked === true)}
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn primary" type="submit">${w.more.send}</button></div>
</form></details>`
}

export function progressPage(
  manner: Manner,
  found: Found,
  now: Instant,
  asking: Asking,
  typed: Typed = {},
  trouble: (Trouble & { readonly asked?: boolean }) | null = null,
): string {
  const w = wordsOf(manner).progress
  const progress: Progress = found.progress ?? {
    number: null,
    title: null,
    state: 'received',
    by: null,
    steps: [{ key: 'received', at: found.at, units: [] }],
    answers: [],
    mayRate: false,
    mayAdd: false,
  }
  const { text, note } = headline(manner, progress, now)
  const [newest, ...before] = [...progress.answers].reverse()
  const body = html`${troubleNote(manner, trouble)}
<section class="card head" data-state="${progress.state}"><p class="number">${progress.number === null ? w.receipt : w.number} <b>${progress.number ?? inGroups(found.receipt)}</b></p>
<h1>${clauses(text)}</h1>${progress.title !== null && html`<p${tongue(progress.title)}>${say(w.about, { title: progress.title })}</p>`}${note !== null && html`<p class="note${progress.state === 'working' && ' is-late'}">${note}</p>`}</section>
${newest && answerCard(manner, newest, w.answer, 'answer')}
${progress.mayRate && ratingCard(manner, asking, progress.petition === true, typed, trouble)}
${stepList(manner, progress)}
${progress.mayAdd && moreCard(manner, asking, typed, trouble)}
${before.map((one, at) => answerCard(manner, one, w.earlier, `answer-${at + 2}`))}
${manner.phone !== null && html`<p class="bar"><a class="btn" href="tel:${manner.phone.replace(/[^0-9+]/g, '')}">${w.call} ${manner.phone}</a></p>`}
<p class="privacy">${wordsOf(manner).privacy}</p>`
  return framed(manner, { title: text, body, at: 'look' })
}

export function ratedPage(manner: Manner, well: boolean, petition: boolean): string {
  const w = wordsOf(manner).rating
  const again = petition ? wordsOf(manner).petition.again : w.again
  const body = html`<section class="card said" data-done="rating"><h1 tabindex="-1">${w.taken}</h1><p>${well ? w.thanks : again}</p><div class="bar"><a class="btn primary" href="/public/progress">${wordsOf(manner).progress.again}</a></div></section>`
  return framed(manner, { title: w.taken, body, at: null })
}
export function addedPage(manner: Manner): string {
  const w = wordsOf(manner).more
  const body = html`<section class="card said" data-done="more"><h1 tabindex="-1">${w.taken}</h1><p>${w.next}</p><div class="bar"><a class="btn primary" href="/public/progress">${wordsOf(manner).progress.again}</a></div></section>`
  return framed(manner, { title: w.taken, body, at: null })
}
export function plainPage(manner: Manner, text: string): string {
  return framed(manner, { title: text, body: html`<section class="card said"><h1>${text}</h1></section>`, at: null })
}
