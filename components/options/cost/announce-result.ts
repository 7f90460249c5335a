import type { OrderResult } from '../../../lib/domain/billing/order.ts';
import { endsRetries } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';

/** Announces the outcome of an order in a sentence. */
export function announceResult(
  connection: Connection,
  { state, allocated, failure, displaced = [] }: OrderResult,
): void {
  if (displaced.length > 0) {
    const names = displaced.map((id) => isolate(profileNameOf(connection, id))).join(', ');
    announce(t('addonDisplaced', names), 'error');
  }
  if (state === 'processing') announce(t('tierProcessing'));
  else if (state === 'scheduled') announce(t('tierScheduled'));
  else if (failure)
    announce(t(endsRetries(failure) ? 'tierNotGiven' : 'tierNotGivenYet', failureText(failure)), 'error');
  else if (state === 'accepted') announce(t('tierAccepted'));
  else if (allocated)
    announce(
      t(
        'tierGiven',
        profileNameOf(connection, allocated.profileId),
        quantityText(allocated.service, allocated.amount),
      ),
    );
  else announce(t('tierDone'));
}
