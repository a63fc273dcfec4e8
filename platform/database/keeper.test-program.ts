/** Keeps a database as `npm start` does, for tests that kill it. Arguments: data folder, optionally `guest`. One JSON line when up. */
import { PlainStop } from '../plain-stop.ts'
import { superviseDatabase } from './supervisor.ts'

const [data = '', mode] = process.argv.slice(2)
const line = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`)
try {
  const { address, fresh, adopted, keeper, place, stop } = await superviseDatabase({
    data,
    guest: mode === 'guest',
    tell: (event) => event.kind === 'restarted' && line({ restarted: Number(event.detail) }),
    onLost: (error) => line({ lost: String(error) }),
  })
  process.on('SIGTERM', () => void stop().then(() => process.exit(0))) // before it says that it is up: a signal may come at once
  line({ address, fresh, adopted, keeper, dir: place.dir })
  setInterval(() => undefined, 1000)
} catch (error) {
  line(error instanceof PlainStop ? { refused: error.zh } : { failed: String(error) })
  process.exitCode = 1
}
