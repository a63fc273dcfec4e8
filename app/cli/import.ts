/** `./huiyin import …`: letters answered long ago, old registers with their scans, what is still in hand, and where numbers go on. Streamed, resumable, idempotent. */
import { asked } from '../import/asked.ts'
import { type Command, same } from './command.ts'

export const command: Command = {
  summary: {
    zh: '导入旧来信、旧台账、在办件、编号期初（JSONL、CSV、XLSX），可中断续导，不重复',
    en: 'Import old letters, registers, open matters, opening balances (JSONL, CSV, XLSX); can be broken off and resumed, never twice',
  },
  usage: {
    zh: 'letters|register|open-matters|opening-balance <文件> [--dry-run] [--mapping 名称] [--scans 文件夹]',
    en: 'letters|register|open-matters|opening-balance <file> [--dry-run] [--mapping NAME] [--scans FOLDER]',
  },
  explains: [
    [
      same('letters'),
      {
        zh: '已答复的旧来信：id、title、body、reply、receivedAt、repliedAt；可有 number、author、name、phone、place、unit',
        en: 'letters answered long ago: id, title, body, reply, receivedAt, repliedAt; also number, author, name, phone, place, unit',
      },
    ],
    [
      same('register'),
      { zh: '旧台账，同上；扫描件按编号、id 或 scan 列的文件名对应', en: 'an old register, as above; scans are found by number, id or the file name in the column scan' },
    ],
    [
      same('open-matters'),
      {
        zh: '在办件：number、title、body、registeredAt、stage、holder、firstDue、due；已报结的还有 unit、resultText，已答复的还有 reply',
        en: 'what is in hand: number, title, body, registeredAt, stage, holder, firstDue, due; reported ones also unit, resultText, answered ones reply',
      },
    ],
    [same('opening-balance'), { zh: '编号期初：series、year、last', en: 'opening balances: series, year, last' }],
    [same('--dry-run'), { zh: '试运行：说明能导入多少、为何不能，不写入', en: 'a dry run: tells what would come in and why not, writes nothing' }],
    [
      { zh: '--mapping 名称', en: '--mapping NAME' },
      { zh: '按已保存的列对应读表；没有此名称的，按表头推定并保存', en: 'read the columns as saved under this name; where none is saved, propose from the headings and save' },
    ],
    [
      { zh: '--columns 对应', en: '--columns PAIRS' },
      { zh: '指定列：来文日期=receivedAt,序号=id', en: 'say columns: HEADING=FIELD,HEADING=FIELD' },
    ],
    [
      { zh: '--number 写法', en: '--number FORM' },
      { zh: '旧系统的编号写法，如 {year}-{seq}：2026-0315 即 信〔2026〕315号', en: 'how the old system wrote its numbers, such as {year}-{seq}: 2026-0315 is number 315 of 2026' },
    ],
    [
      { zh: '--sheet 表名', en: '--sheet NAME' },
      { zh: '工作簿中的哪张表，默认第一张有数据的', en: 'which sheet of a workbook, default the first with rows' },
    ],
    [
      { zh: '--scans 文件夹', en: '--scans FOLDER' },
      { zh: '旧台账扫描件所在文件夹', en: 'the folder with the scans of a register' },
    ],
    [
      { zh: '--desk 台', en: '--desk KEY' },
      { zh: '在办件移入哪个台：letters（默认）、affairs', en: 'which desk the open matters come to: letters (default), affairs' },
    ],
    [
      { zh: '--source 名称', en: '--source NAME' },
      { zh: '来源名称，默认文件名；同一来源同一 id 只导入一次', en: 'name of the source, default the file name; one id of one source comes in once' },
    ],
    [
      { zh: '--as 登录名', en: '--as USERNAME' },
      { zh: '以谁的名义导入，默认来信来电科科长', en: 'in whose name, default the head of the letters division' },
    ],
    [
      { zh: '退出码', en: 'exit code' },
      { zh: '0 全部导入；3 有未导入的行，原因见错误表；1 没有导入', en: '0 all imported; 3 some lines were not, see the sheet of faults; 1 nothing was imported' },
    ],
  ],
  options: {
    source: { type: 'string' },
    as: { type: 'string' },
    desk: { type: 'string' },
    mapping: { type: 'string' },
    columns: { type: 'string' },
    sheet: { type: 'string' },
    number: { type: 'string' },
    scans: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run(call) {
    const ask = await asked(call)
    return (await import('../import/from-command.ts')).bringIn(call, ask)
  },
}
