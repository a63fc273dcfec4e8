/** 三员分立、二次验证、申请查阅: who keeps the system, who gives rights, who looks at what was done; and how one proves to be oneself. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { fullJourney, type JourneyOffice, journey, phone } from './journey.ts'
import { codeOf, dialog, openLetter, registered, text } from './letter-steps.ts'
import { startProgram } from './server.ts'

const NEXT = 'Qingchuan-2026-Lantern'

async function enter(page: Page, username: string, password: string) {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
}
async function firstPassword(page: Page, given: string) {
  await page.getByRole('heading', { name: '更改密码' }).waitFor()
  await page.getByLabel('现密码').fill(given)
  await page.getByLabel('新密码', { exact: true }).fill(NEXT)
  await page.getByLabel('再输一遍新密码').fill(NEXT)
  await page.getByRole('button', { name: '更改密码' }).click()
  await page.getByRole('heading', { name: '更改密码' }).waitFor({ state: 'detached' })
}
/** Binds an authenticator on the page as it stands. @returns its secret, and the recovery codes */
async function bind(page: Page, office: JourneyOffice, picture: string): Promise<{ secret: string; codes: string[] }> {
  await page.getByLabel('本人密码').fill(NEXT)
  await page.getByRole('button', { name: '绑定验证器' }).click()
  await page.locator('.qr').waitFor()
  const secret = await text(page.locator('.secret'))
  const codes = await page.locator('.codes code').allTextContents()
  assert.equal(codes.length, 10)
  await office.axe(page, `binding: ${picture}`)
  await office.shot(page, picture)
  await page.getByLabel('输入验证器显示的六位数字').fill(await codeOf(secret))
  await page.getByRole('button', { name: '已抄好恢复码，完成绑定' }).click()
  await page.locator('.qr').waitFor({ state: 'detached' })
  return { secret, codes }
}
const post = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json', 'x-huiyin': '1', 'idempotency-key': `journey-${crypto.randomUUID()}` }
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
    },
    { path, body },
  )

