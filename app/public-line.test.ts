import { afterEach, describe, expect, inject, test } from 'vitest'
import { openPublicOffice, type PublicOffice } from './public-office.ts'

let office: PublicOffice
afterEach(() => office.close())

describe('收件方式 on the public page (HB-44)', () => {
  test('an office that answers the line says nothing of it', async () => {
    office = await openPublicOffice(inject('cluster'), 'public-line')
    expect((await office.get('/public/')).text).not.toContain('本办不接听热线')
  })
  test('one that does not says whom to call, and letters are taken as ever', async () => {
    office = await openPublicOffice(inject('cluster'), 'public-no-line')
    await office.asOwner('update public_side set line = false')
    const page = (await office.get('/public/')).text
    expect(page).toContain('本办不接听热线')
    expect(page).toContain('href="tel:12345"')
    expect((await office.handIn()).receipt).not.toBe('')
  })
})
