import { MINUTE_MS } from '../domain/time.ts';
import { explain } from './errors.ts';
import { type Api, path, request } from './request.ts';

/** Longer than usual, for the upload of a file. */
const UPLOAD_TIMEOUT_MS = MINUTE_MS;

/**
 * `POST /files`: stores a public file in the token's profile, and returns its address
 * (`<origin>/file/{profileId}/{path}`, as in the platform's SDK). It counts towards that profile's file storage.
 * `filePath` has no leading slash, e.g. `profile/logo.png`. Throws `plan-limit` when the storage is full.
 */
export async function postPublicFile(
  api: Api,
  { profileId, filePath, base64 }: { profileId: string; filePath: string; base64: string },
): Promise<string> {
  const call = request(api, {
    method: 'POST',
    path: path`/files`,
    body: [{ filename: `/${filePath}`, file: base64, public: true }],
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  await explain(call, [[/limit|storage|exceed/i, { code: 'plan-limit' }]]);
  return `${api.origin}${path`/file/${profileId}`.text}/${filePath.split('/').map(encodeURIComponent).join('/')}`;
}

/** `DELETE /files`: removes files of the profile that the token belongs to. Paths as in {@link postPublicFile}. */
export async function deleteFiles(api: Api, filePaths: string[]): Promise<void> {
  await request(api, {
    method: 'DELETE',
    path: path`/files`,
    body: filePaths.map((filePath) => `/${filePath}`),
  });
}
