import type { ComponentChildren, ComponentProps } from 'preact';
import type { ConsoleOrigin } from '../../../lib/console/console-site.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy, policyState } from '../../../lib/state/app-state.ts';
import { ConsoleForm } from './console-form.tsx';
import { doesSessionConnect } from './console-to-use.ts';
import { SignInForm } from './sign-in-form.tsx';
import { TokenForm } from './token-form.tsx';

export type Mode = 'console' | 'sign-in' | 'token';

/**
 * What is said first (`children`), the choice of a way to connect, and its form; instead of them, while the
 * organization's policy has an error, that no account can be connected.
 */
export function WaysToConnect({
  site,
  modes,
  mode,
  onMode,
  form,
  children,
}: {
  /** The console whose session can be used; see {@link consoleToUse}. */
  site: ConsoleOrigin | null;
  modes: Mode[];
  mode: Mode;
  onMode: (mode: Mode) => void;
  form: ComponentProps<typeof SignInForm>;
  children?: ComponentChildren;
}) {
  if (policyState.value.status === 'invalid') {
    return <p class="note note--warning">{t('policyInvalidSoft')}</p>;
  }
  return (
    <>
      {children}
      <ModeSwitch modes={modes} mode={mode} onChange={onMode} />
      {mode === 'console' && site ? (
        <ConsoleForm key={site} site={site} again={form.again} onConnected={form.onConnected} />
      ) : mode === 'token' ? (
        <TokenForm {...form} />
      ) : (
        <SignInForm {...form} />
      )}
    </>
  );
}

const MODE_LABELS = {
  console: 'connectModeConsole',
  'sign-in': 'connectModeSignIn',
  token: 'connectModeToken',
} as const;

/** Returns the ways to connect that the organization's policy allows, the first one to offer at the front. */
export function offeredModes(site: ConsoleOrigin | null): Mode[] {
  const { allowPasswordSignIn, allowConsoleFollowing } = policy.value;
  const isReady = site !== null && doesSessionConnect(site);
  const modes: Mode[] = isReady ? ['console', 'sign-in', 'token'] : ['sign-in', 'token', 'console'];
  return modes.filter((mode) =>
    mode === 'sign-in' ? allowPasswordSignIn : mode !== 'console' || (site !== null && allowConsoleFollowing),
  );
}

/** Returns the chosen way if it is offered, else the first that is; a token can always be pasted. */
export function modeWithin(modes: Mode[], chosen: Mode | ''): Mode {
  return modes.find((mode) => mode === chosen) ?? modes[0] ?? 'token';
}

function ModeSwitch({
  modes,
  mode,
  onChange,
}: {
  modes: Mode[];
  mode: Mode;
  onChange: (mode: Mode) => void;
}) {
  // One way is no choice.
  if (modes.length === 1) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggle buttons, not a set of fields.
    <div class="segmented" role="group" aria-label={t('connectHow')}>
      {modes.map((one) => (
        <button key={one} type="button" aria-pressed={mode === one} onClick={() => onChange(one)}>
          {t(MODE_LABELS[one])}
        </button>
      ))}
    </div>
  );
}
