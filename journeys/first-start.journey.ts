/** An office of one's own: the first start without the demo, the administrator's password, people from Excel, and a server ended by force. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { journey } from './journey.ts'
import { codeOf, dialog, text } from './letter-steps.ts'
import { startProgram } from './server.ts'

function workbook(people: readonly (readonly string[])[], posts: readonly (readonly string[])[]) {
  const book = utils.book_new()
  const units = [
    ['编码', '名称', '简称', '上级编码', '类型', '序号'],
    ['B', '青川市人民政府办公室', '市府办', '', '办公室', '1'],
    ['B-LX', '来信来电科', '来信来电科', 'B', '科室', '2'],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(units), '单位')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名', '登录名', '拼音'], ...people.map((row) => [...row])]), '人员')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['单位编码', '岗位', '排序', '负责人', '收文岗', '任职人', '任职方式'], ...posts.map((row) => [...row])]), '岗位')
  const buffer = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  return { name: '人员.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer }
}
const NEXT = 'Qingchuan-2026-Lantern'

journey(
  '空库首次启动：没有演示入口，管理员先改密码，从 Excel 导入人员；进程和数据库被强行结束，再启动即用',
  async ({ office }) => {
    const page = await office.another()
    const program = await startProgram(['--empty'])
    const running = [program]
    try {
      await page.goto(program.url)
      await page.getByLabel('用户名').waitFor()
      assert.equal(await page.getByText('以演示人员进入').count(), 0)
      const refused = await page.evaluate(async () => {
        const headers = { 'content-type': 'application/json', 'x-huiyin': '1' }
        return (await fetch('/api/session/enter-as', { method: 'POST', headers, body: JSON.stringify({ username: 'admin' }) })).status
      })
      assert.equal(refused, 404)
      await office.axe(page, 'the door of an office of one’s own')

      const password = /one-time password\s+(\S+)/.exec(program.said())?.[1] ?? ''
      await page.getByLabel('用户名').fill('admin')
      await page.getByLabel('密码').fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: '更改密码' }).waitFor()
      await office.axe(page, 'the first password')
      await page.goto(`${program.url}/people`) // there is no way round it
      await page.getByRole('heading', { name: '更改密码' }).waitFor()
      const change = async (to: string) => {
        await page.getByLabel('现密码').fill(password)
        await page.getByLabel('新密码', { exact: true }).fill(to)
        await page.getByLabel('再输一遍新密码').fill(to)
        await page.getByRole('button', { name: '更改密码' }).click()
      }
      await change('Admin@2026')
      await page.getByRole('alert').waitFor()
      await change(NEXT)
      await page.getByRole('heading', { name: '更改密码' }).waitFor({ state: 'detached' })
      await page.getByLabel('本人密码').fill(NEXT) // an administrator binds a second factor before anything else (R-C12)
      await page.getByRole('button', { name: '绑定验证器' }).click()
      await page.getByLabel('输入验证器显示的六位数字').fill(await codeOf(await text(page.locator('.secret'))))
      await page.getByRole('button', { name: '已抄好恢复码，完成绑定' }).click()
      await page.getByRole('navigation', { name: '导航' }).first().waitFor()

      await page.goto(`${program.url}/people`)
      await page.getByRole('button', { name: '从 Excel 导入' }).click()
      const sheet = dialog(page).getByLabel('选择文件')
      const good = [
        ['周敏', 'zhoumin', 'zhoumin'],
        ['陈晨', 'chenchen', 'chenchen'],
      ]
      const post = ['B-LX', '科长', '1', '是', '是', '周敏', '主要']
      await sheet.setInputFiles(workbook([...good, ['', 'nobody', '']], [post, ['B-XX', '科员', '2', '', '', '陈晨', '主要']]))
      const faults = dialog(page).getByRole('table').first()
      await faults.waitFor()
      const said = await text(faults)
      assert.match(said, /人员 第 4 行\s*姓名\s*必填/)
      assert.match(said, /岗位 第 3 行\s*单位编码\s*没有这个单位编码/)
      assert.equal(await dialog(page).getByRole('button', { name: '从 Excel 导入' }).count(), 0, 'nothing lands while a row is wrong')
      await office.axe(page, 'rows that are wrong')
      await sheet.setInputFiles(workbook(good, [post, ['B-LX', '科员', '2', '', '', '陈晨', '主要']]))
      await dialog(page).getByRole('button', { name: '从 Excel 导入' }).click()
      await dialog(page)
        .getByText(/已导入 \d+ 行/)
        .waitFor()
      await dialog(page).getByRole('row').filter({ hasText: 'chenchen' }).waitFor() // the one-time password, told once
      await page.goto('about:blank')

      await program.kill()
      const again = await startProgram(['--empty'], program.data)
      running.push(again)
      await page.goto(`${again.url}/people`)
      await page.getByText('青川市人民政府办公室').first().waitFor()

      await page.goto('about:blank')
      const postmaster = () => {
        const note = join(again.data, 'pg/postmaster.pid')
        return existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : 0
      }
      const killed = postmaster()
      process.kill(killed, 'SIGKILL')
      for (let tries = 0; tries < 60; tries++) {
        const another = ![0, killed].includes(postmaster()) // before that it may not have noticed yet
        const healthy = await fetch(`${again.url}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        )
        if (healthy && another) break
        await new Promise((done) => setTimeout(done, 500))
      }
      await page.goto(`${again.url}/people`)
      await page.getByText('青川市人民政府办公室').first().waitFor()
      await page.close()
    } finally {
      await running.at(-1)?.stop()
    }
  },
  { within: 420_000 },
)
