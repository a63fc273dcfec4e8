/** Numbered papers of a desk that are no slip of a matter (每周专报): what stands on them. The platform sets them; no Typst here. */
import type { ReadCtx } from './reading.ts'

export interface ReportBody {
  readonly title: string
  readonly issue: string
  readonly office: string
  readonly date: string
  readonly span: string
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly signed: string
}
export interface HandledReport {
  /** `GET /api/<desk>/<key>.pdf?id=…` */
  readonly key: string
  readonly power: string
  write(ctx: ReadCtx, id: string): Promise<ReportBody>
}
