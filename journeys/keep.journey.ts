/** What is kept outlives the machine: data folder and keys lost, restored from the backup and its passphrase alone; and an auditor who trusts nobody, with an export in his hand. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { huiyin } from './command.ts'
import { enterBy, journey } from './journey.ts'
import { openLetter, registered, text } from './letter-steps.ts'
import { demoFolder, type RunningProgram, startProgram } from './server.ts'

const passphrase = { HUIYIN_BACKUP_PASSPHRASE: '件件有着落，事事有回音。' }
interface Said {
  readonly code: number
  readonly said: string
}
/** In a folder with nothing in it but what was carried there. */
async function at(folder: string, ...args: string[]): Promise<Said> {
  const { code, out, complaint } = await huiyin(args, passphrase, folder)
  return { code, said: out + complaint }
}
const well = async (ended: Promise<Said>): Promise<string> => {
  const { code, said } = await ended
  assert.equal(code, 0, said)
  return said
}
async function enter(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url)
  await enterBy(page, name)
}

journey(
  '数据文件夹和密钥全部丢失：只凭备份和口令恢复到空文件夹，来信一件不少，电话打得开；审计员只凭导出核验，改动一处即被指出',
  async ({ office }) => {
    const page = await office.another()
    const safe = mkdtempSync(join(tmpdir(), 'huiyin-safe-')) // another disk: nothing on it but what was carried there
    chmodSync(safe, 0o755)
    const [backup, fresh, exported, signed] = ['one.backup', 'office/data', 'export', 'seals'].map((name) => join(safe, name)) as [string, string, string, string]
    const programs: RunningProgram[] = []
    try {
      const lost = await startProgram([], await demoFolder())
      programs.push(lost)
      await enter(page, lost.url, '何雨桐')
      const { path, number } = await registered(page, { title: '北苑小区断电', body: '今晨六时起断电。', phone: '13800006027' })
      assert.match(await well(at(safe, 'backup', backup, '--data', lost.data)), /备份/)
      await page.goto(office.url) // the page would go on asking the office that is lost
      programs.pop()
      await lost.stop() // with its folder: database, files, keys

      assert.match(await well(at(safe, 'restore', backup, '--data', fresh)), /核验/)
      const again = await startProgram([], fresh)
      programs.push(again)
      await enter(page, again.url, '何雨桐')
      await openLetter(page, path)
      assert.match(await text(page.locator('.matter-page')), new RegExp(number.replace(/[〔〕]/g, '.')))
      const asker = page.locator('#asker')
      await asker.getByRole('button', { name: '查看' }).click()
      await asker.getByText('13800006027').waitFor()
      await office.shot(page, '恢复以后')

      // the auditor's own copy of the signed seals, made on another day than the export
      cpSync(join(fresh, 'seals'), signed, { recursive: true })
      await well(at(safe, 'export', exported, '--data', fresh))
      await page.goto(office.url)
      programs.pop()
      await again.stop()
      const alone = () => at(safe, 'verify', '--export', exported, '--signed', signed)
      assert.match(await well(alone()), /核验无误|没有|0 处/)
      const [matters, manifest] = [join(exported, 'matter.tsv'), join(exported, 'manifest.json')]
      const [was, promised] = [readFileSync(matters, 'utf8'), readFileSync(manifest, 'utf8')]
      writeFileSync(matters, was.replace('北苑小区断电', '北苑小区停电'))
      const careless = await alone()
      assert.equal(careless.code, 1)
      assert.match(careless.said, /matter/)
      const digest = (content: string) => createHash('sha256').update(content).digest('hex')
      assert.ok(promised.includes(digest(was)))
      writeFileSync(manifest, promised.replace(digest(was), digest(readFileSync(matters, 'utf8')))) // whoever also makes the digest fit
      const careful = await alone()
      assert.equal(careful.code, 1)
      assert.match(careful.said, new RegExp(path.split('/').at(-1) ?? number))
      writeFileSync(matters, was)
      writeFileSync(manifest, promised)
      await well(alone())
    } finally {
      for (const program of programs) await program.stop()
      rmSync(safe, { recursive: true, force: true })
    }
  },
  { within: 300_000 },
)
