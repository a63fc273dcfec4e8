import { describe, expect, test } from 'vitest'
import { csvReader, jsonLine, oldLetter } from './import-row.ts'

const now = '2026-11-22T00:00:00.000Z'
const good = { id: '7', title: '路灯不亮', body: '团结路路灯不亮。', reply: '已修复。', receivedAt: '2019-04-25T09:32:09+08:00', repliedAt: '2019-05-10T14:56:53+08:00' }

describe('旧台账的一行 one line of an old register', () => {
  test('true dates, in UTC', () =>
    expect(oldLetter(good, now)).toMatchObject({ id: '7', receivedAt: '2019-04-25T01:32:09.000Z', repliedAt: '2019-05-10T06:56:53.000Z', unit: null }))
  test('a plain day is an office day', () => expect(oldLetter({ ...good, receivedAt: '2019/4/5' }, now)).toMatchObject({ receivedAt: '2019-04-04T16:00:00.000Z' }))
  test.each([
    ['no-id', { id: ' ' }],
    ['no-title', { title: '' }],
    ['no-body', { body: null }],
    ['no-reply', { reply: '' }],
    ['too-long', { body: '长'.repeat(20_001) }],
    ['too-long', { title: '长'.repeat(201) }],
    ['bad-date', { receivedAt: '去年' }],
    ['bad-date', { receivedAt: '2019-13-45T09:00:00+08:00' }],
    ['bad-date', { repliedAt: { $ne: null } }],
    ['reply-before-letter', { repliedAt: '2019-04-01T00:00:00+08:00' }],
    ['in-future', { repliedAt: '2030-01-01T00:00:00+08:00' }],
    ['secret-mark', { body: '机密\n关于……' }],
    ['control-characters', { title: '路灯\u0000不亮' }],
  ])('%s', (code, wrong) => expect(oldLetter({ ...good, ...wrong }, now)).toBe(code))
  test('SQL, script and paths are text like any other', () => {
    const odd = "'); drop table matter; -- <script>alert(1)</script> ../../etc/passwd"
    expect(oldLetter({ ...good, title: odd }, now)).toMatchObject({ title: odd })
  })
  test.each([
    ['{', 'not-json'],
    ['[]', 'not-an-object'],
    ['null', 'not-an-object'],
    ['"x"', 'not-an-object'],
  ])('%s → %s', (line, code) => expect(jsonLine(line)).toBe(code))
})

describe('CSV in pieces', () => {
  const all = (text: string, size: number) => {
    const reader = csvReader()
    const rows: string[][] = []
    for (let i = 0; i < text.length; i += size) rows.push(...reader.push(text.slice(i, i + size)))
    return [...rows, ...reader.end()]
  }
  test.each([1, 2, 3, 100])('quotes, commas and line breaks, %i characters at a time', (size) => {
    expect(all('id,body\r\n1,"他说：""好""，\n然后走了"\r\n\r\n2,\n3,末行', size)).toEqual([
      ['id', 'body'],
      ['1', '他说："好"，\n然后走了'],
      ['2', ''],
      ['3', '末行'],
    ])
  })
})
