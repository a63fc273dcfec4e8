/** 字体检查: which font stands for each face of a paper, a line in each, the office's own files, and whether a name can be written. */
import { type FormEvent, useRef, useState } from 'react'
import { type FontsPage as Fonts, fontFaces, fontsPage, removeFont } from '../../kernel/reading/fonts-shape.ts'
import { sendFile } from '../call.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { queryClient, useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'

function Faces({ used }: Pick<Fonts, 'used'>) {
  const t = useT()
  return (
    <Card id="faces" title={t('fonts.faces')}>
      <dl className="card-body facts">
        {fontFaces.map((face) => {
          const [first, ...others] = used.filter((one) => one.face === face)
          return (
            <div key={face}>
              <dt>{t(`fonts.names.${face}`)}</dt>
              <dd className={first?.proper ? undefined : 'amber'}>
                {first ? `${first.family}　${t(`fonts.from.${first.from}`)}　${first.file}` : t('fonts.none')}
                {first && !first.proper && <div>{t('fonts.standIn')}</div>}
                {others.length > 0 && <div className="small quiet">{t('fonts.lent', { families: others.map((one) => one.family).join('、') })}</div>}
              </dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}
function Lacks({ lacks, asked }: Pick<Fonts, 'lacks'> & { readonly asked: string }) {
  const t = useT()
  const missing = lacks.filter((one) => one.missing !== '')
  const borrowed = lacks.filter((one) => one.borrowed !== '')
  if (asked === '') return null
  if (missing.length + borrowed.length === 0)
    return (
      <p role="status" className="small">
        {t('fonts.allThere')}
      </p>
    )
  return (
    <div role="status">
      <ul className="plain-list small">
        {missing.map((one) => (
          <li key={`m${one.face}`} className="amber">
            {t('fonts.missing', { face: t(`fonts.names.${one.face}`), characters: one.missing })}
          </li>
        ))}
        {borrowed.map((one) => (
          <li key={`b${one.face}`}>{t('fonts.borrowed', { face: t(`fonts.names.${one.face}`), characters: one.borrowed })}</li>
        ))}
      </ul>
    </div>
  )
}
function Own({ own, may }: Pick<Fonts, 'own' | 'may'>) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>(null)
  const remove = useAct(removeFont, { onDone: () => void queryClient.invalidateQueries() })
  const add = async (file: File) => {
    setBusy(true)
    setWrong(null)
    try {
      await sendFile(file, '/api/office/fonts')
      void queryClient.invalidateQueries()
    } catch (error) {
      setWrong(error)
    }
    setBusy(false)
  }
  return (
    <Card id="own-fonts" title={t('fonts.own')}>
      <div className="card-body stack">
        <p className="quiet small">{t('fonts.ownNote')}</p>
        {own.length === 0 && <p className="quiet">{t('fonts.noOwn')}</p>}
        <ul className="plain-list">
          {own.map(({ file, size }) => (
            <li key={file}>
              {file}　<span className="small quiet num">{(size / 1_048_576).toFixed(1)} MB</span>{' '}
              {may.change && (
                <Button small kind="text" aria-label={`${t('fonts.remove')} ${file}`} onClick={() => remove.run({ file })}>
                  {t('fonts.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <input
          ref={input}
          type="file"
          hidden
          accept=".ttf,.otf,.ttc,.otc"
          aria-label={t('fonts.add')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) void add(file)
          }}
        />
        <RefusalNote error={wrong ?? remove.refused} />
        {may.change && (
          <div>
            <Button busy={busy} onClick={() => input.current?.click()}>
              {t('fonts.add')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
export function FontsPage() {
  const t = useT()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const fonts = useReading(fontsPage, { text: asked })
  const look = (event: FormEvent) => {
    event.preventDefault()
    setAsked(text.trim())
  }
  return (
    <div className="settings">
      <div className="page-head">
        <h1>{t('fonts.title')}</h1>
        <span className="small quiet num">{t('fonts.set', { digest: fonts.digest.slice(0, 12) })}</span>
      </div>
      <div className="settings-panes">
        <Faces used={fonts.used} />
        <Card id="sample" title={t('fonts.sample')}>
          <div className="card-body stack">
            <img
              className="font-sample"
              alt={t('fonts.sampleOf')}
              src={`/api/office/fonts.png?set=${fonts.digest.slice(0, 12)}${asked ? `&text=${encodeURIComponent(asked.slice(0, 24))}` : ''}`}
            />
            <form className="stack" onSubmit={look} noValidate>
              <Field label={t('fonts.try')}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={text} onChange={(e) => setText(e.target.value)} />}</Field>
              <Lacks lacks={fonts.lacks} asked={asked} />
              <div>
                <Button type="submit">{t('fonts.look')}</Button>
              </div>
            </form>
          </div>
        </Card>
        <Own own={fonts.own} may={fonts.may} />
      </div>
    </div>
  )
}
