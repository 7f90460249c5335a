import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';
import { Icon } from '../ui/icon.tsx';
import { useNavigate } from './navigation.ts';

/** How many more banners there would be, and a button that opens the page with all of them. */
export function MoreBanner({ text, label, route }: { text: string; label: string; route: OptionsRoute }) {
  const navigate = useNavigate();
  return (
    <div class="banner" role="note">
      <Icon name="user" size={14} />
      <span class="banner__text">{text}</span>
      <button type="button" class="link" onClick={() => navigate(route)}>
        {label}
      </button>
    </div>
  );
}
