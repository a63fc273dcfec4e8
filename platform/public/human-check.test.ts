import { describe, expect, test } from 'vitest'
import { RefusalError } from '../../kernel/refusal.ts'
import { addMillis, DAY, instant, MINUTE } from '../../kernel/time.ts'
import { bitsFor, EASY, giveForm, mustBeSomebody, readForm, sumOf, worked } from './human-check.ts'
import { codeOf, contentDigest, inGroups, openCode, plainCode, plainNumber, receiptOf } from './receipt.ts'
import { openRoom } from './room.ts'
import { openTallies, openTally, placeOf } from './tally.ts'

const key = Buffer.alloc(32, 7).toString('base64url')
const now = instant('2026-11-23T09:00:00+08:00')
const later = addMillis(now, 5_000)
const code = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const found = (form: { token: string; bits: number }): string => {
  for (let n = 0; ; n++) if (worked(form, String(n))) return String(n)
}

describe('是不是人在填', () => {
  const form = readForm(key, giveForm(key, now, 8), now)
  const shown = { work: found(form), sum: '', trap: '' }
  test('浏览器做了那点功课的，或答对算式的，都算；两样都没有的请他答', () => {
    expect(mustBeSomebody(form, shown, later)).toBe('work')
    const [a, b] = sumOf(form)
    expect(mustBeSomebody(form, { ...shown, work: '', sum: ` ${a + b} ` }, later)).toBe('sum')
    expect(mustBeSomebody(form, { ...shown, work: '', sum: String(a + b).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d))) }, later)).toBe('sum')
    expect(code(() => mustBeSomebody(form, { ...shown, work: '' }, later))).toBe('public.unchecked')
    expect(code(() => mustBeSomebody(form, { ...shown, work: '1e9', sum: '0' }, later))).toBe('public.wrong-sum')
  })
  test('隐藏栏填了的、三秒不到的不算', () => {
    expect(code(() => mustBeSomebody(form, { ...shown, trap: 'x' }, later))).toBe('public.no-person')
    expect(code(() => mustBeSomebody(form, shown, addMillis(now, 2_000)))).toBe('public.too-quick')
  })
  test('表是自己发的、没改过、一天以内的才认；换一把钥匙不认', () => {
    const given = giveForm(key, now, EASY)
    expect(readForm(key, given, addMillis(now, DAY)).bits).toBe(EASY)
    expect(code(() => readForm(key, given, addMillis(now, DAY + 1)))).toBe('public.form-old')
    for (const bad of ['', 'a.b.c.d', given.replace(`.${EASY}.`, '.1.'), given.slice(0, -3), `x${given}`])
      expect(
        code(() => readForm(key, bad, now)),
        bad,
      ).toBe('public.form-old')
    expect(code(() => readForm(Buffer.alloc(32, 8).toString('base64url'), given, now))).toBe('public.form-old')
  })
  test('一个网络交得越多，功课越重，到头为止 (R-C11)', () => {
    expect([0, 10, 18, 19, 39, 79, 1e6].map(bitsFor)).toEqual([EASY, EASY, EASY, EASY + 1, EASY + 2, EASY + 3, 20])
  })
})

