/** 外部程序交来一件: the administrator issues a key by the command, a program hands a letter in, the office handles it like any other, the program sees how far it is. */
import assert from 'node:assert/strict'
import { huiyin } from './command.ts'
import { enterBy, journey, phone } from './journey.ts'
import { openLetter, text } from './letter-steps.ts'
import { makeOfficeFolder } from './office-folder.ts'
import { startProgram } from './server.ts'

type Row = Readonly<Record<string, string | null>>
const asked = async (url: string, init: RequestInit = {}): Promise<readonly Row[]> => {
  const answer = await fetch(url, init)
  const said = await answer.text()
  assert.equal(answer.status, 200, said)
  return JSON.parse(said) as Row[]
}
const soon = async <T>(find: () => Promise<T | null | undefined>): Promise<T> => {
  for (let n = 0; n < 100; n++) {
    const found = await find()
    if (found !== null && found !== undefined) return found
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('nothing came within twenty seconds')
}

journey('外部程序按 Open311 交来一件：办公室照常收到，程序凭 token 看到进度 (R-W04)', async ({ office }) => {
  const made = await makeOfficeFolder()
  await made.close()
  const program = await startProgram([], made.data)
  try {
    const command = async (...args: string[]) => {
      const { code, out, complaint } = await huiyin([...args, '--data', made.data, '--json'])
      assert.equal(code, 0, complaint)
      return JSON.parse(out) as { readonly secret: string }
    }
    await command('user', 'add', 'duijie', '对接管理员', '--admin', 'system')
    const { secret } = await command('open311', 'issue', '云溪在线', '--for', '市民手机应用', '--by', 'duijie')

    const at = `${program.url}/open311/v2`
    const services = await soon(async () => {
      const found = await asked(`${at}/services.json`)
      return found.length > 0 ? found : null
    })
    const service = services.find((one) => one.keywords?.includes('路灯照明'))?.service_code ?? ''
    const fields = { api_key: secret, service_code: service, description: '和平路18号门前路灯坏了三天，请派人来修。', address_string: '和平路18号', 'attribute[public]': 'yes' }
    const [taken] = await asked(`${at}/requests.json`, { method: 'POST', body: new URLSearchParams(fields) })
    const id = await soon(async () => (await asked(`${at}/tokens/${taken?.token}.json`))[0]?.service_request_id)
    const [shown] = await asked(`${at}/requests/${id}.json`)
    assert.deepEqual([shown?.status, shown?.status_notes, shown?.description], ['open', '已登记，待交办', null])

    // it lies with whoever is on duty, like any other
    for (const how of [{ width: 1280, height: 800 }, phone]) {
      const he = await office.another(how)
      await he.goto(program.url)
      await enterBy(he, '何雨桐')
      const path = await he.evaluate(async () => {
        const answer = await fetch('/api/letters/ledger?channel=web&size=10', { headers: { 'x-huiyin': '1' } })
        const { rows } = (await answer.json()) as { rows: { matter: string }[] }
        return rows[0]?.matter ?? ''
      })
      assert.notEqual(path, '', 'the letter is in the ledger')
      await openLetter(he, `/letters/${path}`)
      const page = await text(he.locator('.matter-page'))
      for (const said of ['网上留言', '外部程序交来（Open311）', '城乡建设', '和平路18号']) assert.ok(page.includes(said), said)
      await office.axe(he, 'a letter by a program')
      await office.shot(he, `外部程序交来的信 ${how.width}`)
      await he.close() // before the program it listens to
    }
  } finally {
    await program.stop()
    made.remove()
  }
})
