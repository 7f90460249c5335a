import { useState } from 'preact/hooks';
import {
  MAX_PERCENT,
  parseProfileThresholds,
  profileThresholdsText,
  thresholdsText,
} from '../../../lib/domain/alerts/thresholds.ts';
import { own } from '../../../lib/domain/own.ts';
import { servicesOf } from '../../../lib/domain/usage/services-of.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences, profilePreferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDialogDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** Edits a profile's own percentages for each service. */
export function ThresholdsDialog({ profileRow, onClose }: { profileRow: ProfileRow; onClose: () => void }) {
  const { profile } = profileRow;
  const stored = profilePreferences.value.get(profile.profileKey)?.thresholds ?? {};
  const save = useSend('setProfilePreferences');
  const services = servicesOf(profileRow.usage);
  // Only what was typed: the rest stays as it is stored then.
  const {
    fields: typed,
    change,
    close,
  } = useDialogDraft<Record<string, string>>(`thresholds ${profile.profileKey}`, {}, onClose);
  const textOf = (service: string) => own(typed, service) ?? profileThresholdsText(own(stored, service));
  const [checked, setChecked] = useState(false);
  const invalid = services.filter((service) => parseProfileThresholds(textOf(service)) === undefined);
  const defaultText = thresholdsText(preferences.value.alerts.thresholds);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (invalid.length > 0) return;
    const thresholds = { ...stored };
    for (const [service, text] of Object.entries(typed)) {
      const parsed = parseProfileThresholds(text);
      if (parsed) thresholds[service] = parsed;
      else delete thresholds[service];
    }
    const result = await save.run({ profileKeys: [profile.profileKey], change: { thresholds } });
    if (!result?.ok) return;
    announce(t('alertsSaved', profile.name));
    close();
  };
  return (
    <Dialog title={t('alertsEdit', distinctName(profileRow))} onClose={close} busy={save.busy}>
      <form class="form dialog__form" noValidate onSubmit={submit}>
        <p class="soft">{t('alertsEditHint', defaultText)}</p>
        <div class="alerts-thresholds">
          {services.map((service) => (
            <TextField
              key={service}
              label={serviceLabel(service)}
              value={textOf(service)}
              placeholder={defaultText}
              inputMode="numeric"
              autocomplete="off"
              error={checked && invalid.includes(service) ? t('alertsThresholdsError', MAX_PERCENT) : null}
              onInput={(text) => change({ [service]: text })}
            />
          ))}
        </div>
        <FieldError error={save.failure && failureText(save.failure)} />
        <Actions>
          <Button onClick={close} disabled={save.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton busy={save.busy} label={t('alertsSave')} busyLabel={t('alertsSave')} />
        </Actions>
      </form>
    </Dialog>
  );
}
