export type CatalogueEntry = {
  error: string
  /** What the token endpoint calls it, where that differs. */
  atToken?: { error: string; suberror?: string }
  /** Of the token endpoint's answer; 400 where none is given. */
  status?: number
  /** The number has no look-up page, and so no `error_uri`. */
  lookup?: false
  text: string
}

/**
 * Entra's error catalogue, as far as the emulator plays it (entra 3.3 and 7). Words in braces are filled in;
 * Microsoft promises neither numbers nor texts, so an application may show them and must not parse them.
 */
export const catalogue: Record<number, CatalogueEntry | undefined> = {
  16000: {
    error: 'interaction_required',
    text: 'Interaction is required: several accounts are signed in, and the request does not say which one to use.',
  },
  165000: {
    error: 'invalid_request',
    text: 'Invalid Request: the request tokens do not match the user context. Do not copy the user context values (cookies, form fields, headers) between different requests or user sessions; always maintain ALL of the supplied values across a complete single user flow.',
  },
  5000225: {
    error: 'invalid_grant',
    text: 'This tenant has been blocked due to inactivity. To learn more about tenant lifecycle policies, see https://aka.ms/TenantLifecycle',
  },
  50011: {
    error: 'invalid_client',
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{app}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.",
  },
  500112: {
    error: 'invalid_client',
    text: "The reply address '{redirectUri}' does not match the reply address '{expected}' provided when requesting Authorization code.",
  },
  50012: { error: 'invalid_client', status: 401, text: 'Authentication failed: {reason}.' },
  50020: {
    error: 'access_denied',
    text: "User account '{loginId}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{app}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
  },
  500113: { error: 'invalid_request', text: 'No reply address is registered for the application.' },
  500200: {
    error: 'access_denied',
    text: "User account '{loginId}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization. Try signing out and signing back in with an organizational account.",
  },
  50034: {
    error: 'invalid_grant',
    text: "The user account '{loginId}' does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.",
  },
  500341: {
    error: 'invalid_grant',
    text: "The user account '{loginId}' has been deleted from the {tenant} directory. To sign into this application, the account must be added to the directory.",
  },
  50049: { error: 'invalid_request', text: "Unknown or invalid instance '{host}'." },
  50053: {
    error: 'invalid_grant',
    text: 'The account is locked, you have tried to sign in too many times with an incorrect user ID or password.',
  },
  50055: { error: 'invalid_grant', text: 'The password is expired.' },
  50057: { error: 'invalid_grant', text: 'The user account is disabled.' },
  50058: {
    error: 'login_required',
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  50072: {
    error: 'interaction_required',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{app}'.",
  },
  50076: {
    error: 'interaction_required',
    atToken: { error: 'invalid_grant', suberror: 'basic_action' },
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{app}'.",
  },
  50105: {
    error: 'access_denied',
    text: "Your administrator has configured the application {appName} ('{app}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{loginId}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
  },
  50142: { error: 'invalid_grant', text: 'Password change is required due to a conditional access policy.' },
  50147: { error: 'invalid_request', text: 'Invalid size of Code_Challenge parameter.' },
  501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: { error: 'invalid_grant', text: 'Invalid size of Code_Verifier parameter.' },
  53000: {
    error: 'interaction_required',
    text: 'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant.',
  },
  53003: {
    error: 'access_denied',
    atToken: { error: 'invalid_grant', suberror: 'message_only' },
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  54005: {
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  65001: {
    error: 'consent_required',
    atToken: { error: 'invalid_grant', suberror: 'consent_required' },
    text: "The user or administrator has not consented to use the application with ID '{app}' named '{appName}'. Send an interactive authorization request for this user and resource.",
  },
  65004: {
    error: 'access_denied',
    text: 'User declined to consent to access the app.',
  },
  70000: { error: 'invalid_grant', text: 'Provided grant is invalid or malformed.' },
  700003: { error: 'invalid_grant', text: "Device object was not found in the tenant '{tenant}' directory." },
  700005: {
    error: 'invalid_grant',
    text: 'Provided Authorization Code is intended to use against other tenant, thus rejected.',
  },
  7000112: { error: 'unauthorized_client', text: "Application '{app}'({appName}) is disabled." },
  7000116: {
    error: 'unauthorized_client',
    text: "The client application '{app}'({appName}) is disabled in tenant '{tenant}'.",
  },
  7000117: {
    error: 'unauthorized_client',
    text: "The resource application is disabled in tenant '{tenant}'.",
  },
  7000119: {
    error: 'invalid_grant',
    text: "Tenant '{tenant}' is not in the list of tenants that the application '{app}' allows.",
  },
  700016: {
    error: 'unauthorized_client',
    text: "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  700021: {
    error: 'invalid_client',
    status: 401,
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  7000215: {
    error: 'invalid_client',
    status: 401,
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'.",
  },
  7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: {
    error: 'invalid_client',
    status: 401,
    text: "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  },
  7000229: {
    error: 'unauthorized_client',
    text: "The client application '{app}' is missing service principal in the tenant '{tenant}'.",
  },
  700023: {
    error: 'invalid_client',
    status: 401,
    text: "Client assertion audience claim does not match Realm issuer. Expected '{expected}'.",
  },
  700024: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion is not within its valid time range. Current time: {now}.',
  },
  700025: {
    error: 'invalid_client',
    status: 401,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: 'invalid_client',
    status: 401,
    text: "The certificate with identifier used to sign the client assertion is not registered on application, or the signature is invalid: {reason}. Client app id: '{app}'.",
  },
  70003: {
    error: 'unsupported_grant_type',
    lookup: false,
    text: "The app requested an unsupported grant type '{grantType}'.",
  },
  700038: {
    error: 'unauthorized_client',
    lookup: false,
    text: '{app} is not a valid application identifier.',
  },
  70005: {
    error: 'unsupported_response_type',
    text: "The app requested an unsupported response type '{responseType}'.",
  },
  700051: {
    error: 'unsupported_response_type',
    text: "response_type 'token' is not enabled for the application.",
  },
  700054: {
    error: 'unsupported_response_type',
    text: "response_type 'id_token' is not enabled for the application.",
  },
  70007: {
    error: 'invalid_request',
    text: "'{responseMode}' is not a supported value of 'response_mode' when requesting a code.",
  },
  70008: {
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  70011: {
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  90002: {
    error: 'invalid_request',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  },
  9000411: {
    error: 'invalid_request',
    text: "The request is not properly formatted. The parameter '{parameter}' is duplicated.",
  },
  900144: {
    error: 'invalid_request',
    text: "The request body must contain the following parameter: '{parameter}'.",
  },
  90023: { error: 'invalid_request', text: 'Invalid STS request: {reason}.' },
  9002313: { error: 'invalid_grant', text: 'Invalid request. Request is malformed or invalid.' },
  9002325: {
    error: 'invalid_request',
    text: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
  9002326: {
    error: 'invalid_request',
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
  },
  9002327: {
    error: 'invalid_request',
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests. Request origin: '{origin}'.",
  },
  9002332: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  },
  9002341: { error: 'invalid_grant', text: 'User is required to permit single sign-on (SSO).' },
  90033: {
    error: 'temporarily_unavailable',
    text: 'A transient error has occurred. Please try again.',
  },
  90038: {
    error: 'invalid_request',
    text: "Tenant '{tenant}' request is being redirected to the National Cloud '{cloud}'.",
  },
  900382: { error: 'invalid_request', text: 'Confidential Client is not supported in Cross Cloud request.' },
  900432: { error: 'invalid_request', text: 'Confidential Client is not supported in Cross Cloud request.' },
  900561: {
    error: 'invalid_request',
    text: 'The endpoint only accepts POST requests. Received a {method} request.',
  },
  90094: {
    error: 'access_denied',
    text: 'Admin consent is required for the permissions requested by this application.',
  },
  900971: { error: 'invalid_request', text: 'No reply address provided.' },
  901002: {
    error: 'invalid_request',
    text: "The 'resource' request parameter is not supported.",
  },
}
