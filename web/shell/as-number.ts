/** What looks like a number: 〔2026〕412号, 2026-412, 412. */
export const asNumber = (text: string): boolean => /[〔[（(]\d{4}|\d+\s*号?$/.test(text) && !/[\u4e00-\u9fff]{4,}/.test(text)
