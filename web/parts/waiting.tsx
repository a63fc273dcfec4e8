/** While a page is on its way: nothing moves, one quiet line after a while. */
export const Waiting = () => <div className="waiting" aria-busy="true" />
