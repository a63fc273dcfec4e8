/** Barriers on a page, by axe: WCAG 2.1 A and AA and its best practices. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export interface AxeFinding {
  readonly rule: string
  readonly help: string
  /** Selectors of the elements concerned. */
  readonly nodes: readonly string[]
}
export async function findings(page: Page): Promise<AxeFinding[]> {
  // in the page itself, and only what is wrong worked out in full: no second window, no list of all that is right
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze()
  return violations.map((v) => ({ rule: v.id, help: v.help, nodes: v.nodes.map((node) => node.target.join(' ')) }))
}
