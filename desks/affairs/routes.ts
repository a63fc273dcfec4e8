import { deskRoutes } from '../../platform/ctx/routes.ts'
import { affairs } from './desk.ts'
import { handleRegister } from './do/register.ts'
import { readLedger } from './read/ledger.ts'
import { readMatter } from './read/matter.ts'

export const routes = deskRoutes(affairs).acts(handleRegister).readings(readLedger, readMatter)
