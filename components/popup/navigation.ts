import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';

/** Opens the options page at a route; the entrypoint provides it, as components use no browser API. */
export const NavigationContext = createContext<(route: OptionsRoute) => Promise<void>>(async () => {});
export const useNavigate = () => useContext(NavigationContext);
