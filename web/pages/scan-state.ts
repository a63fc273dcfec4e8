/** What is remembered from one paper of a pile to the next: whose decision, the day written, why it is late; and what was typed on each. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Entered, paper, type ScanPage, undoPaper } from '../../kernel/reading/scan-shape.ts'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export interface Typed {
  readonly what: Entered | null
  readonly words: string
}
export interface Pile {
  readonly leader: string | null
  readonly setLeader: (person: string) => void
  /** null: today. */
  readonly day: string | null
  readonly setDay: (day: string | null) => void
  readonly late: string
  readonly setLate: (why: string) => void
  readonly typed: (page: string) => Typed
  readonly type: (page: string, typed: Typed) => void
  readonly last: ScanPage | null
  readonly setLast: (page: ScanPage | null) => void
  readonly said: string
  readonly say: (words: string) => void
}
const nothing: Typed = { what: null, words: '' }

export function usePile(): Pile {
  const t = useT()
  const [leader, setLeader] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const [late, setLate] = useState('')
  const [last, keepLast] = useState<ScanPage | null>(null)
  const [said, say] = useState('')
  const kept = useRef(new Map<string, Typed>())
  const [, redraw] = useState(0)
  return {
    leader,
    setLeader,
    day,
    setDay,
    late,
    setLate,
    typed: (page) => kept.current.get(page) ?? nothing,
    type: (page, typed) => {
      kept.current.set(page, typed)
      redraw((n) => n + 1)
    },
    last,
    setLast(page) {
      keepLast(page)
      if (page?.entered) say(t('scans.landed', { number: page.matter?.number ?? '', name: page.entered.leader.name, what: t(`scans.keys.${page.entered.what}`) }))
      else say('')
    },
    said,
    say,
  }
}

/** U: the last paper entered is taken back, while the office's rules allow it. */
export function useUndo(pile: Pile) {
  const t = useT()
  const client = useQueryClient()
  const act = useAct(undoPaper, {
    onDone: (page) => {
      client.removeQueries({ queryKey: [paper.key, { page: page.id }] })
      pile.setLast(null)
      pile.say(t('scans.undone', { number: page.matter?.number ?? '' }))
    },
  })
  const { last } = pile
  return {
    may: last !== null,
    busy: act.busy,
    refused: act.refused,
    run: () => {
      if (last && !act.busy) act.run({ page: last.id })
    },
  }
}
