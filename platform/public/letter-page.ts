/** 写信 and 收件: the form, and the receipt with the code that is shown this once. */
import { say } from '../../kernel/words.ts'
import { framed, type Manner, type Trouble, troubleNote, wordsOf } from './frame.ts'
import { type Html, html } from './html.ts'
import { type Form, sumOf } from './human-check.ts'
import { inGroups } from './receipt.ts'

export type Typed = Readonly<Record<string, string>>
/** A form as it was given out, signed, and what it asks. */
export interface Given extends Form {
  readonly signed: string
}

/** Shown where no script runs, or where it could not do its work. The trap is for machines: nobody sees it, no key reaches it. */
export function checks(manner: Manner, given: Given, asked: boolean): Html {
  const w = wordsOf(manner).letter
  const [a, b] = sumOf(given)
  const question = html`<fieldset class="field sum"><legend>${w.check}</legend><label for="sum">${say(w.question, { a, b })}</label><p class="hint" id="sum-hint">${w.questionHint}</p><input id="sum" name="sum" inputmode="numeric" autocomplete="off" maxlength="3" aria-describedby="sum-hint"></fieldset>`
  return html`<input type="hidden" name="form" value="${given.signed}"><input type="hidden" name="work" value="" data-token="${given.token}" data-bits="${given.bits}">
<p class="leave" aria-hidden="true"><label for="website">${w.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></p>
${asked ? question : html`<noscript>${question}</noscript>`}`
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  readonly control: (more: Html) => Html
}
function field(manner: Manner, { name, label, hint, optional, control }: Field, wrong: readonly string[]): Html {
  const w = wordsOf(manner)
  const words: Readonly<Record<string, string>> = w.fields
  const bad = wrong.includes(name)
  const told = [...(hint ? [`${name}-hint`] : []), ...(bad ? [`${name}-wrong`] : [])].join(' ')
  return html`<div class="field"><label for="${name}">${label}${optional && html` <span class="optional">${w.letter.optional}</span>`}</label>${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}${
    bad && html`<p class="wrong" id="${name}-wrong">${words[name]}</p>`
  }${control(html`${told !== '' && html` aria-describedby="${told}"`}${bad && html` aria-invalid="true"`}`)}</div>`
}

export function pictureField(manner: Manner, wrong: readonly string[]): Html {
  const t = wordsOf(manner).letter
  const control = (told: Html) =>
    html`<input id="pictures" name="pictures" type="file" accept="image/jpeg,image/png,image/webp" multiple data-chosen="${t.chosen}"${told}><ul class="thumbs" id="thumbs"></ul>`
  return field(manner, { name: 'pictures', label: t.pictures, hint: t.picturesHint, optional: true, control }, wrong)
}

/** 哪一方面的事: first levels the office has marked public, in its own words. */
export interface Service {
  readonly code: string
  readonly zh: string
  readonly en: string
}
interface LetterPage {
  readonly typed?: Typed
  readonly trouble?: (Trouble & { readonly asked?: boolean }) | null
  readonly services?: readonly Service[]
}
export function letterPage(manner: Manner, given: Given, { typed = {}, trouble = null, services = [] }: LetterPage = {}): string {
  const w = wordsOf(manner)
  const t = w.letter
  const wrong = trouble?.fields ?? []
  const line = (name: string, more: Html) => (described: Html) => html`<input id="${name}" name="${name}" value="${typed[name] ?? ''}"${more}${described}>`
  const body = html`<h1>${t.heading}</h1>
${troubleNote(manner, trouble)}
${!manner.line && html`<p class="card said" id="line">${t.noLine} <a href="tel:12345">12345</a></p>`}
<form id="hand-in" class="card" method="post" action="/public/letter" enctype="multipart/form-data" novalidate data-offline="${w.offline}" data-busy="${t.sending}" data-working="${t.working}">
${field(
  manner,
  {
    name: 'body',
    label: t.body,
    hint: t.bodyHint,
    control: (d) => html`<textarea id="body" name="body" rows="7" maxlength="5000" required${d}>
${typed.body ?? ''}</textarea>`,
  },
  wrong,
)}
${field(manner, { name: 'place', label: t.place, hint: t.placeHint, optional: true, control: line('place', html` maxlength="200" autocomplete="off"`) }, wrong)}
${
  services.length > 0 &&
  field(
    manner,
    {
      name: 'service',
      label: t.service,
      optional: true,
      control: (d) =>
        html`<select id="service" name="service"${d}><option value="">${t.noService}</option>${services.map(
          (one) => html`<option value="${one.code}"${typed.service === one.code && html` selected`}>${manner.language === 'en' ? one.en : one.zh}</option>`,
        )}</select>`,
    },
    wrong,
  )
}
${pictureField(manner, wrong)}
${field(manner, { name: 'name', label: t.name, optional: true, control: line('name', html` maxlength="50" autocomplete="name"`) }, wrong)}
${field(manner, { name: 'phone', label: t.phone, hint: t.phoneHint, optional: true, control: line('phone', html` type="tel" inputmode="tel" maxlength="30" autocomplete="tel"`) }, wrong)}
<div class="tick"><input id="secret" name="secret" type="checkbox" value="yes"${typed.secret === 'yes' && html` checked`}><label for="secret">${t.secret}</label></div>
${checks(manner, given, trouble?.asked === true)}
<p class="privacy">${w.privacy}</p>
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn primary" type="submit">${t.send}</button></div>
</form>`
  return framed(manner, { title: t.heading, body, at: 'write' })
}

export function takenPage(manner: Manner, receipt: string, code: string): string {
  const w = wordsOf(manner).taken
  const body = html`<section class="card said" data-done="letter">
<h1 tabindex="-1">${w.heading}</h1>
<dl class="keys"><div><dt>${w.receipt}</dt><dd id="receipt">${inGroups(receipt)}</dd></div><div><dt>${w.code}</dt><dd id="code">${inGroups(code)}</dd></div></dl>
<p class="strong">${w.keep}</p>
<p>${w.next}</p>
<p>${w.noSms}</p>
<p class="state" id="state" role="status"></p>
<div class="bar"><button class="btn" type="button" id="copy" hidden data-copied="${w.copied}" data-text="${`${w.receipt} ${inGroups(receipt)} ${w.code} ${inGroups(code)}`}">${w.copy}</button>
<form method="post" action="/public/progress" enctype="multipart/form-data"><input type="hidden" name="number" value="${receipt}"><input type="hidden" name="code" value="${code}"><button class="btn primary" type="submit">${w.look}</button></form></div>
</section>`
  return framed(manner, { title: w.heading, body, at: null })
}
