/** Fires when notifications in the outbox may be shown. */
export const ALERTS_ALARM = 'alerts';
