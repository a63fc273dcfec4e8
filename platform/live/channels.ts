/** What processes tell each other through the database: ids only. */
export const channels = { acts: 'huiyin', sessions: 'huiyin_session', notices: 'huiyin_notice' } as const
