/** A power to enter what another decided (代录): on one desk, everywhere, for a leader by name, or for his post. */
export const isRecordPower = (key: string): boolean => key.endsWith('.record') || key.startsWith('record.')
