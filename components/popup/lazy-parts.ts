/* What isn't needed for the first paint: loaded after it, or when a person needs it before. */

export { watchUnresponsive } from '../ui/unresponsive.tsx';
export { ConsoleBanner } from './console-banner.tsx';
export { afterUnlocking, explainObstacle, showCopyFailure, showFailure } from './explain.ts';
export { InvitationBanners } from './invitation-banners.tsx';
export { moveRowNow } from './move-row.ts';
export { switchBackNow } from './switch-back.ts';
