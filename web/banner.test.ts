import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { zh } from './words/zh-CN.ts'

const of = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

describe('本系统为非涉密系统 (R-C03)', () => {
  test('stands at the door, at a new password, and over every page of the shell', () => {
    for (const path of ['pages/sign-in.tsx', 'pages/new-password.tsx', 'shell/shell.tsx']) expect(of(path), path).toContain("t('banner')")
  })
  test('stands at the foot of every sheet that is printed, in the same words', () => expect(of('styles/print.css')).toContain(`@bottom-center {\n      content: "${zh.banner}";`))
})
