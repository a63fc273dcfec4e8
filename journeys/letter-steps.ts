/** What people do with a letter on its page, as steps of a story. */
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { Locator, Page } from 'playwright-core'

/** The open dialog. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]')

/** The six digits an authenticator with this secret shows now; the secret may stand in groups of four. */
export const codeOf = (secret: string): Promise<string> => createOTP(new TextDecoder().decode(base32.decode(secret.replace(/\s/g, '')))).totp()
/** A photograph, eight by eight. */
export const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR4nGNkYPjPgA0wYRUdtBJEuwkAaGABD0xX0lQAAAAASUVORK5CYII=', 'base64')
export const text = async (where: Locator): Promise<string> => (await where.textContent()) ?? ''

/** Counts every key pressed beside the text; a chord counts each of its keys. */
export function keyboard(page: Page) {
  let count = 0
  return {
    keys: () => count,
    async press(...chords: readonly string[]) {
      for (const chord of chords) {
        count += chord.split('+').length
        await page.keyboard.press(chord)
      }
    },
    /** The text itself: told, not counted. */
    type: (text: string) => page.keyboard.insertText(text),
  }
}
/** Notes every press of a pointer from now on; @returns how many there were. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  const count = () => {
    const seen = globalThis as unknown as { pressed: number; addEventListener(name: string, heard: () => void, how: object): void }
    seen.pressed = 0
    seen.addEventListener('pointerdown', () => (seen.pressed += 1), { capture: true, passive: true })
  }
  await page.addInitScript(count)
  await page.evaluate(count)
  return () => page.evaluate('pressed') as Promise<number>
}

/** Pastes into whatever has the focus, as from the clipboard. */
export const paste = (page: Page, said: string): Promise<void> =>
  page.evaluate(`(said => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', said)
    const lawful = document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    if (lawful) document.execCommand('insertText', false, said)
  })(${JSON.stringify(said)})`)

export interface Call {
  readonly title: string
  readonly body: string
  readonly phone?: string
  readonly unit?: string
}
/** Registers a call through the interface of the page, with its own session, and opens it. @returns its address and number */
export async function registered(page: Page, call: Call): Promise<{ readonly path: string; readonly number: string }> {
  const { id, number } = await page.evaluate(async (call: Call) => {
    const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
    const units = (await (await fetch('/api/people/units')).json()) as { rows: { id: string; code: string }[] }
    const unit = units.rows.find((u) => u.code === call.unit)?.id
    const body = { channel: 'call', kind: 'help', title: call.title, body: call.body, phone: call.phone ?? null, ...(unit ? { assign: { lead: { unit } } } : {}) }
    const answer = await fetch('/api/letters/register', { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { id: string; number: string }
  }, call)
  await openLetter(page, `/letters/${id}`)
  return { path: `/letters/${id}`, number }
}
export async function openLetter(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  await page.locator('.matter-page h1').waitFor()
}
/** Opens a letter from the list on the page. */
export async function openRow(page: Page, number: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: number }).locator('.row-link').click()
  await page.locator('.matter-page h1').waitFor()
}
/** Moves the office makes seldom; only these may lie under 其他. */
const seldom = new Set(['void', 'merge', 'unmerge', 'withdraw', 'reopen', 'dropSign', 'takeBack', 'erase', 'closeList', 'openList', 'changeList'])
/** Presses a move under 下一步 as it stands in sight; a seldom one under 其他. */
export async function press(page: Page, move: string): Promise<void> {
  if (seldom.has(move)) {
    await page.locator('.more-moves').waitFor()
    const shut = page.locator('.more-moves[aria-expanded="false"]')
    if ((await shut.count()) > 0) await shut.click()
  }
  await page.locator(`.moves [data-move="${move}"]`).click()
}
/** Lands the open form and waits until it has gone. */
export async function land(page: Page): Promise<void> {
  await dialog(page).locator('button[type="submit"]').click()
  await dialog(page).waitFor({ state: 'detached' })
}
/** Types into a field of the open form. */
export const fill = (page: Page, label: string, text: string): Promise<void> => dialog(page).getByLabel(label, { exact: true }).fill(text)
/** One of a few choices in the open form. */
export const pick = (page: Page, group: string, option: string): Promise<void> =>
  dialog(page).getByRole('group', { name: group, exact: true }).getByRole('radio', { name: option, exact: true }).check()
/** Chooses a unit or person in the open form by typing. */
export async function choose(page: Page, label: string, typed: string, name: string): Promise<void> {
  const box = dialog(page).getByRole('combobox', { name: label, exact: true })
  await box.fill(typed)
  await dialog(page).getByRole('option', { name }).first().click()
}
/** The letter stands in this state: 办理中. */
export const stands = (page: Page, phase: string): Promise<void> => page.locator(`.matter-page[data-phase="${phase}"]`).waitFor()

export async function signFor(page: Page, path: string): Promise<void> {
  await openLetter(page, path)
  await press(page, 'accept')
  await stands(page, 'working')
}
export async function report(page: Page, text: string): Promise<void> {
  await press(page, 'report')
  await pick(page, '办理结果', '已解决')
  await fill(page, '办理情况', text)
  await land(page)
  await stands(page, 'reported')
}
/** Drafts the reply and sends it for review. */
export async function draft(page: Page, path: string, text: string): Promise<void> {
  await openLetter(page, path)
  await page.getByRole('textbox', { name: '答复拟稿' }).fill(text)
  await page.locator('[data-move="submit"]').click()
  await page.getByRole('button', { name: '继续改稿' }).waitFor() // it rests while it is reviewed
}
/** The head agrees the draft and it leaves the house. */
export async function agreeAndReply(page: Page, path: string, opinion = '同意。'): Promise<void> {
  await openLetter(page, path)
  await press(page, 'sign')
  await fill(page, '意见', opinion)
  await land(page)
  await press(page, 'reply')
  await land(page)
}
export async function callBack(page: Page, path: string, marks: { readonly solved: string; readonly satisfied: string; readonly text?: string }): Promise<void> {
  await openLetter(page, path)
  await press(page, 'rate')
  await pick(page, '承办单位是否联系过您', '已联系')
  await pick(page, '问题是否解决', marks.solved)
  await pick(page, '对办理是否满意', marks.satisfied)
  if (marks.text) await fill(page, '回访记录', marks.text)
  await land(page)
}
