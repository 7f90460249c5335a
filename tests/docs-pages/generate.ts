import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Header {
  key: string;
  value: string;
}
interface PostmanRequest {
  method: string;
  url: string;
  header: Header[];
  body?: { mode: 'raw'; raw: string; options: { raw: { language: 'json' | 'text' } } };
}
const { convert } = require('postman-code-generators') as {
  convert(
    language: string,
    variant: string,
    request: unknown,
    options: Record<string, unknown>,
    done: (error: unknown, sample: string) => void,
  ): void;
};
const { Request } = require('postman-collection') as { Request: new (facts: PostmanRequest) => unknown };

/** Language and variant of every sample that the site's theme can show; the first of each language is its default. */
export const VARIANTS = [
  ['curl', 'cURL'],
  ['python', 'http.client'],
  ['python', 'Requests'],
  ['go', 'Native'],
  ['nodejs', 'Axios'],
  ['nodejs', 'Native'],
  ['nodejs', 'Request'],
  ['nodejs', 'Unirest'],
  ['rust', 'reqwest'],
  ['swift', 'URLSession'],
] as const;

export interface SampleRequest {
  method: string;
  /** Origin and path, path parameters as `:name`. */
  url: string;
  /** Sent as JSON, indented by two. */
  body?: unknown;
  /** Sent unchanged, as `text/plain`. */
  text?: string;
  headers?: Header[];
}

/** Returns the sample that the API reference shows for a request, by the generator that its theme uses. */
export function generateSample(language: string, variant: string, request: SampleRequest): string {
  const json = { key: 'Content-Type', value: 'application/json' };
  const header = request.headers ?? [
    ...(request.body ? [json] : []),
    { key: 'Accept', value: 'application/json' },
  ];
  const raw = request.text ?? JSON.stringify(request.body, null, 2);
  const kind = request.text === undefined ? 'json' : 'text';
  const facts: PostmanRequest = {
    method: request.method,
    url: request.url,
    header,
    ...(raw === undefined ? {} : { body: { mode: 'raw', raw, options: { raw: { language: kind } } } }),
  };
  const options = { longFormat: false, followRedirect: true, trimRequestBody: true };
  let sample: string | null = null;
  convert(language, variant, new Request(facts), options, (error, text) => {
    if (error) throw error;
    sample = text;
  });
  if (sample === null) throw new Error(`The generator for ${language} is not synchronous`);
  return sample;
}
