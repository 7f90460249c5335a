import type { Connection } from '../../lib/domain/connection.ts';
import { optionsRoutes } from '../../lib/domain/options-route.ts';
import { regionText } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { Icon } from '../parts/icon.tsx';
import { useNavigate } from './navigation.ts';
import { troubledConnections } from './popup-model.ts';

/** Trouble of other connections: one quiet line each, and nothing else changes. */
export function ConnectionLines() {
  const navigate = useNavigate();
  return (
    <>
      {troubledConnections.value.map((connection) => {
        const text = t(
          'popupConnectionTrouble',
          connection.email,
          regionText(connection),
          trouble(connection),
        );
        return (
          <div key={connection.key} class="quiet" role="note">
            <Icon name={connection.state === 'host-permission' ? 'globe' : 'user'} size={14} />
            <span class="quiet__text" title={text}>
              {text}
            </span>
            {connection.state !== 'blocked' && (
              <button
                type="button"
                class="link"
                aria-label={`${t('popupFix')} ${connection.email}`}
                onClick={() => navigate(optionsRoutes.reconnect(connection.key))}
              >
                {t('popupFix')}
              </button>
            )}
          </div>
        );
      })}
    </>
  );
}

function trouble({ state }: Connection): string {
  if (state === 'needs-sign-in') return t('popupTroubleSignIn');
  return t(state === 'host-permission' ? 'popupTroubleHost' : 'popupTroubleBlocked');
}