describe('计数', () => {
  test('一段时间后重新数；一个 IPv6 用户是一整段地址', () => {
    const tally = openTally(10 * MINUTE)
    tally.add('a', now)
    tally.add('a', now)
    expect([tally.count('a', now), tally.count('b', now), tally.count('a', addMillis(now, 10 * MINUTE))]).toEqual([2, 0, 0])
    expect(placeOf('2001:db8:0:1::5')).toBe(placeOf('2001:db8:0:1:ffff::9'))
    expect(placeOf('2001:db8:0:1::5')).not.toBe(placeOf('2001:db8:0:2::5'))
    expect([placeOf('::ffff:10.1.2.3'), placeOf('10.1.2.3')]).toEqual(['10.1.2.3', '10.1.2.3'])
  })
  test('数的地方再多也有个头，先放掉旧的', () => {
    const tally = openTally(10 * MINUTE, 100)
    for (let n = 0; n < 1_000; n++) tally.add(String(n), now)
    expect([tally.count('0', now), tally.count('999', now)]).toEqual([0, 1])
  })
  test('一个小区一个出口：交三百封才拦；别的网络不受影响 (R-C11)', () => {
    const tallies = openTallies()
    for (let n = 0; n < 300; n++) tallies.handedIn('10.0.0.1', 'work', now)
    expect(code(() => tallies.mayHandIn('10.0.0.1', 'work', now))).toBe('public.too-often')
    expect(code(() => tallies.mayHandIn('10.0.0.2', 'work', now))).toBe('done')
    expect(code(() => tallies.mayHandIn('10.0.0.1', 'work', addMillis(now, 61 * MINUTE)))).toBe('done')
  })
  test('同时收的照片有个总量，慢慢传的只占他已传的；收完即还', () => {
    const room = openRoom(100, 60)
    const one = room.enter('10.0.0.1')
    one.take(60)
    expect(code(() => room.enter('10.0.0.1').take(1))).toBe('public.busy')
    const two = room.enter('10.0.0.2')
    two.take(40)
    expect(code(() => two.take(1))).toBe('public.busy')
    one.leave()
    expect(code(() => two.take(20))).toBe('done')
    two.leave()
    two.leave()
    expect(code(() => room.enter('10.0.0.3').take(60))).toBe('done')
  })
})

describe('收件号和查询码', () => {
  test('都由表上的随机数来，互相推不出；没有会看错的字母', () => {
    const tokens = Array.from({ length: 2_000 }, (_, n) => giveForm(key, now, 15) + n)
    expect(new Set(tokens.map(receiptOf)).size).toBe(2_000)
    expect(new Set(tokens.map(codeOf)).size).toBe(2_000)
    for (const token of tokens.slice(0, 200)) expect(receiptOf(token) + codeOf(token)).toMatch(/^[0-9A-HJKMNP-TV-Z]{18}$/)
    expect(inGroups('7K3Q9FMD')).toBe('7K3Q-9FMD')
  })
  test('怎么打都认：全角、小写、空格、短横、方括号；O 当 0，I 和 L 当 1', () => {
    for (const typed of ['7K3Q-9FMD', '7k3q 9fmd', '７Ｋ３Ｑ－９ＦＭＤ', ' 7k3q9fmd ']) expect(plainNumber(typed)).toBe('7K3Q9FMD')
    for (const typed of ['信〔2026〕12号', '信[2026]12', '信 2026 第12号', '信２０２６－１２號']) expect(plainNumber(typed)).toBe('信202612')
    expect(plainCode('o1l-i0')).toBe('01110')
  })
  test('存的不是码本身；同一个码总是同一个摘要和钥匙，差一个字就全不同', async () => {
    const [one, same, other] = await Promise.all([openCode('K7Q3M-9F2DX'), openCode('k7q3m9f2dx'), openCode('K7Q3M-9F2DY')])
    expect(one).toEqual(same)
    expect(one.digest).not.toBe(other.digest)
    expect(one.key.equals(other.key)).toBe(false)
    expect(one.key.toString('hex')).not.toBe(one.digest)
    expect(one.key.length).toBe(32)
  })
  test('内容的摘要要有表上的随机数才比得出；边界不混', () => {
    const [a, b] = [Buffer.from('ab'), Buffer.from('c')]
    expect(contentDigest('t', [a, b])).toBe(contentDigest('t', [a, b]))
    expect(contentDigest('t', [a, b])).not.toBe(contentDigest('u', [a, b]))
    expect(contentDigest('t', [a, b])).not.toBe(contentDigest('t', [Buffer.from('a'), Buffer.from('bc')]))
  })
})
