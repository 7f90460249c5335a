import { t } from '../../../lib/i18n/t.ts';

/** Returns a token's permission in words; one that the platform adds later is shown as it is. */
export function permissionText(permission: string): string {
  switch (permission) {
    case 'full':
      return t('permissionFull');
    case 'write':
      return t('permissionWrite');
    case 'read':
      return t('permissionRead');
    default:
      return permission;
  }
}
