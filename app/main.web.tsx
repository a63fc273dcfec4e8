/** Vite's entry. */
import { start } from '../web/start.tsx'
import { desks } from './desks.web.ts'

void start(desks)
