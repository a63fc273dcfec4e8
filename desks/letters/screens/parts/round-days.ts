/** 4.5; whole days without a fraction; nothing counted is a dash. */
export const roundDays = (n: number | null): string => (n === null ? '—' : String(Math.round(n * 10) / 10))
