import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';
import { isolate } from '../../lib/domain/text/foreign.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useNavigate } from './navigation.ts';

/** A sentence, and a button that opens the page where something can be done about it. */
export function LinkBanner({
  icon = 'user',
  text,
  title,
  label,
  about,
  route,
}: {
  icon?: IconName;
  text: string;
  title?: string;
  label: string;
  /** What the button is about, for screen readers: others have the same label. */
  about?: string;
  route: OptionsRoute;
}) {
  const navigate = useNavigate();
  return (
    <div class="banner" role="note">
      <Icon name={icon} size={14} />
      <span class="banner__text" title={title}>
        {text}
      </span>
      <button
        type="button"
        class="link"
        aria-label={about && `${label} ${isolate(about)}`}
        onClick={() => navigate(route)}
      >
        {label}
      </button>
    </div>
  );
}
