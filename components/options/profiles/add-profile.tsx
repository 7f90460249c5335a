import { LazyPart } from '../shell/lazy-page.tsx';

const dialog = async () => (await import('./add-profile-dialog.tsx')).AddProfileDialog;

/** The dialog that adds a profile; its code is fetched when it is first opened. */
export function AddProfile({ onClose }: { onClose: () => void }) {
  return <LazyPart load={dialog} props={{ onClose }} placeholder={null} />;
}
