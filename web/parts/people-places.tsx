/** The pages about the office itself, side by side: units and people, hand-overs, fields, contacts. */
import { Link } from '@tanstack/react-router'
import { useT } from '../words/use-words.ts'

const places = [
  ['/people', 'units'],
  ['/hand-overs', 'handOvers'],
  ['/portfolios', 'portfolioTitle'],
  ['/fields', 'fields'],
  ['/contacts', 'contacts'],
] as const
export function PeoplePlaces() {
  const t = useT()
  return (
    <nav className="places no-print" aria-label={t('org.places')}>
      {places.map(([to, word]) => (
        <Link key={to} to={to as never} activeProps={{ 'aria-current': 'page' }}>
          {t(`org.${word}`)}
        </Link>
      ))}
    </nav>
  )
}
