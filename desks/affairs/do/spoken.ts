/** Who came is answered there; who called, on the telephone. */
export const spokenVia = (way: string): 'in_person' | 'phone' => (way === 'visit' ? 'in_person' : 'phone')
