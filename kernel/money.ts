/** Money is whole fen; yuan stand only where people read and type them. Never a floating sum. */
import { z } from 'zod'

declare const brand: unique symbol
export type Fen = number & { readonly [brand]: 'fen' }

/** The greatest amount one entry may state: 100 million yuan. */
const MOST = 10_000_000_000
export const fen = z.int().min(0).max(MOST).meta({ id: 'Fen' }) as unknown as z.ZodType<Fen, Fen>

/** `1280`, `1,280.5`, `１２８０元` as typed. @returns null where it is no amount of yuan with at most two decimals, or beyond what one entry may state */
export function readYuan(typed: string): Fen | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/^[¥￥]|元$/g, '')
  const [, yuan = '', part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  if (yuan === '') return null
  const whole = Number(yuan) * 100 + Number(part.padEnd(2, '0'))
  return whole <= MOST ? (whole as Fen) : null
}
/** 1,280.50: two decimals only where there are any. */
export function sayYuan(amount: Fen): string {
  const [yuan, part] = [Math.floor(amount / 100), amount % 100]
  return String(yuan).replace(/\B(?=(\d{3})+$)/g, ',') + (part === 0 ? '' : `.${String(part).padStart(2, '0')}`)
}
