import {
  DOUBLE_QUOTED,
  dictionary,
  either,
  exactly,
  GO_RAW_STRING,
  HEADER_NAME,
  HEADER_VALUE,
  headers,
  JSON_VALUE,
  METHOD,
  optional,
  PATH,
  RUST_RAW_STRING,
  repeated,
  SHELL_STRING,
  SINGLE_QUOTED,
  SWIFT_STRING,
  TARGET,
} from './grammar-patterns.ts';
import type { SampleDialect } from './sample-dialects.ts';

/*
 * Grammars of the samples that the generator behind the docs' API pages (postman-code-generators 2.1.0) writes, one per
 * language. A sample is completed only if all of it matches: the text around address, headers and body is fixed, and
 * those three are literals that run nothing.
 */

/**
 * A body with an `@` follows `--data-raw`, to which that means nothing; `-d` would read a file named after a first one.
 */
const CURL_BODY = String.raw` \\\n(?:-d (?!'@)|--data-raw )${SHELL_STRING}`;

const CURL = exactly`curl -L${optional(' -g')}${either(exactly` -X ${METHOD}`, ' -I', '')} '${TARGET}${PATH}'${headers(
  repeated(String.raw` \\\n-H '${HEADER_NAME}: ${HEADER_VALUE}'`),
)}${optional(CURL_BODY)}`;

const PYTHON_PAYLOAD = either(
  exactly`json.dumps(${JSON_VALUE})`,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  String.raw`\{\}`,
);
const PYTHON_HEADERS = exactly`headers = ${either(
  String.raw`\{\}`,
  exactly`{
${dictionary('  ')}}`,
)}`;
const PYTHON_JSON = optional(exactly`import json
`);

const PYTHON_REQUESTS = exactly`import requests
${PYTHON_JSON}
url = "${TARGET}${PATH}"

payload = ${PYTHON_PAYLOAD}
${PYTHON_HEADERS}

response = requests.request("${METHOD}", url, headers=headers, data=payload)

print(response.text)
`;

const PYTHON_HTTP_CLIENT = exactly`import http.client
${PYTHON_JSON}
conn = http.client.HTTPSConnection("${String.raw`(?<target>[\w.<>-]+)`}")
payload = ${PYTHON_PAYLOAD}
${PYTHON_HEADERS}
conn.request("${METHOD}", "${PATH}", payload, headers)
res = conn.getresponse()
data = res.read()
print(data.decode("utf-8"))
`;

const GO = exactly`package main

import (
  "fmt"
${optional(exactly`  "strings"
`)}  "net/http"
  "io"
)

func main() {

  url := "${TARGET}${PATH}"
  method := "${METHOD}"

${optional(exactly`  payload := strings.NewReader(${GO_RAW_STRING})

`)}  client := &http.Client {
  }
  req, err := http.NewRequest(method, url, ${either('payload', 'nil')})

  if err != nil {
    fmt.Println(err)
    return
  }
${optional(`${headers(
  repeated(exactly`  req.Header.Add("${HEADER_NAME}", "${HEADER_VALUE}")
`),
)}
`)}  res, err := client.Do(req)
  if err != nil {
    fmt.Println(err)
    return
  }
  defer res.Body.Close()

  body, err := io.ReadAll(res.Body)
  if err != nil {
    fmt.Println(err)
    return
  }
  fmt.Println(string(body))
}`;

const NODE_AXIOS = exactly`const axios = require('axios');
${optional(exactly`let data = ${either(exactly`JSON.stringify(${JSON_VALUE})`, SINGLE_QUOTED)};
`)}
let config = {
  method: '${METHOD.toLowerCase()}',
  maxBodyLength: Infinity,
  url: '${TARGET}${PATH}',
  headers: { ${optional(`\n${dictionary('    ', ' ')}  `)}}${optional(exactly`,
  data : data`)}
};

axios.request(config)
.then((response) => {
  console.log(JSON.stringify(response.data));
})
.catch((error) => {
  console.log(error);
});
`;

const NODE_HEADERS = exactly`'headers': {
${optional(dictionary('    '))}  }`;

