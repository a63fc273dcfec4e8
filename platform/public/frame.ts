/** What stands round every page of the public side: seal, name, large print, language, the three places one can go. */

import { type Instant, officeDate, officeTime } from '../../kernel/time.ts'
import type { Language } from '../../kernel/words.ts'
import { say } from '../../kernel/words.ts'
import { type Html, html } from './html.ts'
import { en } from './words/en.ts'
import { type PublicWords, zh } from './words/zh-CN.ts'

export const publicWords: Readonly<Record<Language, PublicWords>> = { 'zh-CN': zh, en }
/** How the reader likes it, and whose page it is. */
export interface Manner {
  readonly language: Language
  readonly large: boolean
  /** 云溪市人民政府办公室; empty before the office has a name. */
  readonly office: string
  /** To be dialled; null where the office's directory has none. */
  readonly phone: string | null
  /** The office answers the line itself; else the 12345 centre does. */
  readonly line: boolean
  /** Name of the built style and script: their digest. */
  readonly assets: string
}
export const wordsOf = ({ language }: Pick<Manner, 'language'>): PublicWords => publicWords[language]

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
function dated(template: string, at: Instant): string {
  const [, month = '', date = ''] = officeDate(at).split('-')
  return say(template, { month: Number(month), date: Number(date), monthName: months[Number(month) - 1] ?? '', clock: officeTime(at) })
}
export const dayOf = (manner: Manner, at: Instant): string => dated(wordsOf(manner).day, at)
export const timeOf = (manner: Manner, at: Instant): string => dated(wordsOf(manner).time, at)

/** 云溪市: the place alone, before 人民来信. */
const placeOf = (office: string): string => /^(.+?[市州县区旗盟省])人民政府/.exec(office)?.[1] ?? ''

export interface Page {
  readonly title: string
  readonly body: Html
  /** Which of the three places this is. */
  readonly at: 'write' | 'look' | 'consult' | null
  /** Not for citizens: the office's own name above, and nowhere else to go. */
  readonly alone?: true
}
export function framed(manner: Manner, { title, body, at, alone }: Page): string {
  const w = wordsOf(manner)
  const { language, large, office, assets } = manner
  const place = placeOf(office)
  const name = alone ? w.paper.heading : language === 'zh-CN' ? `${place}${w.name}` : w.name
  const link = (to: 'write' | 'look' | 'consult', href: string, word: string) => html`<a href="${href}"${at === to && html` aria-current="page"`}>${word}</a>`
  return html`<!doctype html>
<html lang="${language}" data-size="${large ? 'large' : 'normal'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${title} ${name}</title>
<link rel="icon" href="/public/${assets}/seal.svg" type="image/svg+xml">
<link rel="stylesheet" href="/public/${assets}/page.css">
<script src="/public/${assets}/page.js" defer></script>
</head>
<body>
<a class="skip" href="#content">${w.skip}</a>
<header>
<div class="top">
<span class="seal" aria-hidden="true">回<br>音</span>
<div class="who"><p class="name">${name}</p><p class="motto">${alone || (language === 'en' && place) ? html`<span lang="zh-CN">${office}</span>` : w.motto}</p></div>
<div class="looks">
<a class="btn" id="size" href="/public/look?size=${large ? 'normal' : 'large'}" data-large="${w.large}" data-usual="${w.usual}">${large ? w.usual : w.large}</a>
<a class="btn" id="language" title="${w.languageTitle}" href="/public/look?language=${language === 'en' ? 'zh-CN' : 'en'}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${w.language}</a>
</div>
</div>
${!alone && html`<nav class="places" aria-label="${w.nav}">${link('write', '/public/', w.write)}${link('look', '/public/progress', w.look)}${link('consult', '/public/consultations', w.consult.heading)}</nav>`}
<p class="open">${w.open}</p>
</header>
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>
`.html
}

/** What was refused, said where a screen reader hears it; each line leads to its field. */
export interface Trouble {
  readonly code: string
  readonly text: string
  readonly fields: readonly string[]
}
export function troubleNote(manner: Manner, trouble: Trouble | null): Html | null {
  if (!trouble) return null
  const w = wordsOf(manner)
  const words: Readonly<Record<string, string>> = w.fields
  return html`<div class="trouble" id="trouble" role="alert" tabindex="-1" data-code="${trouble.code}"><p><b>${trouble.text}</b></p>${
    trouble.fields.length > 0 && html`<ul>${trouble.fields.map((field) => html`<li><a href="#${field}">${words[field] ?? w.fields.other}</a></li>`)}</ul>`
  }</div>`
}
