import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';
import { Icon } from '../ui/icon.tsx';
import { useNavigate } from './navigation.ts';

/** How many more banners there would be, and a link to the page that has all of them. */
export function MoreBanner({ text, label, href }: { text: string; label: string; href: OptionsRoute }) {
  const navigate = useNavigate();
  return (
    <div class="banner" role="note">
      <Icon name="user" size={14} />
      <span class="banner__text">{text}</span>
      <button type="button" class="link" onClick={() => navigate(href)}>
        {label}
      </button>
    </div>
  );
}
