/** 启用导入 (R-S13): the head of the letters division brings a workbook over: columns matched by the keyboard, tried, the faults read, imported; the second time the mapping is there. */
import assert from 'node:assert/strict'
import { utils, write } from '@e965/xlsx'
import { fullJourney, phone } from './journey.ts'
import { text } from './letter-steps.ts'

const rows = [
  ['流水', '主题', '来信内容', '答复内容', '来文日期', '答复日期', '备注'],
  ['K1', '路灯不亮（旧）', '小区门口路灯不亮。', '已修复。', '2024-03-05', '2024-03-20', ''],
  ['K2', '井盖松动（旧）', '人行道井盖松动。', '已加固。', '2024-04-05', '2024-04-20', ''],
  ['K3', '噪声扰民（旧）', '夜间施工。', '已责令停工。', '不详', '2024-05-20', ''],
]
function workbook(): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '来信')
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}
const file = { name: '旧来信2024.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: workbook() }

fullJourney('启用导入：表格上传，列用键盘对应并保存，先试运行看错误表，再导入', async ({ office }) => {
  const gao = await office.as('高敏')
  await gao.getByRole('link', { name: '启用导入' }).click()
  await gao.getByRole('heading', { name: '启用导入', level: 1 }).waitFor()
  await gao.locator('input[type="file"]').setInputFiles(file)
  const columns = gao.getByRole('region', { name: '列的对应' })
  await columns.getByText('共 3 行').waitFor()
  assert.equal(await columns.getByLabel('对应 主题').inputValue(), 'title')
  assert.equal(await columns.getByLabel('对应 流水').inputValue(), '')
  // by the keyboard: the box is reached, and the arrows choose
  await columns.getByLabel('对应 流水').focus()
  for (let n = 0; n < 12 && (await columns.getByLabel('对应 流水').inputValue()) !== 'id'; n++) await gao.keyboard.press('ArrowDown')
  assert.equal(await columns.getByLabel('对应 流水').inputValue(), 'id')
  await columns.getByLabel('保存为').fill('信访旧系统')
  await gao.keyboard.press('Enter')
  await columns.getByText('已保存。').waitFor()
  await office.axe(gao, 'columns matched')
  await office.shot(gao, '列的对应')

  await gao.getByRole('button', { name: '试运行' }).click()
  const result = gao.getByRole('region', { name: '结果' })
  await result.getByText('可导入').waitFor()
  assert.match(await text(result), /可导入2/)
  assert.match(await text(result), /未导入1/)
  assert.match(await text(result.locator('tbody')), /4K3/)
  await office.axe(gao, 'tried')
  await office.shot(gao, '试运行')
  const [faults] = await Promise.all([gao.waitForEvent('download'), result.getByRole('link', { name: '错误表（CSV）' }).click()])
  assert.equal(faults.suggestedFilename(), '旧来信2024.faults.csv')

  await gao.getByRole('button', { name: '导入', exact: true }).click()
  await result.getByText('新导入').waitFor()
  assert.match(await text(result), /新导入2/)
  await office.shot(gao, '导入')
  await gao.goto(new URL('/letters?text=路灯不亮（旧）', gao.url()).href)
  await gao.getByRole('link', { name: '路灯不亮（旧）' }).first().waitFor()

  // the next sheet of that kind: the saved mapping is chosen, not matched again
  const small = await office.as('高敏', phone, '/import')
  await small.locator('input[type="file"]').setInputFiles(file)
  await small.getByLabel('已保存的对应').selectOption('信访旧系统')
  await small.locator('#columns select[aria-label="对应 流水"]').filter({ hasText: '序号' }).waitFor()
  await office.axe(small, 'on the telephone')
  await office.shot(small, '手机')
})
