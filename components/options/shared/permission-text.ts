import { t } from '../../../lib/i18n/t.ts';

/** Returns the name of a token's permission; an unknown one is returned unchanged. */
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
