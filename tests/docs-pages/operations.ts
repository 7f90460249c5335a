/**
 * Every operation of the API reference: whose token it takes, and whether it has a body. `*` marks a body.
 * The reference's pages name a scheme only for device and network tokens.
 */
const OPERATIONS = {
  profile: `
    GET /device/token/:deviceID
    POST /device/token *
    DELETE /device/token/:tokenID
    GET /device/:deviceID/params
    POST /device/:deviceID/params *
    DELETE /device/:deviceID/params/:paramID
    GET /device
    POST /device *
    POST /device/:deviceID/data/backup *
    GET /device/:deviceID/chunk
    GET /device/:deviceID
    PUT /device/:deviceID *
    DELETE /device/:deviceID
    POST /device/:deviceID/chunk/backup *
    DELETE /device/:deviceID/chunk/:chunkID
    POST /device/:deviceID/convert *
    GET /device/:deviceID/data_amount
    POST /device/:deviceID/data/restore *
    POST /device/:deviceID/empty
    GET /device/:deviceID/data
    PUT /device/:deviceID/data *
    DELETE /device/:deviceID/data
    POST /run/notification *
    GET /run/notification/:userID
    PUT /run/notification/:notificationID *
    DELETE /run/notification/:notificationID
    GET /run/users/:userID
    PUT /run/users/:userID *
    DELETE /run/users/:userID
    GET /run/users
    POST /run/users *
    GET /run
    PUT /run *
    GET /run/users/:userID/login
    GET /entity
    POST /entity *
    GET /entity/:entity_id
    PUT /entity/:entity_id *
    DELETE /entity/:entity_id
    GET /entity/:entity_id/data_amount
    PUT /entity/:entity_id/schema *
    GET /entity/:entity_id/data
    PUT /entity/:entity_id/data *
    POST /entity/:entity_id/data *
    DELETE /entity/:entity_id/data
    POST /entity/:entity_id/data/backup *
    GET /dashboard/:dashboardID/widget/:widgetID
    PUT /dashboard/:dashboardID/widget/:widgetID *
    DELETE /dashboard/:dashboardID/widget/:widgetID
    GET /data/:dashboardID/:widgetID
    POST /dashboard/:dashboardID/widget *
    GET /dashboard/:dashboardID/widget/:widgetID/token
    GET /dashboard/:dashboardID
    PUT /dashboard/:dashboardID *
    DELETE /dashboard/:dashboardID
    GET /dashboard
    POST /dashboard *
    POST /dashboard/:dashboardID/duplicate *
    GET /dashboard/:dashboardID/share/public
    GET /dashboard/:dashboardID/analysis
    GET /dashboard/:dashboardID/devices
    GET /files
    PUT /files *
    POST /files *
    DELETE /files
    PUT /files/permission *
    PUT /files/copy *
    GET /account/plan
    GET /account/allocation
    POST /account/allocation *
    GET /account
    PUT /account *
    GET /am
    POST /am *
    PUT /:am_id *
    DELETE /am/:am_id
    GET /profiled/:id/statistics
    GET /profile/:id/summary
    GET /profile/:id
    POST /profile/:profile_id/backup
    GET /profile/:profile_id/backup
    POST /profile/:profile_id/backup/:backup_id/download *
    DELETE /profile/:profile_id/backup/:backup_id *
    PUT /profile/:id/service *
    POST /profile/:id/service/test/:service_type *
    GET /dictionary
    POST /dictionary *
    GET /dictionary/:dictionary_id
    PUT /dictionary/:dictionary_id *
    DELETE /dictionary/:dictionary_id
    PUT /dictionary/:dictionary_id/:language *
    GET /dictionary/:slug_or_dictionary_id/:language
    GET /tags/keys/:type
  `,
  device: `
    GET /info
    GET /data
    PUT /data *
    POST /data *
    DELETE /data
    GET /device/params
    PUT /device/params/:paramID
    POST /device/:deviceID/data *
  `,
  network: `
    GET /integration/network/resolve/:serieNumber/:AuthorizationKey
    GET /integration/network/resolve/:serieNumber
    POST /integration/network/:deviceID/params *
    POST /integration/network/data *
  `,
  none: `
    POST /account/login *
    POST /account/profile/token *
  `,
};

export interface Operation {
  takes: keyof typeof OPERATIONS;
  method: string;
  path: string;
  hasBody: boolean;
}

export const operations: Operation[] = Object.entries(OPERATIONS).flatMap(([takes, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [method, path, body] = line.trim().split(' ') as [string, string, string?];
      return { takes: takes as Operation['takes'], method, path, hasBody: body === '*' };
    }),
);
