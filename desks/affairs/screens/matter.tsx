/** One matter of 交办事项: what every desk shows, and its own fields in the middle. */
import type { MatterId } from '../../../kernel/ids.ts'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useReading } from '../../../web/reading.ts'
import { useWordsOf } from '../../../web/words/use-words.ts'
import { affairsView } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export function AffairsMatter({ id }: { readonly id: MatterId }) {
  const words = useWordsOf<typeof zh | typeof en>({ 'zh-CN': zh, en })
  const matter = useReading(affairsView, { id })
  return (
    <MatterPage matter={matter}>
      <Card id="purpose" title={words.fields.purpose}>
        <p className="card-body">{matter.detail.purpose}</p>
      </Card>
    </MatterPage>
  )
}
