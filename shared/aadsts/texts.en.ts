import type { AadstsMeaning } from './meanings.ts'

/** What happened and what to do, each in a sentence for the person; and a paragraph for who looks after Entra. */
export type AadstsText = { person: string; remedy: string; it: string }

/** `unknown` is for a number that nobody here knows. */
export type AadstsTexts = Record<AadstsMeaning | 'unknown', AadstsText>

/** The source of the words: the other languages have the same keys, or do not compile. */
export const texts: AadstsTexts = {
  tenant_not_found: {
    person: 'Microsoft knows no organisation with the tenant ID that your chain has in TMAS.',
    remedy: 'Ask your TMAS manager to correct the Azure Tenant ID.',
    it: 'The tenant ID in TMAS belongs to no tenant of this cloud. In the Microsoft Entra admin center open Overview and copy the Tenant ID; the TMAS manager pastes it under Administration > Manage Locations > the chain > Advanced > Azure Tenant ID. An application (client) ID or an object ID looks alike and is the usual slip.',
  },
  code_of_other_tenant: {
    person: 'The answer to this sign-in belongs to another organisation.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The authorization code was issued on the path of one tenant and presented on that of another. Nothing has to be changed in Entra. If it happens again, TMAS support needs the reference and the correlation ID.',
  },
  assignment_required: {
    person: 'Your company has not assigned TMAS to you in Microsoft Entra.',
    remedy: 'Ask your IT administrator to assign TMAS to you or to your group.',
    it: 'The enterprise application requires assignment, and this account has none. Microsoft Entra admin center: Enterprise applications > TMAS > Users and groups > Add user/group, and choose the person or a group in which they are a direct member (nested groups do not count). Or set Properties > Assignment required? to No; TMAS itself still lets in only people who exist in TMAS.',
  },
  consent_declined: {
    person: 'The permission request of Microsoft was not accepted.',
    remedy: 'Sign in again and choose “Accept”; TMAS only reads your name and your address.',
    it: 'The person declined the consent. TMAS asks for the delegated permissions openid, profile and email, and for nothing else. To spare everybody the question, an administrator can consent once for all: Enterprise applications > TMAS > Permissions > Grant admin consent.',
  },
  consent_missing: {
    person: 'Nobody has allowed TMAS to read your name and your address yet.',
    remedy: 'Sign in again and choose “Accept” when Microsoft asks.',
    it: 'Neither this person nor an administrator has consented to TMAS. An interactive sign-in asks for it. Where people may not consent themselves, grant it for all: Enterprise applications > TMAS > Permissions > Grant admin consent. The permissions are openid, profile and email (delegated).',
  },
  admin_consent_required: {
    person: 'In your company only an IT administrator can approve a new application.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your consent settings let people approve no application like this one. Grant consent once for everybody: Enterprise applications > TMAS > Permissions > Grant admin consent (as Cloud Application Administrator or above). If TMAS is not listed yet, use the admin consent link that TMAS provides for your tenant. The settings are under Enterprise applications > Consent and permissions.',
  },
  admin_consent_request: {
    person: 'In your company an IT administrator must approve a new application.',
    remedy: 'Write a reason on Microsoft’s page and send the request; your IT administrator then decides.',
    it: 'The admin consent workflow is on. The request waits under Enterprise applications > Admin consent requests > My pending: open it, review the permissions (openid, profile, email; delegated) and choose Approve. That grants consent for everybody.',
  },
  consent_collision: {
    person: 'Microsoft could not save the approval the first time.',
    remedy: 'Try again in a minute; tell your IT administrator if it happens again.',
    it: 'Two approvals at the same moment, or an application of the same name, got in each other’s way. TMAS is mostly listed under Enterprise applications all the same. If it is not, or the error stays, repeat the admin consent and look for a second entry with the same name.',
  },
  consent_not_saved: {
    person: 'Microsoft had a passing trouble while it saved your approval.',
    remedy: 'Try again in a minute.',
    it: 'A transient fault of Microsoft while writing the consent. If it lasts, look at the service health in the Microsoft 365 admin center, then repeat the consent.',
  },
  application_absent: {
    person: 'TMAS is not approved in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your tenant has no enterprise application for TMAS, or it was deleted, so consent has to be given anew. Use the admin consent link of TMAS for your tenant, or let somebody sign in who may consent; then check Enterprise applications > TMAS. A deleted entry can also be restored for 30 days.',
  },
  application_risky: {
    person: 'Microsoft wants an IT administrator to look at TMAS before people use it.',
    remedy: 'Ask your IT administrator to review and approve TMAS.',
    it: 'Risk-based step-up consent has stopped the request, so an administrator must decide. Review publisher and permissions (openid, profile, email; delegated) and grant consent under Enterprise applications > TMAS > Permissions. The switch itself is under Enterprise applications > Consent and permissions > User consent settings.',
  },
  application_blocked: {
    person: 'TMAS is blocked in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to look at the application TMAS.',
    it: 'Look at Enterprise applications > TMAS > Properties (Enabled for users to sign in? must be Yes), at its Permissions and its Conditional Access. Sign-in logs name the reason under the correlation ID. If Microsoft itself has disabled the application, tell TMAS support.',
  },
  policy_blocked: {
    person: 'A security policy of your company does not allow this sign-in.',
    remedy: 'Try from a company device or network, else ask your IT administrator.',
    it: 'Conditional Access has blocked the sign-in. Microsoft Entra admin center: Monitoring & health > Sign-in logs, find the correlation ID, open the tab Conditional Access: it names the policy and the condition that was not met. Change the policy, exclude TMAS or the person from it, or test a case with the What If tool.',
  },
  policy_condition: {
    person: 'Your company allows this sign-in only from certain devices, places or applications.',
    remedy: 'Try from a company device or network, else ask your IT administrator.',
    it: 'A condition of Conditional Access (device, location, risk or client app) was not met. Sign-in logs > the correlation ID > Conditional Access shows which one. A store’s network can be added under Conditional Access > Named locations.',
  },
  security_defaults: {
    person: 'The basic protection of your company’s Microsoft Entra does not allow this kind of sign-in.',
    remedy: 'Try with a current browser, else ask your IT administrator.',
    it: 'Security defaults have blocked the request as legacy authentication. TMAS signs in with OpenID Connect in a browser, so look for an old browser or an embedded one. The switch is under Overview > Properties > Security defaults.',
  },
  device_not_compliant: {
    person: 'Your company allows this sign-in only from a device that meets its rules.',
    remedy: 'Use a company device, or bring this one into order with the Company Portal app.',
    it: 'Conditional Access requires a compliant device. In the Microsoft Intune admin center look at Devices > the device > Device compliance, and at the Device info of the entry in the Sign-in logs: an empty device ID means that the browser did not identify it (a private window, or a browser without the sign-on extension). Else exclude TMAS or these stores from the policy.',
  },
  device_not_registered: {
    person: 'Your company allows this sign-in only from a device that it manages.',
    remedy: 'Use a company device, or add this one under Settings > Accounts > Access work or school.',
    it: 'Conditional Access requires a registered, joined or hybrid joined device, and this one is not, or the browser did not identify it. Check Devices > All devices, the column Join type, and the Device info of the entry in the Sign-in logs. Else exclude TMAS or these stores from the policy.',
  },
  device_authentication: {
    person: 'Microsoft could not recognise this device.',
    remedy: 'Sign in with a browser that is signed in to your work account, on a company device.',
    it: 'Device authentication was asked for and failed. Check that the device is enabled under Devices > All devices, that its registration is whole (dsregcmd /status on Windows), and that the browser can present it: Edge with the work profile, or Chrome and Firefox with Microsoft’s single sign-on extension; no private window.',
  },
  device_platform: {
    person: 'Your company does not allow this kind of device.',
    remedy: 'Use another device, else ask your IT administrator.',
    it: 'A Conditional Access policy excludes this device platform or does not know it. Sign-in logs > the correlation ID > Conditional Access names the policy; see its condition Device platforms.',
  },
  device_disabled: {
    person: 'This device is switched off in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to enable the device, or use another one.',
    it: 'Devices > All devices > the device > Enable. Devices are disabled by an administrator or by a clean-up of those long unused.',
  },
  guest_device: {
    person: 'The company you visit does not accept your device yet.',
    remedy: 'Ask the IT administrator of the company whose stores you see.',
    it: 'A guest must have a compliant device, and your tenant does not trust the compliance that the guest’s own tenant states. External Identities > Cross-tenant access settings > the organisation > Inbound access > Trust settings: trust compliant (and hybrid joined) devices; or exclude guests from the policy.',
  },
  client_app_not_approved: {
    person: 'Your company allows this sign-in only from approved applications.',
    remedy: 'Use the browser that your company prescribes, for example Microsoft Edge.',
    it: 'Conditional Access demands an approved client app or an app protection policy. TMAS runs in a browser: on phones allow Microsoft Edge, or exclude TMAS from that grant control.',
  },
  tenant_restrictions: {
    person: 'The network you are in does not allow this organisation or this application.',
    remedy: 'Try from another network, else ask the IT administrator of this network.',
    it: 'Tenant restrictions of the network’s proxy or of the device block it. Version 1: add the tenant to the header Restrict-Access-To-Tenants at the proxy. Version 2: External Identities > Cross-tenant access settings > Tenant restrictions, allow the organisation and the application TMAS.',
  },
  cross_tenant_access: {
    person: 'Your own company and the one you visit do not allow this sign-in together.',
    remedy: 'Ask the IT administrator of your company; theirs may have to act too.',
    it: 'Cross-tenant access blocks a guest: outbound in the guest’s own tenant (500212), inbound in the tenant visited (500213), or between clouds (1000104). External Identities > Cross-tenant access settings, in both tenants: allow the organisation, its people and the application TMAS; for another cloud also Microsoft cloud settings.',
  },
  mfa_setup_blocked: {
    person: 'Your company does not let you set up the second sign-in step from here.',
    remedy: 'Set it up in your company’s network, or ask your IT administrator.',
    it: 'Registering security information is blocked by risk or by place. Check the Conditional Access policy for the user action “Register security information”, the risk of the person under Identity Protection > Risky users, or issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  user_at_risk: {
    person: 'Microsoft holds your account for endangered and has blocked it.',
    remedy: 'Ask your IT administrator to check your account.',
    it: 'Identity Protection > Risky users > the person: look into the detections, then confirm safe or dismiss the risk, or have the password reset. Blocked is whom the user risk policy blocks.',
  },
  minor_blocked: {
    person: 'Your company does not allow this application for your age group.',
    remedy: 'Ask your IT administrator.',
    it: 'The account counts as a minor’s without consent: Users > the person > Properties, age group and consent provided for minor. Correct what is wrong there.',
  },
  external_mfa: {
    person: 'The second sign-in step of your company did not give Microsoft what it expects.',
    remedy: 'Ask your IT administrator.',
    it: 'An external authentication method, a custom control or a session control did not return what the policy demands, or does not fit pass-through users. Check Authentication methods > the external method, and the policy’s grant and session controls; Sign-in logs > the correlation ID > Authentication details shows the step.',
  },
  personal_account: {
    person: 'This is a personal Microsoft account.',
    remedy: 'Sign in with the work or school account that your company gave you.',
    it: 'TMAS accepts work and school accounts only. Where somebody has both under one address, choose “Work or school account” on Microsoft’s page, or use a private window.',
  },
  guest_path: {
    person: 'A guest must come in through the chain’s own sign-in address.',
    remedy: 'Ask your TMAS manager for the sign-in address of your chain and use that one.',
    it: 'The general address leads a guest to their home tenant. The chain’s own address goes to your tenant; the TMAS manager finds it under Administration > Manage Locations > the chain > Advanced.',
  },
  session_of_other_account: {
    person: 'This browser is signed in to Microsoft with another account.',
    remedy: 'Choose “Use another Microsoft account”, or sign out of Microsoft and try again.',
    it: 'The sessions in the browser do not fit the account or the tenant asked for. Signing out of the other account or a private window settles it. A guest must have been invited to your tenant (Users > All users, user type Guest) and have accepted.',
  },
  no_session: {
    person: 'You are not signed in to Microsoft.',
    remedy: 'Press “Sign in with Microsoft”.',
    it: 'A silent request found no session. This is normal, an entry in the log and no fault; the interactive sign-in follows.',
  },
  account_of_other_company: {
    person: 'The account you chose does not belong to your company’s Microsoft.',
    remedy: 'Sign in again and choose your work account; if you have no other, ask your IT administrator.',
    it: 'The account is a personal one or another company’s, and is unknown in your tenant. Mostly the browser offered the wrong account: use another, or a private window. If this person is to come in as a guest: Users > New user > Invite external user; they then use the chain’s own sign-in address.',
  },
  account_not_added: {
    person: 'Your account has not been added to your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to add it.',
    it: 'Single sign-on found the account in no tenant that TMAS asked. Add it under Users > New user, or invite it as an external user; assign it to TMAS where assignment is required.',
  },
  account_unknown: {
    person: 'Microsoft does not know this address in your company.',
    remedy: 'Check the spelling and sign in with the address you use for your work account.',
    it: 'There is no such account in the directory, or the domain does not fit this kind of account. Look it up under Users > All users by User principal name; it can differ from the e-mail address. TMAS needs the sign-in address, so correct the address in TMAS where the two differ.',
  },
  account_disabled: {
    person: 'Your Microsoft account is switched off.',
    remedy: 'Ask your IT administrator to enable it.',
    it: 'Users > All users > the person > Properties > Account enabled. With directory synchronisation it is switched on in the on-premises directory.',
  },
  account_locked: {
    person: 'Your Microsoft account is locked for a while, after too many wrong tries.',
    remedy: 'Wait some minutes and try again, or reset your password on Microsoft’s page.',
    it: 'Smart lockout, or an address that Microsoft holds for malicious. The lock opens by itself; thresholds are under Authentication methods > Password protection. Look in the Sign-in logs whether the tries were the person’s own.',
  },
  invitation_open: {
    person: 'You have not accepted the invitation as a guest yet.',
    remedy: 'Open the invitation mail of Microsoft and accept it, then sign in again.',
    it: 'Users > the guest > Invitation state is Pending acceptance. Resend the invitation there (Manage > Resend invitation).',
  },
  password_wrong: {
    person: 'Microsoft did not accept the address or the password.',
    remedy: 'Try again, or choose “Forgot my password” on Microsoft’s page.',
    it: 'Wrong user name or password at Microsoft; TMAS never sees either. Reset it under Users > the person > Reset password, or allow Password reset (self-service). With password hash synchronisation a new password can take some minutes.',
  },
  password_expired: {
    person: 'Your Microsoft password has expired or must be changed.',
    remedy: 'Change it on Microsoft’s page, or at your computer, and sign in again.',
    it: 'The password is over, on-premises or in Entra, or must be changed because of risk. Where people cannot change it themselves, reset it under Users > the person; for on-premises accounts password writeback must be on.',
  },
  password_change: {
    person: 'Microsoft wants you to change or confirm your password first.',
    remedy: 'Follow Microsoft’s page to its end, then sign in to TMAS.',
    it: 'The sign-in was interrupted by a reset or a change of the password, which failed or is not finished (old password wrong, rules not met, on-premises not reachable). Check Password reset and, with writeback, the health of Entra Connect.',
  },
  mfa_required: {
    person: 'Microsoft asks for a second step to prove that it is you.',
    remedy: 'Sign in again and complete the step, for example in the Authenticator app.',
    it: 'Multifactor authentication is required by policy, place or age of the last one, and was not completed. Sign-in logs > the correlation ID > Authentication details shows the step. A person who lost their method gets a new one under Users > the person > Authentication methods.',
  },
  mfa_enrolment: {
    person: 'You have not finished setting up the second sign-in step of your company.',
    remedy:
      'Sign in again and complete the set-up that Microsoft shows; a phone with Microsoft Authenticator helps.',
    it: 'Multifactor authentication is required, and this person has registered no method. They can do it at https://aka.ms/mfasetup. Where a policy keeps them from it, issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  external_challenge: {
    person: 'Microsoft asks for one more step, such as terms of use or a second factor.',
    remedy: 'Sign in again and complete the step.',
    it: 'A custom control, an external authentication method or terms of use were not satisfied. Sign-in logs > the correlation ID > Conditional Access names the policy that asks for it.',
  },
  confirmation_page: {
    person: 'Microsoft only asks you to confirm something.',
    remedy: 'Answer Microsoft’s question, and the sign-in goes on.',
    it: '“Stay signed in?” or “Are you trying to sign in to TMAS?” interrupts the sign-in. It stands in the log as an error and is none.',
  },
  sign_in_again: {
    person: 'Your sign-in at Microsoft is not valid any more.',
    remedy: 'Sign in again.',
    it: 'The session was revoked, or ended by a changed password or the sign-in frequency of a policy. A new interactive sign-in settles it. If it returns at once, look at the session controls of Conditional Access and at the clock of the device.',
  },
  broker_app: {
    person: 'Your phone needs Microsoft’s app to sign in.',
    remedy: 'Install Microsoft Authenticator (or Company Portal) and sign in again.',
    it: 'A policy demands device-based sign-in on a phone, which needs the broker app. Exclude TMAS where that is not wanted.',
  },
  windows_hello: {
    person: 'Windows Hello on this device is not set up, or not any more.',
    remedy: 'Sign in with your password or another method, then set up Windows Hello again.',
    it: 'The key of the device is not known in Entra, or its set-up was not finished. Remove the method under Users > the person > Authentication methods, and register the device anew (dsregcmd /status shows its state).',
  },
  other_service: {
    person: 'A tie of your account with another service is not complete.',
    remedy: 'Follow Microsoft’s page to its end, then sign in again.',
    it: 'The binding of the account with an external identity provider or service (such as LinkedIn) is not finished. TMAS needs none of it; look under External Identities > All identity providers.',
  },
  federation: {
    person: 'Your company’s own sign-in did not give Microsoft a valid answer.',
    remedy: 'Ask your IT administrator.',
    it: 'The federated identity provider (AD FS or another) sent a token that Entra refuses, or the domain’s federation is not set up. Check the federation settings of the domain (Get-MgDomainFederationConfiguration), the provider’s clock, issuer and certificate, and Entra Connect.',
  },
  federation_certificate: {
    person: 'The certificate of your company’s own sign-in does not fit Microsoft any more.',
    remedy: 'Ask your IT administrator.',
    it: 'The federated identity provider signs with a key that Entra does not know: its certificate was renewed. Update the signing certificate of the federated domain (Update-MgDomainFederationConfiguration, or Update-AdfsCertificate with metadata refresh).',
  },
  federation_claims: {
    person: 'Your company’s own sign-in does not tell Microsoft enough about you.',
    remedy: 'Ask your IT administrator.',
    it: 'The provider’s assertion lacks a claim or has a wrong one: the immutable ID (source anchor), or an e-mail or NameID that does not belong to the federated domain. Correct its claim rules.',
  },
  federation_method: {
    person: 'You were signed in at your company in another way than is asked for now.',
    remedy: 'Sign out of Microsoft, close the browser, and sign in again.',
    it: 'The session at the identity provider was opened with another method than the request names (RequestedAuthnContext). TMAS asks for none; look at the federation settings, and let the person sign in anew.',
  },
  certificate_sign_in: {
    person: 'Microsoft could not check the certificate you signed in with.',
    remedy: 'Sign in another way, and tell your IT administrator.',
    it: 'Certificate-based authentication: the chain is not complete, or the revocation list (CRL) cannot be fetched. Check Certificate authorities (Public key infrastructure) in the Entra admin center, and that the CRL’s address is public, reachable and not too large.',
  },
  pass_through_agents: {
    person: 'Microsoft cannot reach your company’s own directory at the moment.',
    remedy: 'Try again in some minutes, else tell your IT administrator.',
    it: 'Pass-through authentication: no agent answers, or it cannot reach Active Directory. See Entra Connect > Connect sync > Pass-through authentication for the state of the agents, and the log of the agent on its server.',
  },
  windows_sign_in: {
    person: 'Signing in with your Windows account did not work.',
    remedy: 'Enter your address and your password on Microsoft’s page.',
    it: 'Seamless single sign-on or integrated Windows authentication failed, and Entra falls back to the password. If it is to work: check the Kerberos key of AZUREADSSOACC, the intranet zone of the browser, and the clock of the device.',
  },
  too_slow: {
    person: 'This sign-in took too long.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The page was left open, or the code was redeemed too late. Nothing has to be changed. If it happens to everybody, compare the clock of TMAS’s server (TMAS support).',
  },
  mixed_up_tabs: {
    person: 'Microsoft’s page does not belong to this sign-in any more.',
    remedy: 'Close the other Microsoft tabs, allow cookies, and start again from TMAS.',
    it: 'Several tabs, a bookmarked Microsoft page, the back button or blocked cookies. Allow cookies for login.microsoftonline.com, and let people bookmark TMAS rather than Microsoft’s page.',
  },
  used_twice: {
    person: 'This sign-in has already been used.',
    remedy: 'Start again with “Sign in with Microsoft”.',
    it: 'An authorization code works once; a reload, a second click or an inspecting proxy sent it twice. If it happens regularly, see whether a security product opens addresses before the person does.',
  },
  page_reloaded: {
    person: 'A page in the middle of the sign-in was opened by itself.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'An address that takes forms only was opened as a page: by a reload, a bookmark or the history. Nothing has to be changed.',
  },
  answer_unusable: {
    person: 'Microsoft refused to complete this sign-in.',
    remedy: 'Start again in one window; if it happens again, give TMAS support the reference.',
    it: 'The code or its proof (PKCE verifier) was refused, mostly after two sign-ins at the same time or a shortened address. Nothing has to be changed in Entra; TMAS support finds it by the reference.',
  },
  microsoft_busy: {
    person: 'Microsoft has a passing trouble.',
    remedy: 'Wait a minute and try again.',
    it: 'A transient fault on Microsoft’s side. If it lasts: service health in the Microsoft 365 admin center, or https://status.cloud.microsoft.',
  },
  throttled: {
    person: 'Microsoft is slowing your company down at the moment.',
    remedy: 'Wait a minute and try again.',
    it: 'The tenant made too many requests in a short time. See in the Sign-in logs which application or script causes them.',
  },
  request_loop: {
    person: 'The sign-in ran in a circle, and Microsoft stopped it.',
    remedy: 'Close all TMAS tabs, wait some minutes, and sign in again.',
    it: 'Microsoft saw the same request again and again from one browser. Blocked cookies for TMAS are a usual cause. If it happens to many people, tell TMAS support.',
  },
  application_unknown: {
    person: 'Microsoft does not find TMAS in your organisation.',
    remedy: 'Tell TMAS support, and ask your TMAS manager whether the Azure Tenant ID is right.',
    it: 'The application is not known in the directory asked: a wrong tenant ID in TMAS (Advanced > Azure Tenant ID), an enterprise application that was deleted, another cloud, or TMAS’s own client ID. Compare the tenant with Overview > Tenant ID, and see whether Enterprise applications lists TMAS; the rest is TMAS support’s.',
  },
  application_disabled: {
    person: 'The application TMAS is switched off at Microsoft.',
    remedy: 'Tell TMAS support and your IT administrator.',
    it: 'In your tenant: Enterprise applications > TMAS > Properties > Enabled for users to sign in? must be Yes. If it is, the registration itself is disabled, by TMAS or by Microsoft: tell TMAS support.',
  },
  redirect_uri: {
    person: 'Microsoft does not know the address to which TMAS wants to return.',
    remedy: 'This is for TMAS support to repair; send them Microsoft’s text.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication must list the redirect address letter for letter, type Web: the origin of TMAS_URL followed by /sign-in/microsoft/callback. Nothing has to be changed in the customer’s tenant.',
  },
  platform_type: {
    person: 'TMAS is registered at Microsoft in a way that does not work.',
    remedy: 'This is for TMAS support to repair.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication: the redirect address must be of the type Web, not Single-page application or Mobile. A proxy must not add an Origin header to TMAS’s own requests.',
  },
  secret_wrong: {
    person: 'Microsoft does not accept TMAS’s own password.',
    remedy: 'This is for TMAS support to repair, and concerns everybody.',
    it: 'For TMAS’s operator: ENTRA_CLIENT_SECRET must be the secret’s Value, not its Secret ID (App registrations > TMAS > Certificates & secrets). Make a new one, or better a certificate, and restart.',
  },
  secret_expired: {
    person: 'TMAS’s own password at Microsoft has expired.',
    remedy: 'This is for TMAS support to repair, and concerns everybody.',
    it: 'For TMAS’s operator: every client secret given is over, and all customers are stopped. App registrations > TMAS > Certificates & secrets: add a new credential (a certificate is better), set it and restart. Two can be set at the same time, for the next change.',
  },
  certificate_refused: {
    person: 'Microsoft does not accept TMAS’s own certificate.',
    remedy: 'This is for TMAS support to repair, and concerns everybody.',
    it: 'For TMAS’s operator: upload the certificate of ENTRA_CLIENT_CERTIFICATE_FILE under App registrations > TMAS > Certificates & secrets, check its validity, that its key is RSA of 2048 bits or more, and the clock of the server: the signed request is valid for minutes.',
  },
  credential_refused: {
    person: 'Microsoft does not accept the way TMAS identifies itself.',
    remedy: 'This is for TMAS support to repair, and concerns everybody.',
    it: 'For TMAS’s operator: the credential is missing or of a kind the registration does not take. App registrations > TMAS > Authentication: type Web, and no public client flows; Certificates & secrets: one that is valid and set in TMAS.',
  },
  single_tenant: {
    person: 'TMAS is registered at Microsoft for one organisation only.',
    remedy: 'This is for TMAS support to repair.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication > Supported account types must be “Accounts in any organizational directory” (signInAudience AzureADMultipleOrgs).',
  },
  wrong_path: {
    person: 'TMAS asked Microsoft at an address that does not fit this account.',
    remedy: 'Use the sign-in page of TMAS; if it happens again, give TMAS support the reference.',
    it: 'The request names no tenant, or a path (common, consumers) that does not fit an application for work and school accounts. TMAS uses organizations or the tenant ID, so an old or hand-made address is likely; else it is for TMAS’s operator (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Your account lives in another Microsoft cloud than TMAS uses.',
    remedy: 'Ask your IT administrator and TMAS support.',
    it: 'The tenant belongs to a national cloud (US Government, China), and TMAS’s registration to another. Each cloud needs a registration of its own: TMAS support says whether TMAS is offered there. In App registrations of TMAS’s operator and ENTRA_AUTHORITY the cloud must be the same.',
  },
  service_not_in_tenant: {
    person: 'TMAS asked for a service that your company’s Microsoft does not have.',
    remedy: 'This is for TMAS support to repair.',
    it: 'A permission refers to a service without a principal in the tenant. TMAS needs openid, profile and email of Microsoft Graph only. Customer: see that Microsoft Graph is not disabled under Enterprise applications. Operator: remove every other permission from the registration.',
  },
  permissions_misconfigured: {
    person: 'The permissions that TMAS asks for are not set up rightly.',
    remedy: 'This is for TMAS support to repair.',
    it: 'For TMAS’s operator: App registrations > TMAS > API permissions must hold openid, profile and email of Microsoft Graph (delegated) and nothing else; in the manifest, acceptMappedClaims is null or false. Afterwards consent may be asked once more.',
  },
  grant_unsupported: {
    person: 'TMAS used a way of asking that Microsoft does not offer it.',
    remedy: 'Start again; if it happens again, give TMAS support the reference.',
    it: 'For TMAS’s operator: the grant or assertion is not of a kind that the registration allows. TMAS uses the authorization code only; look for another program that uses the same client ID.',
  },
  request_malformed: {
    person: 'Microsoft did not understand the request of TMAS.',
    remedy: 'Start again from the sign-in page; if it happens again, give TMAS support the reference.',
    it: 'A parameter is missing, wrong or too long. A bookmark of Microsoft’s page, a rewriting proxy or a hand-made address are usual causes. If it comes from TMAS’s own button, TMAS support needs the reference and the correlation ID.',
  },
  saml_application: {
    person: 'Microsoft treats TMAS as another kind of application than it is.',
    remedy: 'Ask your IT administrator, and tell TMAS support.',
    it: 'The error belongs to SAML; TMAS signs in with OpenID Connect. Most likely somebody created an application of their own for TMAS: under Enterprise applications use the entry that the consent made, and remove the hand-made one.',
  },
  unknown: {
    person: 'Microsoft refused the sign-in for a reason that TMAS does not know.',
    remedy: 'Send Microsoft’s text to your IT administrator.',
    it: 'This number is not in our catalogue. Microsoft explains it at the look-up address; the Sign-in logs of your Microsoft Entra admin center (Monitoring & health) hold the attempt under its correlation ID, with the reason.',
  },
}
