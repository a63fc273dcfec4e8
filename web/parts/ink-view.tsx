/** 手写原迹, where its opinion stands: lines in the colour of the text, with what they are and are not. */
import { useMemo } from 'react'
import { inkBox, inkBreadth, inkPath, readInk } from '../../kernel/ink.ts'
import '../styles/ink.css'
import { useKernelWords, useT } from '../words/use-words.ts'

/** A pad's width, as broad as a line of text. */
const BROAD = 24

/** @param by whose hand it was */
export function InkView({ ink, by }: { readonly ink: string; readonly by: string }) {
  const t = useT()
  const words = useKernelWords()
  const drawn = useMemo(() => {
    const trace = readInk(ink)
    if (!trace || trace.strokes.length === 0) return null
    const box = inkBox(trace)
    return { box, wide: (box.width / trace.width) * BROAD, paths: trace.strokes.map((stroke, n) => ({ key: n, d: inkPath(stroke), breadth: inkBreadth(stroke) })) }
  }, [ink])
  if (!drawn) return null
  const { box, wide, paths } = drawn
  return (
    <figure className="ink">
      <svg
        className="ink-drawn"
        role="img"
        aria-label={t('ink.of', { name: by })}
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        style={{ width: `${wide.toFixed(2)}em`, aspectRatio: `${box.width} / ${box.height}` }}
      >
        {paths.map(({ key, d, breadth }) => (
          <path key={key} d={d} strokeWidth={breadth} />
        ))}
      </svg>
      <figcaption className="small quiet">{words.inkNote}</figcaption>
    </figure>
  )
}