journey(
  '三员分立：系统、安全、审计各管各的',
  async ({ office }) => {
    const page = await office.another()
    const program = await startProgram(['--empty'])
    try {
      const told = new Map([...program.said().matchAll(/(admin|security|audit)\s+one-time password\s+(\S+)/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
      assert.deepEqual([...told.keys()], ['admin', 'security', 'audit'])
      const pages = { admin: page, security: await office.another(), audit: await office.another() }
      for (const [username, own] of Object.entries(pages)) {
        await own.goto(program.url)
        await enter(own, username, told.get(username) ?? '')
        await firstPassword(own, told.get(username) ?? '')
        await own.getByText('您是管理员，须先绑定二次验证').waitFor()
        await own.goto(`${program.url}/people`) // there is no way round it
        await own.getByText('您是管理员，须先绑定二次验证').waitFor()
        await bind(own, office, `首次绑定-${username}`)
        await own.goto(program.url)
        await own.getByRole('navigation', { name: '导航' }).first().waitFor()
      }

      // the system administrator keeps people and units, and gives no right
      const { admin, security, audit } = pages
      const unit = (await post(admin, '/api/people/add-unit', { name: '来信来电科', short: '信访', parent: null, kind: 'office', code: 'LX' })).json.id
      const made = await post(admin, '/api/people/add-post', { unit, title: '科长', head: true, receiving: true })
      assert.equal(made.status, 200)
      await admin.goto(`${program.url}/rights`)
      await admin.getByRole('heading', { name: '权限一览' }).waitFor()
      assert.equal(await admin.getByRole('button', { name: /^授予与收回/ }).count(), 0)
      assert.equal((await post(admin, '/api/people/grant-power', { post: made.json.id, key: 'letters.register' })).json.code, 'session.not-allowed')
      await admin.goto(`${program.url}/audit`)
      await admin.getByText('您没有这一权限').first().waitFor()

      // the security administrator gives rights, on record; never two of the three in one hand, nothing to himself
      await security.goto(`${program.url}/rights`)
      await security.getByRole('button', { name: /^授予与收回.*登记来信来电/ }).click()
      await dialog(security).getByRole('combobox', { name: '单位' }).fill('来信')
      await dialog(security).getByRole('option', { name: '来信来电科' }).first().click()
      await dialog(security).getByRole('radio', { name: '科长' }).check()
      await office.axe(security, 'giving a right')
      await office.shot(security, '授权')
      await dialog(security).getByRole('button', { name: '授权' }).click()
      await dialog(security).getByText('来信来电科 科长').waitFor()
      await dialog(security).getByRole('button', { name: '关闭' }).first().click()
      const ids = await security.evaluate(async () => {
        const { rows } = (await (await fetch('/api/people/directory?size=50')).json()) as { rows: { id: string; name: string }[] }
        return Object.fromEntries(rows.map((row) => [row.name, row.id]))
      })
      assert.equal((await post(security, '/api/people/grant-power', { person: ids.系统管理员, key: 'office.audit' })).json.code, 'people.two-administrators')
      assert.equal((await post(security, '/api/people/grant-power', { person: ids.安全管理员, key: 'office.rules' })).json.code, 'people.not-to-oneself')
      await office.axe(security, 'rights')
      await office.shot(security, '权限一览')

      // the audit administrator sees who did what, changes nothing, and can have it verified
      await audit.goto(`${program.url}/audit`)
      const line = audit.getByRole('row').filter({ hasText: '授予权限' })
      await line.first().waitFor()
      assert.match(await text(line.first()), /安全管理员.*科长/)
      await audit.getByRole('combobox', { name: '类别' }).selectOption({ label: '登录' })
      await line.first().waitFor({ state: 'detached' })
      await audit.getByRole('row').filter({ hasText: '绑定验证器' }).first().waitFor()
      await audit.getByRole('button', { name: '现在核验' }).click()
      for (let tries = 0; tries < 30 && (await audit.getByText('核验无误').count()) === 0; tries++) {
        await new Promise((done) => setTimeout(done, 1_000))
        await audit.reload()
        await audit.getByText('最近核验').waitFor()
      }
      await audit.getByText('核验无误').waitFor()
      await office.axe(audit, 'audit')
      await office.shot(audit, '审计')
      assert.equal((await post(audit, '/api/people/grant-power', { post: made.json.id, key: 'letters.register' })).status, 403)
      for (const own of Object.values(pages)) await own.close()
    } finally {
      await program.stop()
    }
  },
  { within: 420_000 },
)

fullJourney(
  '二次验证：绑定、登录、丢了手机由两位管理员解除',
  async ({ office }) => {
    const page = await office.another()
    const guard = await office.as('龙思远')
    const openPerson = async () => {
      await guard.goto(new URL('/people', office.url).href)
      await guard.getByRole('searchbox', { name: '查单位、人员、拼音' }).fill('许文涛')
      await guard.getByRole('button', { name: '许文涛' }).first().click()
      await dialog(guard).waitFor()
    }
    await openPerson()
    await dialog(guard).getByRole('button', { name: '重置密码' }).click()
    const given = await text(dialog(guard).locator('.one-time code'))

    // the same machine by its name: browsers give passkeys to a name, not to a bare address
    const xu = page
    const home = office.url.replace('127.0.0.1', 'localhost')
    await xu.goto(home)
    await enter(xu, 'xuwentao', given)
    await firstPassword(xu, given)
    await xu.goto(`${home}/settings`)
    const { secret, codes } = await bind(xu, office, '个人设置绑定')
    await xu.getByText('剩余恢复码 10 个').waitFor()

    const leave = async () => {
      await post(xu, '/api/session/sign-out', {})
      await xu.goto(home)
      await xu.getByLabel('用户名').waitFor()
    }
    await leave()
    await enter(xu, 'xuwentao', NEXT)
    await xu.getByLabel('验证码').fill('000000')
    await office.axe(xu, 'the code is asked for')
    await office.shot(xu, '验证码')
    await xu.getByRole('button', { name: '验证', exact: true }).click()
    await xu.getByRole('alert').getByText('验证码不对').waitFor()
    await xu.getByLabel('验证码').fill(await codeOf(secret))
    await xu.keyboard.press('Enter')
    await xu.getByRole('navigation', { name: '导航' }).first().waitFor()

    // a passkey unlocked by its owner is two factors in one step; one that is not is refused
    const devtools = await xu.context().newCDPSession(xu)
    await devtools.send('WebAuthn.enable')
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    })
    await xu.goto(`${home}/settings`)
    await xu.getByLabel('名称').fill('办公室电脑')
    await xu.getByRole('button', { name: '添加通行密钥' }).click()
    await xu.getByText('办公室电脑').waitFor()
    await leave()
    await xu.getByRole('button', { name: '用通行密钥登录' }).click()
    await xu.getByRole('navigation', { name: '导航' }).first().waitFor()
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await leave()
    await xu.getByRole('button', { name: '用通行密钥登录' }).click()
    await xu.getByRole('alert').waitFor()
    assert.equal(await xu.getByRole('navigation', { name: '导航' }).count(), 0)

    // without the telephone: a recovery code, once
    for (const [code, opens] of [
      [codes[0], true],
      [codes[0], false],
    ] as const) {
      await xu.goto(home)
      await enter(xu, 'xuwentao', NEXT)
      await xu.getByLabel('验证码').fill(code ?? '')
      await xu.keyboard.press('Enter')
      if (opens) {
        await xu.getByRole('navigation', { name: '导航' }).first().waitFor()
        await leave()
      } else await xu.getByRole('alert').getByText('验证码不对').waitFor()
    }

    // telephone and codes are gone: the security administrator asks, the system administrator agrees, on record
    await openPerson()
    await dialog(guard).getByRole('button', { name: '解除二次验证' }).click()
    await dialog(guard).getByRole('radio', { name: '手机丢失' }).check()
    await office.axe(guard, 'removing a second factor')
    await office.shot(guard, '解除二次验证')
    await dialog(guard).getByRole('button', { name: '解除二次验证' }).click()
    await dialog(guard).getByText('已提出，等另一位管理员同意。').waitFor()
    const second = await office.as('丁一鸣', {}, '/people')
    await second.getByRole('button', { name: '同意 许文涛', exact: true }).click()
    await second.getByRole('button', { name: '同意 许文涛', exact: true }).waitFor({ state: 'detached' })
    await xu.goto(home)
    await enter(xu, 'xuwentao', NEXT)
    await xu.getByRole('navigation', { name: '导航' }).first().waitFor()

    const auditor = await office.as('欧慧', {}, '/audit')
    const line = auditor.getByRole('row').filter({ hasText: '解除二次验证' }).first()
    await line.waitFor()
    assert.match(await text(line), /丁一鸣.*许文涛/)
    await auditor.getByRole('checkbox', { name: '只看未通过' }).check()
    await auditor.getByRole('row').filter({ hasText: '登录未通过' }).filter({ hasText: '许文涛' }).first().waitFor()
  },
  { within: 420_000, alone: true }, // his password is not his own meanwhile
)

fullJourney(
  '须知情而看不到的，按编号申请；主办答复，双方留痕；回避后再也看不到 (HB-55, 不变量 11, 14)',
  async ({ office }) => {
    const he = await office.as('何雨桐')
    const { path, number } = await registered(he, { title: '城东菜场占道经营', body: '菜场门口占道经营，行人只能走机动车道。' })
    const xu = await office.as('许文涛', phone, path)
    await xu.getByText('没有这个页面').or(xu.getByText('不在知悉范围内')).first().waitFor()
    await xu.goto(new URL('/know', office.url).href)
    for (const asked of [number, '信〔2026〕99999号']) {
      await xu.getByLabel('编号', { exact: true }).fill(asked)
      await xu.getByLabel('申请理由').fill('拟在同一路段整修，需要了解群众意见。')
      await xu.getByRole('button', { name: '提出申请' }).click()
      await xu.getByText(asked).waitFor()
    }
    for (const asked of [number, '信〔2026〕99999号']) await xu.locator('.requests li').filter({ hasText: asked }).first().getByText('待答复').waitFor()
    await office.axe(xu, 'asking to see, on a phone')
    await office.shot(xu, '申请查阅，手机')

    await he.goto(new URL('/know', office.url).href)
    const request = he.locator('#decide li').filter({ hasText: number })
    await request.getByText('许文涛').waitFor()
    await office.axe(he, 'answering a request')
    await office.shot(he, '请我答复')
    await request.getByRole('button', { name: '同意查阅' }).click()
    await request.getByText('何雨桐答复').waitFor()

    await xu.reload()
    await xu.locator('.requests li').filter({ hasText: number }).getByRole('link').click()
    await xu.locator('.matter-page h1').waitFor()
    await openLetter(xu, path)
    await xu.locator('.more-moves').click()
    await xu.locator('.moves [data-move="recuse"]').click()
    await dialog(xu).getByRole('combobox', { name: '回避的人员或单位' }).fill('许文涛')
    await dialog(xu).getByRole('option', { name: '许文涛' }).first().click()
    await dialog(xu).getByRole('radio', { name: '有利害关系' }).check()
    await office.axe(xu, 'recusal')
    await office.shot(xu, '回避，手机')
    await dialog(xu).locator('button[type="submit"]').click()
    await dialog(xu).waitFor({ state: 'detached' })
    await xu.reload()
    await xu.getByText('没有这个页面').or(xu.getByText('不在知悉范围内')).first().waitFor()
    await openLetter(he, path)
    await he.locator('.trail').getByText('回避').first().waitFor()
  },
  { within: 420_000 },
)
