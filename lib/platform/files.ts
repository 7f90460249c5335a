import { MINUTE_MS } from '../domain/time.ts';
import { explain } from './errors.ts';
import { type Api, path, request } from './request.ts';

/** Larger than any answer's: the body carries a file. */
const UPLOAD_TIMEOUT_MS = MINUTE_MS;

/**
 * `POST /files`: stores a public file in the profile that the token belongs to, and answers its address
 * (`<origin>/file/{profileId}/{path}`, as the platform's own client builds it). It counts as that profile's file
 * storage. `filePath` without a leading slash, e.g. `profile/logo.png`. Throws `plan-limit` when it is full.
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