const NODE_NATIVE = exactly`var https = require('follow-redirects').https;
var fs = require('fs');

var options = {
  'method': '${METHOD}',
  'hostname': '${String.raw`(?<target>[\w.<>-]+)`}',
  'path': '${PATH}',
  ${NODE_HEADERS},
  'maxRedirects': 20
};

var req = https.request(options, function (res) {
  var chunks = [];

  res.on("data", function (chunk) {
    chunks.push(chunk);
  });

  res.on("end", function (chunk) {
    var body = Buffer.concat(chunks);
    console.log(body.toString());
  });

  res.on("error", function (error) {
    console.error(error);
  });
});
${optional(exactly`
var postData = ${either(exactly`JSON.stringify(${JSON_VALUE})`, ` ${DOUBLE_QUOTED}`)};

${optional(exactly`req.setHeader('Content-Length', postData.length);

`)}req.write(postData);
`)}
req.end();`;

const NODE_REQUEST = exactly`var request = require('request');
var options = {
  'method': '${METHOD}',
  'url': '${TARGET}${PATH}',
  ${NODE_HEADERS}${optional(exactly`,
  body: ${either(exactly`JSON.stringify(${JSON_VALUE})`, SINGLE_QUOTED)}
`)}
};
request(options, function (error, response) {
  if (error) throw new Error(error);
  console.log(response.body);
});
`;

const NODE_UNIREST = exactly`var unirest = require('unirest');
var req = unirest('${METHOD}', '${TARGET}${PATH}')
${optional(exactly`  .headers({
${dictionary('    ')}  })
`)}${optional(exactly`  .send(${either(exactly`JSON.stringify(${JSON_VALUE})`, DOUBLE_QUOTED)})
`)}  .end(function (res) { 
    if (res.error) throw new Error(res.error); 
    console.log(res.raw_body);
  });
`;

const RUST = exactly`#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::Client::builder()
        .build()?;

${optional(exactly`    let mut headers = reqwest::header::HeaderMap::new();
${headers(
  repeated(exactly`    headers.insert("${HEADER_NAME}", "${HEADER_VALUE}".parse()?);
`),
)}
`)}${optional(exactly`    let data = ${either(RUST_RAW_STRING, DOUBLE_QUOTED)};

`)}${optional(exactly`    let json: serde_json::Value = serde_json::from_str(&data)?;

`)}    let request = client.request(reqwest::Method::${METHOD}, "${TARGET}${PATH}")${optional(`
${exactly`        .headers(headers)`}`)}${optional(`
${either(exactly`        .json(&json)`, exactly`        .body(data)`)}`)};

    let response = request.send().await?;
    let body = response.text().await?;

    println!("{}", body);

    Ok(())
}`;

const SWIFT = exactly`${optional(exactly`let parameters = ${SWIFT_STRING}
let postData = parameters.data(using: .utf8)

`)}var request = URLRequest(url: URL(string: "${TARGET}${PATH}")!,timeoutInterval: Double.infinity)
${optional(`${headers(
  repeated(exactly`request.addValue("${HEADER_VALUE}", forHTTPHeaderField: "${HEADER_NAME}")
`),
)}
`)}request.httpMethod = "${METHOD}"
${optional(exactly`request.httpBody = postData
`)}
let task = URLSession.shared.dataTask(with: request) { data, response, error in 
  guard let data = data else {
    print(String(describing: error))
    return
  }
  print(String(data: data, encoding: .utf8)!)
}

task.resume()`;

/** The grammar of each language, as the source of a regular expression. */
export const GRAMMARS: Record<SampleDialect, string> = {
  curl: CURL,
  'python-requests': PYTHON_REQUESTS,
  'python-http.client': PYTHON_HTTP_CLIENT,
  go: GO,
  'nodejs-axios': NODE_AXIOS,
  'nodejs-native': NODE_NATIVE,
  'nodejs-request': NODE_REQUEST,
  'nodejs-unirest': NODE_UNIREST,
  rust: RUST,
  swift: SWIFT,
};
