import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toast.tsx';
import { readGranted, usePermissionState, usePermissions } from '../shared/permissions.ts';
import { Section } from '../shell/page.tsx';

/** The permissions that were granted after the installation, each with a button to remove it. */
export function PermissionsSection() {
  const permissions = usePermissions();
  const granted = usePermissionState(() => readGranted(permissions));
  if (!granted) return null;
  const inUse = new Set(connections.value.map(({ origin }) => `${origin.replace(/:\d+$/, '')}/*`));
  const reportRemoval = async (what: string, removed: Promise<boolean>) => {
    if (await removed) announce(t('permissionRemoved', what));
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
                  onClick={() => reportRemoval(what, permissions.optional(name).remove())}
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
                onClick={() => reportRemoval(pattern, permissions.removeHost(pattern))}
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
