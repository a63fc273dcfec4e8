/** The thread of `read-file.ts`: the bytes of a Word document in, a draft out. The bytes are somebody else's. */
import { parentPort, workerData } from 'node:worker_threads'
import mammoth from 'mammoth'
import { normalise } from '../../typeset/draft/normalise.ts'
import { openArchive } from '../files/inside/archive.ts'
import { marksOf } from '../files/inside/lines/marks.ts'
import { decodeText } from '../files/inside/text-of.ts'

/** Marks of changes on record: put in, taken out, moved. */
const changes = new Set(['ins', 'del', 'moveFrom', 'moveTo'])
function countMarks(xml: string, wanted: (name: string) => boolean): number {
  let n = 0
  for (const mark of marksOf(xml)) if (mark.kind === 'open' && wanted(mark.name)) n++
  return n
}
async function readDocx(bytes: Uint8Array) {
  // looked at first: an archive that unpacks to too much is none
  const opened = openArchive(bytes, (name) => name === 'word/document.xml' || name === 'word/comments.xml')
  const part = (name: string) => decodeText(opened?.parts.get(name) ?? new Uint8Array())
  const document = part('word/document.xml')
  if (document === '') return 'unread'
  let pictures = 0
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => {
        pictures++
        return { src: '' }
      }),
      styleMap: ["p[style-name='Title'] => h1[data-part='title']:fresh"],
    },
  )
  let id = 0
  const { draft, aside } = normalise(value, () => `b${++id}`)
  return { draft, aside, tracked: countMarks(document, (name) => changes.has(name)), comments: countMarks(part('word/comments.xml'), (name) => name === 'comment'), pictures }
}
parentPort?.postMessage(await readDocx((workerData as { bytes: Uint8Array }).bytes).catch(() => 'unread'))
