/** 收文登记 from files: fields proposed with their place, accepted by one key; a scan stands beside the form and is typed; bad files say why and are kept. */
import type { Page } from 'playwright-core'
import { pdfOf } from '../platform/files/inside/samples.ts'
import { samplePile } from '../platform/scans/sample-scans.ts'
import { type LabelledPaper, labelled } from './bench/papers/flow.ts'
import { makePaper } from './bench/papers/make.ts'
import type { Placed } from './bench/papers/place.ts'
import { plainPdf } from './bench/papers/plain-pdf.ts'
import { fullJourney, phone } from './journey.ts'

const paper = (id: string): LabelledPaper => {
  const found = labelled.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const drop = (page: Page, name: string, buffer: Buffer) => page.locator('.incoming-register input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
const box = (page: Page, label: string) => page.locator('.incoming-register').getByLabel(label, { exact: true })
async function holds(page: Page, label: string, value: string): Promise<void> {
  const found = await box(page, label).inputValue()
  if (found !== value) throw new Error(`${label}: «${found}», not «${value}»`)
}
const landed = (page: Page) => page.locator('.landed').getByText(/^收〔\d{4}〕\d+号$/)
async function begin(page: Page, url: string): Promise<void> {
  await page.goto(new URL('/incoming/new', url).href)
  await page.getByRole('heading', { name: '收文登记' }).waitFor()
}

fullJourney(
  '收文登记：文件拖入，字段读出待核对，位置可查，一键认可；扫描件对照录入；坏文件说明原因，文件不丢',
  async ({ office }) => {
    const clerk = await office.as('季红梅')
    await begin(clerk, office.url)
    const { says } = paper('p27')
    await box(clerk, '来文字号').fill('云财预〔2026〕69号')
    await drop(clerk, '部门预算通知.pdf', makePaper(paper('p27')).bytes)
    await clerk.getByText(/从文件读出 \d 项，待核对/).waitFor({ timeout: 60_000 })
    await holds(clerk, '来文单位', says.sender)
    await holds(clerk, '标题', says.title)
    await holds(clerk, '来文字号', '云财预〔2026〕69号')
    await clerk.getByText('文件上的来文字号是“云财预〔2026〕96号”，与已填的不同').waitFor()
    await clerk.locator('.beside img').waitFor()
    await clerk.getByRole('button', { name: /^看原文：标题，第 1 页第 \d+ 行$/ }).click()
    await clerk.locator('.beside-mark').first().waitFor()
    await office.axe(clerk, '字段待核对')
    await office.shot(clerk, '字段待核对')
    await clerk.getByRole('button', { name: '改用' }).click()
    await holds(clerk, '来文字号', says.number ?? '')
    await clerk.getByRole('button', { name: /^看原文：限办/ }).click()
    await clerk.locator('.beside-mark').first().waitFor()

    await clerk.keyboard.press('Control+Enter')
    await clerk
      .getByRole('alert')
      .getByText(/先核对读出的 \d 项/)
      .waitFor()
    await clerk.keyboard.press('Alt+Enter')
    await clerk.getByText('读出的各项已核对').waitFor()
    await clerk.keyboard.press('Control+Enter')
    await landed(clerk).waitFor()
    await holds(clerk, '标题', '')

    // a scan: nothing is proposed, it is typed from the page beside the form
    await drop(
      clerk,
      '扫描来函.pdf',
      samplePile([
        { code: null, title: '东陵市来函' },
        { code: null, title: '第二页', upsideDown: true },
      ]),
    )
    await clerk.getByText('文件中没有文字（扫描件或图片），请对照录入。').waitFor({ timeout: 60_000 })
    await box(clerk, '来文单位').fill('东陵市人民政府办公室')
    await clerk.keyboard.press('Alt+PageDown')
    await clerk.getByText('第 2 页，共 2 页').waitFor()
    await clerk.keyboard.press('Alt+r')
    await clerk.keyboard.press('Alt+r')
    await clerk.locator('.beside-sheet[style*="rotate(180deg)"] img').waitFor()
    await clerk.keyboard.press('Alt+=')
    await holds(clerk, '来文单位', '东陵市人民政府办公室')
    await office.axe(clerk, '扫描件对照')
    await office.shot(clerk, '扫描件对照')
    await box(clerk, '来文字号').fill('东政办函〔2026〕51号')
    await box(clerk, '标题').fill('关于组团考察学习的函')
    await clerk.keyboard.press('Control+Enter')
    await landed(clerk).waitFor()

    // locked, broken, two thousand pages, OFD: each says what it is
    const lockedPdf = pdfOf(['锁着'])
      .toString('latin1')
      .replace(
        '/Root 1 0 R',
        `/Root 1 0 R /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'22'.repeat(32)}> /U <${'33'.repeat(32)}> >>`,
      )
    await begin(clerk, office.url)
    await drop(clerk, '加密.pdf', Buffer.from(lockedPdf, 'latin1'))
    await clerk.getByText('文件加了密码，读不出文字').waitFor({ timeout: 60_000 })
    await clerk.locator('.picked', { hasText: '加密.pdf' }).waitFor()
    await begin(clerk, office.url)
    await drop(clerk, '坏的.pdf', Buffer.from('%PDF-1.7\nbroken'))
    await clerk.getByText('文件已损坏，读不出来').waitFor({ timeout: 60_000 })
    await begin(clerk, office.url)
    const long = Array.from({ length: 2_000 }, (_, n): Placed => ({ page: n + 1, x: 100, y: 100, size: 16, text: `第${n + 1}页正文`, role: 'body' }))
    await drop(clerk, '两千页.pdf', plainPdf(long, { each: false, overprint: false, headLast: false, oldCodes: false }))
    await clerk.getByText('共 2000 页，只读了前 60 页和末 4 页').waitFor({ timeout: 120_000 })
    await office.shot(clerk, '两千页')

    await begin(clerk, office.url)
    await drop(clerk, '提高低保标准.ofd', makePaper(paper('p59')).bytes)
    await clerk.getByText(/从文件读出 \d 项，待核对/).waitFor({ timeout: 60_000 })
    await holds(clerk, '来文单位', paper('p59').says.sender)
    await clerk.getByText('此类文件不显示原样，以下是读出的文字。').waitFor()
    await clerk.getByRole('button', { name: /^看原文：来文单位/ }).click()
    await clerk.locator('.beside-words .is-marked').first().waitFor()
    await office.shot(clerk, 'OFD')

    // what takes longer than a second says so and can be stopped; the file stays
    await begin(clerk, office.url)
    await clerk.route('**/lines', (route) => setTimeout(() => void route.continue().catch(() => undefined), 4_000))
    await drop(clerk, '很慢的.pdf', makePaper(paper('p27')).bytes)
    await clerk.getByText('正在打开文件').waitFor({ timeout: 60_000 })
    await clerk.getByRole('button', { name: '停止读取' }).click()
    await clerk.getByText('已停止读取。文件已保存。').waitFor()
    await clerk.locator('.picked', { hasText: '很慢的.pdf' }).waitFor()
    await clerk.unroute('**/lines')

    const small = await office.as('季红梅', phone)
    await begin(small, office.url)
    await drop(small, '来函.docx', makePaper(paper('p09')).bytes)
    await small.getByText(/从文件读出 \d 项，待核对/).waitFor({ timeout: 60_000 })
    await office.axe(small, '手机登记')
    await office.shot(small, '手机登记')
    await small.getByRole('button', { name: /全部认可/ }).click()
    await small.getByText('读出的各项已核对').waitFor()
  },
  { within: 420_000 },
)
