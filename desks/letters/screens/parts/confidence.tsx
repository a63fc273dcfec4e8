/** 把握: one to three bars and a word, never a percentage. */
import { useLettersWords } from './use-letters-words.ts'

export function Confidence({ sure }: { readonly sure: 'high' | 'middle' | 'low' }) {
  const w = useLettersWords()
  const full = sure === 'high' ? 3 : sure === 'middle' ? 2 : 1
  return (
    <span className="confidence">
      <span className="bars" aria-hidden="true">
        {[1, 2, 3].map((n) => (
          <i key={n} className={n <= full ? 'is-full' : ''} />
        ))}
      </span>
      {w.sure[sure]}
    </span>
  )
}
