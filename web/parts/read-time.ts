/** Times as people type them. */
/** 9 → 09:00, 930 → 09:30, 18:05; null for what is no time. */
export function readTime(text: string): string | null {
  const [, h = '', m = '00'] = /^(\d{1,2})(?:[:：.点]?(\d{2}))?分?$/.exec(text.trim()) ?? []
  return h !== '' && Number(h) < 24 && Number(m) < 60 ? `${h.padStart(2, '0')}:${m}` : null
}
