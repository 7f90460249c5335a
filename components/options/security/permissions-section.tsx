import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toast.tsx';
import { readGranted, usePermissionState, usePermissions } from '../shared/permissions.ts';
import { Section } from '../shell/page.tsx';

/** The permissions that were granted beside those of the installation, each with the way to give it back. */
export function PermissionsSection() {
  const permissions = usePermissions();
  const granted = usePermissionState(() => readGranted(permissions));
  if (!granted) return null;
  const inUse = new Set(connections.value.map(({ origin }) => `${origin.replace(/:\d+$/, '')}/*`));
  const remove = async (what: string, given: Promise<boolean>) => {
    if (await given) announce(t('permissionRemoved', what));
    else announce(t('permissionKept', what), 'error');
  };
  return (
    <Section title={t('permissionsTitle')} soft={t('permissionsSoft')}>
      {granted.names.length + granted.hosts.length === 0 ? (
        <p class="soft">{t('permissionsNone')}</p>
      ) : (
        <ul class="plain-list">
          {granted.names.map((name) => {
            const what = t(`permission_${name}` as MessageKey);
            return (
              <li key={name} class="row">
                <span>{what}</span>
                <Button
                  aria-label={t('permissionRemoveOf', what)}
                  onClick={() => remove(what, permissions.optional(name).remove())}
                >
                  {t('permissionRemove')}
                </Button>
              </li>
            );
          })}
          {granted.hosts.map((pattern) => (
            <li key={pattern} class="row">
              <span>
                {t('permissionHost', pattern)} {inUse.has(pattern) && t('permissionHostInUse')}
              </span>
              <Button
                aria-label={t('permissionRemoveOf', pattern)}
                onClick={() => remove(pattern, permissions.removeHost(pattern))}
              >
                {t('permissionRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
