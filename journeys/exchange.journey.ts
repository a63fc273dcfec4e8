/** 交换站取件: a morning's thirty papers by keyboard and scanner, two of them there already, one without its attachment; and each copy from hand to hand. */
import { availableParallelism, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import type { MatterId } from '../kernel/ids.ts'
import { copyCode } from '../typeset/slip-code.ts'
import { journey, phone } from './journey.ts'
import { keyboard, text, watchPointer } from './letter-steps.ts'

const MOST_MINUTES = 10
const quiet = (): boolean => (loadavg()[0] ?? 0) < 2 * availableParallelism()
/** A scanner: all keys in one burst into whatever has the focus, Chinese characters as text between them, Enter last. Other work on this machine does not slow it down. */
const scan = (page: Page, code: string): Promise<void> =>
  page.evaluate(`(code => {
    const at = () => document.activeElement ?? document.body
    // made before the first is sent: each says when its key was pressed, however long the page takes over it
    const keys = [...code, 'Enter'].map(key => (key.charCodeAt(0) > 127 ? null : new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
    for (const [n, character] of [...code, ''].entries()) {
      const lawful = keys[n] === null || at().dispatchEvent(keys[n])
      if (lawful && character) document.execCommand('insertText', false, character)
    }
  })(${JSON.stringify(code)})`)

interface Paper {
  readonly sender: string
  readonly number: string
  readonly title: string
}
const senders = [
  ['云岭省人民政府办公厅', '云岭政办发'],
  ['云岭省住房和城乡建设厅', '云岭建函'],
  ['云岭省水利厅', '云岭水发'],
  ['云岭省交通运输厅', '云岭交函'],
  ['云岭省教育厅', '云岭教发'],
  ['云岭省应急管理厅', '云岭应急'],
  ['云岭省财政厅', '云岭财函'],
] as const
const subjects = ['冬季供暖保障工作的通知', '城镇老旧小区改造进展情况的通报', '水库除险加固任务的函', '农村公路养护的意见']
/** Twenty-eight papers, each its own number. */
const papers: readonly Paper[] = senders.flatMap(([sender, mark], s) =>
  subjects.map((subject, n) => ({ sender, number: `${mark}〔2026〕${s * 10 + n + 11}号`, title: `关于做好${subject}` })),
)
const codeOf = ({ sender, number, title }: Paper, n: number, level = '无') =>
  `GB0626-2005^YLS202611300000${String(n).padStart(4, '0')}^${sender}^通知^${number}^各市人民政府^${title}^${level}^${n % 9 === 0 ? '特急' : '无'}^20261127^公开^${sender}^20261127^^|`
/** The same number as another hand writes it. */
const otherwise = (number: string) => number.replace('〔', '[').replace('〕', '] ').replace('号', '')

journey(
  '交换站取件：一早三十件，两件重份、一件缺附件，只用键盘和扫码枪',
  async ({ office }) => {
    const clerk = await office.as('邵军')
    await clerk.getByRole('link', { name: '交换站取件' }).first().click()
    await clerk.getByRole('heading', { name: '交换站取件' }).waitFor()
    await office.axe(clerk, '取件台账')
    await office.shot(clerk, '取件')
    const pressed = await watchPointer(clerk)
    const keys = keyboard(clerk)
    await clerk.getByLabel('清单号').focus()
    await keys.type('2026-1130-02')
    await keys.press('Tab')
    await keys.type('31')
    await keys.press('Enter')
    await clerk.locator('.run-form').waitFor()
    const field = (name: string) => clerk.locator(`.run-form [name=${name}]:focus`)
    const landed = async (n: number) => {
      await clerk.getByText(`已登记 ${n}／31 件`).first().waitFor()
      await field('sender').waitFor()
    }
    const typed = async ({ sender, number, title }: Paper) => {
      await field('sender').waitFor()
      for (const said of [sender, number, title]) {
        await keys.type(said)
        await keys.press('Enter')
      }
      await field('copiesListed').waitFor()
    }
    await office.axe(clerk, '空批次')
    await office.shot(clerk, '空批次')

    const began = performance.now()
    let done = 0
    for (const [n, paper] of papers.entries()) {
      if (n % 2 === 0) {
        // the focus may be anywhere: what the scanner reads goes where it belongs
        await scan(clerk, codeOf(paper, n))
        await field('copiesListed').waitFor()
        if ((await clerk.locator('.run-form [name=title]').inputValue()) !== paper.title) throw new Error(`scanned: ${await clerk.locator('.run-form [name=title]').inputValue()}`)
      } else await typed(paper)
      if (n === 0) await office.shot(clerk, '扫入')
      if (n === 7) {
        // five copies by the list, three in the envelope
        await keys.type('')
        await clerk.locator('.run-form [name=copiesListed]').selectText()
        await keys.type('5')
        await keys.press('Enter')
        await keys.type('3')
        await keys.press('Enter')
      } else if (n === 12) {
        // one attachment is named on the paper and not there
        await keys.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab')
        await clerk.locator('.run-form textarea:focus').waitFor()
        await keys.type('任务分解表\n- 联系人名单')
        await office.shot(clerk, '缺附件')
        await keys.press('Control+Enter')
      } else await keys.press('Enter', 'Enter')
      done++
      await landed(done)
    }
    // two envelopes hold what is there already, written by another hand: one key each
    for (const n of [3, 10]) {
      const first = papers[n] as Paper
      await typed({ ...first, number: otherwise(first.number) })
      await clerk.locator('.same-papers .is-same').waitFor()
      if (n === 3) {
        await office.axe(clerk, '重份')
        await office.shot(clerk, '重份')
      }
      await keys.press('F2')
      done++
      await landed(done)
    }
    // one stands on the list and is not in the bag; one is in the bag and on no list
    await typed({ sender: '云岭省审计厅', number: '云岭审函〔2026〕5号', title: '关于报送审计整改情况的函' })
    await keys.press('F4')
    done++
    await landed(done)
    await keys.press('F8')
    await typed({ sender: '云岭省林业厅', number: '云岭林函〔2026〕8号', title: '关于森林防火的函' })
    await keys.press('Enter', 'Enter')
    await clerk.locator('.ledger', { hasText: '云岭林函〔2026〕8号' }).waitFor()
    const minutes = (performance.now() - began) / 60_000
    console.log(`    ${done + 1} lines in ${minutes.toFixed(2)} min, ${keys.keys()} keys beside the text (load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()})`)
    if (quiet() && minutes > MOST_MINUTES) throw new Error(`${minutes.toFixed(1)} minutes for a morning's batch`)

    // 机要件: by its key, and by a code that says so; of neither anything is kept
    await field('sender').waitFor()
    await keys.type('不该写在这里的单位')
    await keys.press('F9')
    await clerk.locator('dialog[open]', { hasText: '走机要渠道' }).waitFor()
    await office.axe(clerk, '机要渠道')
    await office.shot(clerk, '机要渠道')
    await keys.press('Enter')
    await clerk.locator('dialog[open]').waitFor({ state: 'detached' })
    if ((await clerk.locator('.run-form [name=sender]').inputValue()) !== '') throw new Error('something typed is still there')
    await scan(clerk, codeOf({ sender: '某单位', number: '某〔2026〕1号', title: '某件' }, 99, '机密'))
    await clerk.locator('dialog[open]', { hasText: '码上写明涉密' }).waitFor()
    await keys.press('Enter')
    await clerk.getByText('本批机要件 2 件，只记件数。').first().waitFor()
    const said = await clerk.evaluate('document.body.innerText')
    if (String(said).includes('某〔2026〕1号')) throw new Error('the classified number stands on the page')

    for (const what of ['未收到：1 件', '清单外：1 件', '份数不符：1 件', '缺附件：1 件']) await clerk.locator('.run-check', { hasText: what }).waitFor()
    await office.shot(clerk, '整批')
    await clerk.locator('[data-move=closeRun]').focus()
    await keys.press('Enter')
    await clerk.locator('[data-move=tellStation]').waitFor()
    if ((await pressed()) > 0) throw new Error(`${await pressed()} presses of a pointer`)
    await office.axe(clerk, '核对完毕')
    await clerk.locator('[data-move=tellStation]').focus()
    await keys.press('Enter')
    await clerk.getByText('已告知交换站（送核对单）').waitFor()
    await office.shot(clerk, '回执')
    const slip = await clerk.request.get(new URL(`/api/incoming/run-slip.pdf?id=${clerk.url().split('/').at(-1)}`, office.url).href)
    if (slip.headers()['content-type'] !== 'application/pdf') throw new Error(`slip: ${slip.status()} ${await slip.text()}`)

    // the same batch on a phone, and in English
    const small = await office.as('邵军', { ...phone, language: 'en' })
    await small.goto(clerk.url())
    await small.locator('.run-check').waitFor()
    await office.axe(small, '手机')
    await office.shot(small, '手机 英文')

    // 传阅夹: the holder is chosen once, each label is one copy more, one key hands them over
    const hrefs = await clerk
      .locator('.ledger a[href^="/incoming/0"]')
      .evaluateAll((links) => links.map((link) => (link as unknown as { getAttribute(name: string): string }).getAttribute('href')))
    const [one, other] = hrefs.slice(0, 2).map((href) => href.split('/').at(-1) as MatterId) as [MatterId, MatterId]
    await clerk.getByRole('link', { name: '份数去向' }).first().click()
    await clerk.locator('.copies-desk').waitFor()
    await clerk.locator('.copies-desk input[role=combobox]').focus()
    await clerk.keyboard.type('张怀远')
    await clerk.locator('.picker-list [role=option]').first().waitFor()
    await keys.press('Enter')
    await scan(clerk, copyCode(one, 1))
    await clerk.getByText('已选 1 份').first().waitFor()
    await scan(clerk, copyCode(other, 1))
    await clerk.getByText('已选 2 份').first().waitFor()
    await office.axe(clerk, '分送')
    await office.shot(clerk, '分送')
    await keys.press('F2')
    await clerk.getByText('在外 2 份').waitFor()
    await clerk.locator('.ledger', { hasText: '张怀远' }).waitFor()
    await office.axe(clerk, '在外份数')
    await office.shot(clerk, '在外份数')
    // one comes back by its label, and the paper's page says who has which
    await scan(clerk, copyCode(one, 1))
    await clerk.getByText('已选 1 份').first().waitFor()
    await clerk.locator('[data-move=returnCopies]').focus()
    await keys.press('Enter')
    await clerk.getByText('在外 1 份').waitFor()
    await clerk.goto(new URL(`/incoming/${other}`, office.url).href)
    const card = clerk.locator('#copies')
    await card.getByText('张怀远').first().waitFor()
    if (!(await text(card)).includes('分送')) throw new Error(await text(card))
    await office.axe(clerk, '来文页')
    await office.shot(clerk, '来文页')
    await card.getByRole('button', { name: '打印标签' }).click()
    await clerk.locator('dialog[open]').waitFor()
    await office.shot(clerk, '标签')
    const pocket = await office.as('邵军', phone, '/incoming/copies')
    await pocket.locator('.copies-desk').waitFor()
    await office.axe(pocket, '手机份数')
    await office.shot(pocket, '手机份数')
  },
  { within: 600_000 },
)
