import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';

/** How views open the options page: handed down by the entrypoint, as views know no browser API. */
export const Navigation = createContext<(route: OptionsRoute) => void>(() => {});
export const useNavigate = () => useContext(Navigation);
