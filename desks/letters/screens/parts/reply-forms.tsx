/** 核稿、答复、无法答复: the reply's way out of the house. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { ConsentNeeded, MoveForm } from '../../../../web/matter/move-form.tsx'
import { openAct } from '../../../../web/matter/open-act.ts'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { InkField } from '../../../../web/parts/ink-pad.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useKernelWords, useT } from '../../../../web/words/use-words.ts'
import { type LetterDetail, replyLetter, unanswerableLetter } from '../../shape.ts'
import { useLetterHere } from './letter-here.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

/** The head judges the very words on screen; their number goes with the opinion. */
function ReviewForm(form: DeskForm) {
  const { draft } = useLetterHere()
  const t = useT()
  const w = useLettersWords()
  const act = useAct(openAct('letters', form.move), { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const [agree, setAgree] = useState<'yes' | 'no'>('yes')
  const [opinion, setOpinion] = useState('')
  const [ink, setInk] = useState<string | null>(null)
  const no = form.matter.draft ?? 1
  const these = draft.numbered === no
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={these && (agree === 'yes' || opinion.trim() !== '' || ink !== null)}
      landWord={agree === 'yes' ? t('form.agree') : t('form.disagree')}
      onLand={() => act.run({ ...seen, agree: agree === 'yes', opinion: opinion.trim() || null, ink })}
    >
      <p className="letter-text draft-text is-short">{draft.text}</p>
      {these ? (
        <p className="small quiet">{fill(w.screen.letter.judging, { no, n: [...(draft.text ?? '')].length })}</p>
      ) : (
        <p className="small amber">{fill(w.screen.letter.notNumbered, { no })}</p>
      )}
      <Choice
        label={w.roles.review}
        hideLabel
        value={agree}
        options={[
          { value: 'yes' as const, word: t('form.agree') },
          { value: 'no' as const, word: t('form.disagree') },
        ]}
        onChange={setAgree}
      />
      <Field label={t('form.opinion')}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={3} maxLength={2000} value={opinion} onChange={(event) => setOpinion(event.target.value)} />}
      </Field>
      <InkField value={ink} onChange={setInk} />
    </ActFrame>
  )
}
/** 签署意见: a draft is judged here; everything else asked of a signer takes the common form. */
export function SignForm(form: DeskForm) {
  const may = form.matter.may.sign
  const piece = may?.allowed ? form.matter.stages.flatMap((s) => s.pieces).find((p) => p.id === may.piece) : undefined
  return piece?.role === 'review' ? <ReviewForm {...form} /> : <MoveForm {...form} />
}

/** Exactly the words agreed leave the house. */
export function ReplyForm(form: DeskForm) {
  const { draft } = useLetterHere()
  const w = useLettersWords()
  const kernel = useKernelWords()
  const act = useAct(replyLetter, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const detail = form.matter.detail as LetterDetail
  const [via, setVia] = useState<'letter' | 'phone' | 'portal'>(detail.channel === 'web' ? 'portal' : detail.channel === 'letter' || !detail.reachable ? 'letter' : 'phone')
  const [delivered, setDelivered] = useState<'yes' | 'no'>('yes')
  return (
    <ActFrame form={form} acting={act} ready onLand={() => act.run({ ...seen, via, delivered: delivered === 'yes' })}>
      <p className="letter-text draft-text is-short">{draft.text}</p>
      <p className="small quiet">{fill(w.screen.letter.sending, { no: form.matter.draft ?? 1 })}</p>
      <div className="row wrap choices">
        <Choice label={w.form.via} value={via} options={(['phone', 'letter', 'portal'] as const).map((value) => ({ value, word: kernel.vias[value] }))} onChange={setVia} />
        <Choice
          label={w.screen.letter.delivery}
          value={delivered}
          options={[
            { value: 'yes' as const, word: w.screen.letter.deliveredYes },
            { value: 'no' as const, word: w.screen.letter.deliveredNo },
          ]}
          onChange={setDelivered}
        />
      </div>
      <p className="small quiet">{w.screen.letter.deliverNote}</p>
    </ActFrame>
  )
}

/** Nobody can be told: on a ground, and with a second person. */
export function UnanswerableForm(form: DeskForm) {
  const w = useLettersWords()
  const act = useAct(unanswerableLetter, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const [ground, setGround] = useState('')
  return (
    <ActFrame form={form} acting={act} ready={ground.trim() !== ''} onLand={() => act.run({ ...seen, ground })}>
      <ConsentNeeded matter={form.matter} move={form.move} />
      <Field label={w.form.ground}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={4} maxLength={500} value={ground} onChange={(event) => setGround(event.target.value)} />}
      </Field>
    </ActFrame>
  )
}
