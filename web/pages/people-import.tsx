/** 从 Excel 导入: first a look, with every row that is wrong named; then all rows or none. One-time passwords are shown once. */
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { importAnswer } from '../../kernel/people/shape.ts'
import { send } from '../call.ts'
import { freshKey } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { queryClient } from '../reading.ts'
import { useT } from '../words/use-words.ts'

type Answer = z.output<typeof importAnswer>
async function sendSheet(file: File, look: boolean): Promise<Answer> {
  const form = new FormData()
  form.append('file', file)
  const answer = await send({ method: 'POST', path: `/api/people/import${look ? '?try=true' : ''}`, body: form, headers: { 'idempotency-key': freshKey() } })
  return importAnswer.parse(await answer.json())
}
export function ImportDialog() {
  const t = useT()
  const [file, setFile] = useState<File | null>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>(null)
  const input = useRef<HTMLInputElement>(null)
  const go = async (sheet: File, look: boolean) => {
    setBusy(true)
    setWrong(null)
    try {
      setAnswer(await sendSheet(sheet, look))
      if (!look) void queryClient.invalidateQueries()
    } catch (error) {
      setAnswer(null)
      setWrong(error)
    }
    setBusy(false)
  }
  return (
    <div className="stack">
      <p className="quiet">
        {t('people.importNote')} <a href="/api/people/import.xlsx">{t('people.template')}</a>
      </p>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        aria-label={t('files.pick')}
        onChange={(event) => {
          const chosen = event.target.files?.[0] ?? null
          setFile(chosen)
          setAnswer(null)
          if (chosen) void go(chosen, true)
        }}
      />
      <RefusalNote error={wrong} />
      {answer && (
        <div className="stack tight" role="status">
          <p>
            {answer.landed ? t('people.landed', { count: answer.rows }) : t('people.rows', { count: answer.rows })}
            <span className="quiet">　{t('people.added', { units: answer.added.units, people: answer.added.people, posts: answer.added.posts })}</span>
          </p>
          {answer.errors.length > 0 && (
            <>
              <p className="amber">{t('people.errors', { count: answer.errors.length })}</p>
              <table className="ledger">
                <thead>
                  <tr>
                    <th scope="col">{t('people.row')}</th>
                    <th scope="col">{t('people.field')}</th>
                    <th scope="col">{t('people.problem')}</th>
                  </tr>
                </thead>
                <tbody>
                  {answer.errors.map((error) => (
                    <tr key={`${error.sheet}${error.row}${error.column}${error.code}`}>
                      <td className="num">
                        {error.sheet} {t('people.rowError', { row: error.row })}
                      </td>
                      <td>{error.column}</td>
                      <td>{error.words}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
          {answer.accounts.length > 0 && (
            <table className="ledger">
              <caption className="small quiet">{t('people.resetNote')}</caption>
              <tbody>
                {answer.accounts.map((one) => (
                  <tr key={one.username}>
                    <td>{one.name}</td>
                    <td>{one.username}</td>
                    <td>
                      <code>{one.password}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {!answer.landed && answer.errors.length === 0 && file && (
            <Button kind="primary" busy={busy} onClick={() => void go(file, false)}>
              {t('people.import')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
