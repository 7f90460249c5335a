/** A notification of the platform's to an account. */
export interface PlatformNotification {
  id: string;
  title: string;
  message: string;
  read: boolean;
  /** Epoch ms. */
  createdAt: number | null;
  /** Present on an invitation to share a profile that can still be answered. */
  invitation: { acceptButtonId: string; refuseButtonId: string | null } | null;
}
