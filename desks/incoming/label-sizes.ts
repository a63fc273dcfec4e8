/** 标签、收文章: what an office has in its printers. One more size is one more row; a sheet whose places begin elsewhere is measured with a ruler. */
const single = (width: number, height: number) => ({
  page: { width, height },
  label: { width, height },
  columns: 1,
  rows: 1,
  left: 0,
  top: 0,
  gap: { x: 0, y: 0 },
  framed: false,
})
const a4 = { width: 210, height: 297 }
export const labelSizes = {
  roll60x40: single(60, 40),
  roll50x30: single(50, 30),
  /** 3 × 8 on A4. */
  sheet24: { page: a4, label: { width: 70, height: 37 }, columns: 3, rows: 8, left: 0, top: 0.5, gap: { x: 0, y: 0 }, framed: false },
  /** 2 × 7 on A4. */
  sheet14: { page: a4, label: { width: 99.1, height: 38.1 }, columns: 2, rows: 7, left: 4.65, top: 15.15, gap: { x: 2.5, y: 0 }, framed: false },
  /** 收文章, printed onto the paper itself: in the corner that GB/T 9704 leaves free. */
  stamp: { page: a4, label: { width: 68, height: 34 }, columns: 1, rows: 1, left: 132, top: 10, gap: { x: 0, y: 0 }, framed: true },
} as const
export type LabelSizeKey = keyof typeof labelSizes
export const labelSizeKeys = Object.keys(labelSizes) as [LabelSizeKey, ...LabelSizeKey[]]
