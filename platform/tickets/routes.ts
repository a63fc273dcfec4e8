/** 凭码链接: acts and readings of the inner side. */
import type { Routes } from '../ctx/routes.ts'
import { handleIssueTicket, handleRevokeTicket } from './issue.ts'
import { readTickets } from './read-tickets.ts'

export const ticketRoutes: Routes = { key: 'tickets', acts: [handleIssueTicket, handleRevokeTicket], readings: [readTickets], gets: [] }
