import { consoleOf } from '../../../lib/console/console-site.ts';
import { hostPermissionPattern } from '../../../lib/domain/regions/region.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { readGranted, usePermissionState, usePermissions } from '../shared/permissions.ts';
import { Section } from '../shell/page.tsx';

/** The permissions that were granted after the installation, each with a button to remove it. */
export function PermissionsSection() {
  const permissions = usePermissions();
  const granted = usePermissionState(() => readGranted(permissions));
  if (!granted) return null;
  const inUse = new Set(
    connections.value.flatMap(({ origin, credential }) =>
      [origin, ...(credential.kind === 'console' ? [consoleOf(origin)] : [])].map(hostPermissionPattern),
    ),
  );
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
              <Granted
                key={name}
                text={what}
                what={what}
                onRemove={() => reportRemoval(what, permissions.optional(name).remove())}
              />
            );
          })}
          {granted.hosts.map((pattern) => (
            <Granted
              key={pattern}
              text={[t('permissionHost', pattern), inUse.has(pattern) ? t('permissionHostInUse') : ''].join(
                ' ',
              )}
              what={pattern}
              onRemove={() => reportRemoval(pattern, permissions.removeHost(pattern))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Granted({ text, what, onRemove }: { text: string; what: string; onRemove: () => void }) {
  return (
    <li class="row" {...useReturnFocus<HTMLLIElement>()}>
      <span>{text}</span>
      <Button aria-label={t('permissionRemoveOf', what)} onClick={onRemove}>
        {t('permissionRemove')}
      </Button>
    </li>
  );
}
