/** 一份文件发给六个部门和一家没有账号的企业: signed for with one key, reminded by itself, answered by link and code on a telephone; the office's page shows each. An office of its own: its waits are not the others'. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { apart } from './apart.ts'
import { fullJourney, type JourneyOffice, phone, type Window } from './journey.ts'
import { dialog, text } from './letter-steps.ts'
import { get, post } from './page-calls.ts'

type Json = Record<string, unknown> & { readonly id: string }
const go = async (page: Page, path: string, heading: string | RegExp) => {
  await page.goto(new URL(path, page.url()).href)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}
/** Stands still, fits its window, has no barrier; and a picture of it. */
async function sound(page: Page, office: JourneyOffice, where: string) {
  for (const busy of await page.locator('[aria-busy=true]').all()) await busy.waitFor({ state: 'detached' })
  const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
  assert.equal(wide, 0, `${where}: wider than the window`)
  await office.axe(page, where)
  await office.shot(page, where)
}
const PASSWORD = 'Yunxi-2026-Lantern'
const departments = ['市住房和城乡建设局', '市城市管理局', '市交通运输局', '市教育局', '市卫生健康委员会', '市水利局']

fullJourney(
  '一份文件发给六个部门和一家没有账号的企业：签收、催办、凭码答复 (R-D30, HA-84)',
  ({ office }) =>
    apart(office, async ({ program, another, as }) => {
      // accounts for those who have none in the demo; the enterprise gets a contact and no account
      const [ding, long, zhang] = [await as('丁一鸣'), await as('龙思远'), await as('张怀远')]
      const personOf = async (name: string) =>
        (await get<{ rows: { id: string; name: string }[] }>(ding, `/api/people/directory?q=${encodeURIComponent(name)}`)).rows.find((row) => row.name === name)?.id ?? ''
      const passwords = new Map<string, string>()
      for (const [name, username] of [
        ['季红梅', 'jihongmei'],
        ['魏来', 'weilai'],
        ['水清', 'shuiqing'],
      ] as const)
        passwords.set(username, (await post<{ password: string }>(long, '/api/people/reset-password', { person: await personOf(name), username })).password)
      const factory = await post(ding, '/api/people/add-unit', { code: 'YXZG', name: '云溪重工有限公司', short: '云溪重工', kind: 'department', parent: null, sort: 99 })
      const contact = await post(ding, '/api/people/add-person', { name: '王建国', pinyin: 'wangjianguo', username: null })
      const chair = await post(ding, '/api/people/add-post', { unit: factory.id, title: '联系人', key: 'liaison', receiving: true, rank: 40 })
      await post(ding, '/api/people/hold', { person: contact.id, post: chair.id, kind: 'main' })
      await post(long, '/api/people/grant-power', { post: chair.id, key: 'incoming.handle' })
      // who does not look is told again at once
      const from = await ding.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
      const proposed = await post(ding, '/api/rules/propose', { kind: 'quota', key: 'notice.again', value: { n: 0, unit: 'waiting-minutes' }, from, basis: '演练' })
      await post(zhang, '/api/rules/decide', { id: proposed.id, approve: true, why: null })
      const chaser = await personOf('季红梅')
      for (const page of [ding, long, zhang]) await page.close()

      const signIn = async (username: string, how?: Window) => {
        const page = await another(how)
        const known = passwords.get(username) ?? ''
        await post(page, '/api/session/sign-in', { username, password: known })
        if (known !== PASSWORD) {
          await post(page, '/api/session/change-password', { current: known, next: PASSWORD })
          passwords.set(username, PASSWORD)
        }
        await page.goto(program.url)
        return page
      }

      // the office registers, examines and sends
      const ji = await signIn('jihongmei')
      const units = (await get<{ rows: { id: string; name: string }[] }>(ji, '/api/people/units')).rows
      const unit = (name: string) => ({ unit: units.find((one) => one.name === name)?.id })
      const paper = await post<Json & { number: string }>(ji, '/api/incoming/register', {
        title: '关于做好今冬供暖保障工作的通知',
        sender: '云中省人民政府办公厅',
        senderNumber: '云政办发〔2026〕52号',
        paperType: 'notice',
        // an urgent paper is told again by day and by night
        urgency: 'urgent',
      })
      await post(ji, '/api/incoming/examine', { matter: paper.id, checks: ['ours', 'rules', 'format', 'consulted', 'rest'].map((key) => ({ key, ok: true })) })
      const [lead = '', ...helpers] = departments
      await post(ji, '/api/incoming/assign', {
        matter: paper.id,
        lead: unit(lead),
        helpers: [...helpers, '云溪重工有限公司'].map(unit),
        ask: '请于月底前落实供暖保障措施，并报送落实情况。',
        due: new Date(Date.now() + 3 * 86_400_000).toISOString(),
        chaser,
      })

      // a link for the enterprise, told once
      await go(ji, `/incoming/${paper.id}`, /今冬供暖保障工作的通知/)
      await ji.getByRole('button', { name: '给云溪重工有限公司生成凭码链接' }).click()
      await dialog(ji).getByLabel('给对方看的正文', { exact: true }).fill('请按通知要求，保障厂区及家属区供暖，并书面答复。')
      await sound(ji, office, '生成凭码链接')
      await dialog(ji).getByRole('button', { name: '生成' }).click()
      await dialog(ji).getByText('请分两路告知').waitFor()
      await sound(ji, office, '链接和验证码')
      const link = await dialog(ji).getByLabel('链接', { exact: true }).inputValue()
      const code = await dialog(ji).getByLabel('验证码', { exact: true }).inputValue()
      assert.match(link, /^http:.*\/public\/paper\/[\w-]{32}$/)
      await dialog(ji).getByRole('button', { name: '已告知' }).click()

      // two departments sign, one by the keyboard, one on a telephone
      const xu = await as('许文涛')
      await go(xu, '/incoming/received', /本单位收文/)
      await xu.getByRole('link', { name: /今冬供暖保障工作的通知/ }).focus()
      await sound(xu, office, '本单位收文')
      await xu.keyboard.press('n')
      await xu.getByText('已签收 1 件').waitFor()
      await go(xu, '/incoming/received?view=open', /本单位收文/)
      await xu.getByText(/^市住建局收〔\d{4}〕\d+号$/).waitFor()
      await sound(xu, office, '已签收并编号')
      const wei = await signIn('weilai', phone)
      await go(wei, '/incoming/received', /本单位收文/)
      await wei.getByRole('checkbox', { name: /今冬供暖保障工作的通知/ }).check()
      await sound(wei, office, '本单位收文，手机')
      await wei.getByRole('button', { name: '签收', exact: true }).click()
      await wei.getByText('已签收 1 件').waitFor()

      // the water bureau is reminded by itself, and signs late
      const shui = await signIn('shuiqing')
      for (let n = 0; ; n++) {
        const told = await get<{ rows: { kind: string }[] }>(shui, '/api/notices/list')
        if (told.rows.some((row) => row.kind === 'again')) break
        assert.ok(n < 60, 'no reminder came by itself')
        await shui.waitForTimeout(500)
      }
      await go(shui, '/incoming/received', /本单位收文/)
      await shui.getByRole('link', { name: /今冬供暖保障工作的通知/ }).focus()
      await shui.keyboard.press('s')
      await shui.getByText('已签收 1 件').waitFor()

      // the enterprise on a telephone: a wrong code, the right one, the receipt, the answer
      const wang = await another(phone)
      await wang.goto(link)
      await wang.getByRole('heading', { name: '凭码办件' }).waitFor()
      await sound(wang, office, '凭码，手机')
      const enterCode = async (typed: string) => {
        await wang.getByLabel('验证码').fill(typed)
        await wang.getByRole('button', { name: '打开文件' }).click()
      }
      await enterCode('0000 0000')
      await wang.getByText('验证码不对，还可以试 5 次。').waitFor()
      await office.axe(wang, 'a wrong code')
      await enterCode(code)
      await wang.getByRole('heading', { name: '关于做好今冬供暖保障工作的通知' }).waitFor()
      await sound(wang, office, '文件，手机')
      await wang.getByRole('button', { name: '签收' }).click()
      await wang.getByRole('heading', { name: '签收已送出' }).waitFor()
      await sound(wang, office, '签收已送出，手机')
      const reopen = async () => {
        await wang.goto(link)
        await enterCode(code)
        await wang.locator('.head h1').waitFor()
        await wang.waitForTimeout(700)
      }
      for (let n = 0; ; n++) {
        await reopen()
        if ((await text(wang.locator('.head'))).includes('签收')) break
        assert.ok(n < 20, 'the receipt did not arrive')
      }
      await wang.getByLabel('答复内容').fill('厂区和家属区供暖正常，备用锅炉已检修完毕。')
      await sound(wang, office, '答复，手机')
      await wang.getByRole('button', { name: '提交答复' }).click()
      await wang.getByRole('heading', { name: '答复已送出' }).waitFor()
      for (let n = 0; ; n++) {
        await reopen()
        if ((await text(wang.locator('.head'))).includes('已答复，谢谢')) break
        assert.ok(n < 20, 'the answer did not arrive')
      }
      await sound(wang, office, '已答复，手机')
      await wang
        .getByRole('link', { name: 'EN' })
        .or(wang.getByRole('button', { name: 'EN' }))
        .click()
      await wang.getByRole('heading', { name: 'A paper for you' }).waitFor()
      await office.axe(wang, 'the link’s page in English')

      // the office sees each, urges the rest with one press, and counts what it sent down
      await go(ji, '/incoming/sent', '发出件签收情况')
      const card = ji.locator('.receipt-card').filter({ hasText: paper.number })
      await card.getByText('未签收', { exact: true }).first().waitFor()
      const line = (name: string) => card.locator('.receipt-line').filter({ hasText: name })
      for (const [name, state] of [
        ['市住房和城乡建设局', '已签收'],
        ['市城市管理局', '已签收'],
        ['市水利局', '已签收'],
        ['市教育局', '未签收'],
        ['云溪重工有限公司', '已答复'],
      ] as const)
        assert.ok((await text(line(name))).includes(state), `${name}: ${await text(line(name))}`)
      await sound(ji, office, '发出件签收情况')
      await card.getByRole('button', { name: '催办未办的 6 家' }).click()
      await card.getByText(/刚催过/).waitFor()
      const small = await signIn('jihongmei', phone)
      await go(small, '/incoming/sent', '发出件签收情况')
      await sound(small, office, '发出件签收情况，手机')
      await go(ji, '/incoming/down', '下发量')
      await ji.getByRole('button', { name: /云溪重工有限公司 文件/ }).click()
      await dialog(ji).getByText('今冬供暖保障工作的通知').first().waitFor()
      await office.axe(ji, 'behind a number')
      await ji.keyboard.press('Escape')
      await sound(ji, office, '下发量')
      await go(small, '/incoming/down', '下发量')
      await sound(small, office, '下发量，手机')
      await go(ji, `/incoming/${paper.id}`, /今冬供暖保障工作的通知/)
      await ji.locator('#tickets').getByText('已答复').first().waitFor()
      await ji.locator('.trail').getByText('凭码链接，联系人：王建国').first().waitFor()
      await ji.locator('.trail').getByText('备用锅炉已检修完毕').first().waitFor()
      await sound(ji, office, '来文页')
    }),
  { within: 300_000, alone: true },
)
