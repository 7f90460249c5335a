import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { FailureSamples, FieldSamples, ReauthSamples } from './form-samples.tsx';
import {
  DIALOGS,
  ErrorSamples,
  FigureSamples,
  ServiceSamples,
  showToasts,
  TableSamples,
} from './large-samples.tsx';
import { BarSamples, ChoiceSamples, ListStateSamples, ProfileCellSamples } from './page-samples.tsx';
import { ButtonSamples, IconSamples, LevelSamples, NameSamples } from './small-samples.tsx';
import '../options/cost/cost.css';
import '../options/profile/profile.css';
import '../options/profiles/profiles.css';
import '../popup/popup.css';
import './samples.css';

/**
 * Every component of components/ui and components/options/shared, and others that pages share, in every state. `what`
 * shows a dialog or the toasts over them: a dialog's name, or "toasts". `now` is in epoch ms.
 */
export function Samples({ what, now }: { what: string; now: number }) {
  const Shown = Object.hasOwn(DIALOGS, what) ? DIALOGS[what as keyof typeof DIALOGS] : null;
  if (what === 'toasts') queueMicrotask(showToasts);
  return (
    <main class="samples">
      <h1>Components</h1>
      <ButtonSamples />
      <IconSamples />
      <LevelSamples />
      <NameSamples now={now} />
      <FieldSamples />
      <ReauthSamples />
      <FailureSamples />
      <ServiceSamples now={now} />
      <FigureSamples />
      <TableSamples />
      <ProfileCellSamples now={now} />
      <ChoiceSamples />
      <BarSamples now={now} />
      <ListStateSamples now={now} />
      <ErrorSamples />
      <ErrorBoundary what="dialog" where="samples">
        {Shown && <Shown />}
      </ErrorBoundary>
    </main>
  );
}
