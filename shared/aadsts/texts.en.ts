import type { AadstsMeaning } from './meanings.ts'

/** What happened and what to do, each in a sentence for the person; and a paragraph for who looks after Entra. */
export type AadstsText = { person: string; remedy: string; it: string }

/** `unknown` is for a number that nobody here knows. */
export type AadstsTexts = Record<AadstsMeaning | 'unknown', AadstsText>

/** The source of the words: the other languages have the same keys, or do not compile. */
export const texts: AadstsTexts = {
  tenant_not_found: {
    person: 'Microsoft knows no organization with the tenant ID that your chain has in TMAS.',
    remedy: 'Ask your TMAS manager to correct the Azure Tenant ID.',
    it: 'The tenant ID in TMAS belongs to no tenant of this cloud. In the Microsoft Entra admin center, open Entra ID > Overview > Properties and copy the Tenant ID; the TMAS manager pastes it under Administration > Manage Locations > the chain > Advanced > Azure Tenant ID. An application (client) ID or an object ID looks alike and is the usual slip.',
  },
  code_of_other_tenant: {
    person: 'The answer to this sign-in belongs to another organization.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The authorization code was issued on the path of one tenant and presented on that of another. Nothing has to be changed in Entra. If it happens again, TMAS support needs the reference and the correlation ID.',
  },
  assignment_required: {
    person: 'Your company has not assigned TMAS to you in Microsoft Entra.',
    remedy: 'Ask your IT administrator to assign TMAS to you or to your group.',
    it: 'The enterprise application requires assignment, and this account has none. Microsoft Entra admin center: Enterprise apps > TMAS > Users and groups > Add user/group, and choose the person, or a group in which they are a direct member (nested groups do not count). Assigning a group needs Entra ID P1 or P2; on Free, assign people one by one. Or set Properties > Assignment required? to No: TMAS itself admits only its own users.',
  },
  consent_declined: {
    person: 'The permission request of Microsoft was not accepted.',
    remedy: 'Sign in again and choose “Accept”; TMAS only reads your name and your address.',
    it: 'The person declined the consent. TMAS asks for the delegated permissions openid, profile and email, and for nothing else. To spare everyone the question, an administrator can consent once for all: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  consent_missing: {
    person: 'Nobody has allowed TMAS to read your name and your address yet.',
    remedy: 'Sign in again and choose “Accept” when Microsoft asks.',
    it: 'Neither this person nor an administrator has consented to TMAS. An interactive sign-in asks for it. Where people may not consent themselves, grant it for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent. The permissions are openid, profile and email (delegated).',
  },
  admin_consent_required: {
    person: 'In your company only an IT administrator can approve a new application.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your consent settings let people approve no application like this one. Grant consent once for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent (as Cloud Application Administrator or above). If TMAS is not listed yet, use the admin consent link that TMAS provides for your tenant. The settings are under Enterprise apps > Consent and permissions.',
  },
  admin_consent_request: {
    person: 'In your company an IT administrator must approve a new application.',
    remedy: 'Write a reason on Microsoft’s page and send the request; your IT administrator then decides.',
    it: 'The admin consent workflow is on. The request waits under Enterprise apps > Admin consent requests > My pending: open it, review the permissions (openid, profile, email; delegated) and choose Approve. That grants consent for everyone.',
  },
  admin_consent_requested: {
    person: 'Your request to use TMAS has been sent to your IT administrator.',
    remedy: 'Wait for the decision, then sign in again.',
    it: 'The admin consent workflow is on, and a request for TMAS is waiting: Enterprise apps > Admin consent requests > My pending. Open it, review the permissions (openid, profile, email; delegated) and choose Approve. That grants consent for everyone.',
  },
  consent_collision: {
    person: 'Microsoft could not save the approval the first time.',
    remedy: 'Try again in a minute; tell your IT administrator if it happens again.',
    it: 'Two approvals at the same moment, or an application of the same name, got in each other’s way. TMAS is mostly listed under Enterprise apps all the same. If it is not, or the error stays, repeat the admin consent and look for a second entry with the same name.',
  },
  consent_not_saved: {
    person: 'Microsoft had a passing problem while it saved your approval.',
    remedy: 'Try again in a minute.',
    it: 'A transient fault of Microsoft while writing the consent. If it lasts, look at the service health in the Microsoft 365 admin center, then repeat the consent.',
  },
  application_absent: {
    person: 'TMAS is not approved in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your tenant has no enterprise application for TMAS, or it was deleted, so consent has to be given again. Use the admin consent link of TMAS for your tenant, or let someone sign in who may consent; then check Enterprise apps > TMAS. A deleted entry can also be restored for 30 days.',
  },
  application_risky: {
    person: 'Microsoft wants an IT administrator to look at TMAS before people use it.',
    remedy: 'Ask your IT administrator to review and approve TMAS.',
    it: 'Risk-based step-up consent has stopped the request, so an administrator must decide. Review publisher and permissions (openid, profile, email; delegated) and grant consent under Enterprise apps > TMAS > Permissions. The switch itself is under Enterprise apps > Consent and permissions > User consent settings.',
  },
  application_blocked: {
    person: 'TMAS is blocked in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to look at the application TMAS.',
    it: 'Look at Enterprise apps > TMAS > Properties (Enabled for users to sign-in? must be Yes), at its Permissions and its Conditional Access. Sign-in logs name the reason under the correlation ID. If Microsoft itself has disabled the application, tell TMAS support.',
  },
  application_disabled: {
    person: 'TMAS is disabled in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to enable TMAS for sign-in.',
    it: 'In your tenant, Enterprise apps > TMAS > Properties > Enabled for users to sign-in? must be Yes. If it is, the registration itself may be disabled, by TMAS or by Microsoft: people of every company then get the same error, and TMAS support has to act.',
  },
  graph_disabled: {
    person: 'A Microsoft service that every sign-in needs is disabled in your company.',
    remedy: 'Ask your IT administrator to enable Microsoft Graph.',
    it: 'TMAS asks for openid, profile and email. They belong to Microsoft Graph, which is disabled or missing in your tenant. Under Enterprise apps, set the filter Application type to Microsoft Applications, open Microsoft Graph > Properties, and set Enabled for users to sign-in? to Yes. A lapsed subscription can have the same effect.',
  },
  single_sign_on_permission: {
    person: 'Microsoft needs your permission to sign you in to TMAS with the account of this device.',
    remedy: 'Sign in again and allow it when you are asked.',
    it: 'In some regions Windows asks people before it uses the account of the device for another application. This person declined or did not answer. The next interactive sign-in asks again. Nothing has to be changed in Entra.',
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
  device_unknown: {
    person: 'Microsoft does not know this device, or knows it under another account.',
    remedy: 'Use another company device, or ask your IT administrator to register this one again.',
    it: 'The device that the browser presented is not in your tenant (it was deleted, or never fully registered), or it is registered for another account. Look under Devices > All devices. On the device, check dsregcmd /status, disconnect it from the organization and join it again.',
  },
  device_authentication: {
    person: 'Microsoft could not recognize this device.',
    remedy: 'Sign in with a browser that is signed in to your work account, on a company device.',
    it: 'Device authentication was asked for and failed. Check that the device is enabled under Devices > All devices, that its registration is whole (dsregcmd /status on Windows), and that the browser can present it: Edge with the work profile, or Chrome and Firefox with Microsoft’s single sign-on extension; no private window.',
  },
  device_platform: {
    person: 'Your company does not allow this kind of device.',
    remedy: 'Use another device, else ask your IT administrator.',
    it: 'A Conditional Access policy excludes this device platform or does not know it. Sign-in logs > the correlation ID > Conditional Access names the policy; see its condition Device platforms.',
  },
  device_disabled: {
    person: 'This device is disabled in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to enable the device, or use another one.',
    it: 'Devices > All devices > the device > Enable. Devices are disabled by an administrator or by a clean-up of those long unused.',
  },
  guest_device: {
    person: 'The company you visit does not accept your device yet.',
    remedy: 'Ask the IT administrator of the company whose stores you see.',
    it: 'A guest must have a compliant device, and your tenant does not trust the compliance that the guest’s own tenant states. External Identities > Cross-tenant access settings > the organization > Inbound access > Trust settings: trust compliant (and hybrid joined) devices; or exclude guests from the policy.',
  },
  client_app_not_approved: {
    person: 'Your company allows this sign-in only from approved applications.',
    remedy: 'Use the browser that your company prescribes, for example Microsoft Edge.',
    it: 'Conditional Access demands an approved client app or an app protection policy. TMAS runs in a browser: on phones allow Microsoft Edge, or exclude TMAS from that grant control.',
  },
  app_protection: {
    person: 'Your company allows this sign-in only in an app that it protects.',
    remedy:
      'On a phone, use Microsoft Edge with your work account. If that does not help, ask your IT administrator.',
    it: 'Conditional Access requires an app protection policy (Microsoft Intune). TMAS runs in a browser: on phones and tablets, assign the policy to Microsoft Edge and let people use it, or exclude TMAS from that grant control.',
  },
  browser_unsupported: {
    person: 'Your company’s device rules do not support this browser.',
    remedy:
      'Use Microsoft Edge, or another browser that your company supports, with your work profile and not in a private window.',
    it: 'The policy has to see the device, and this browser does not show it. Supported are Edge with a work profile, Chrome and Firefox with Microsoft’s single sign-on extension, and Safari on managed Apple devices. Registering a device needs Edge or a managed browser, too. Otherwise exclude TMAS or these stores from the policy.',
  },
  tenant_restrictions: {
    person: 'The network you are in does not allow this organization or this application.',
    remedy: 'Try from another network, else ask the IT administrator of this network.',
    it: 'Tenant restrictions of the network’s proxy or of the device block it. Version 1: add the tenant to the header Restrict-Access-To-Tenants at the proxy. Version 2: External Identities > Cross-tenant access settings > Tenant restrictions, allow the organization and the application TMAS.',
  },
  tenant_restrictions_conflict: {
    person: 'The network and the device disagree about which organizations may be used.',
    remedy: 'Ask your IT administrator.',
    it: 'Tenant restrictions arrive from two places that contradict each other, for example from the header of a proxy and from a device policy. Let only one of them set the restriction, or give both the same value.',
  },
  cross_tenant_access: {
    person: 'Your own company and the one you visit do not allow this sign-in together.',
    remedy: 'Ask the IT administrator of your company; theirs may have to act too.',
    it: 'Cross-tenant access blocks a guest: outbound in the guest’s own tenant (500212), inbound in the tenant visited (500213), or between clouds (1000104). External Identities > Cross-tenant access settings, in both tenants: allow the organization, its people and the application TMAS; for another cloud also Microsoft cloud settings.',
  },
  guests_not_allowed: {
    person: 'The company that you visit does not allow guests here.',
    remedy: 'Ask the IT administrator of the company whose stores you see.',
    it: 'The request was refused because guest accounts are not allowed. Check External Identities > External collaboration settings, and the Conditional Access policies for guest or external users. Allow guests for TMAS if this person should have access.',
  },
  mfa_setup_blocked: {
    person: 'Your company does not let you set up the second sign-in step from here.',
    remedy: 'Set it up in your company’s network, or ask your IT administrator.',
    it: 'Registering security information is blocked by risk or by place. Check the Conditional Access policy for the user action “Register security information”, the risk of the person under Identity Protection > Risky users, or issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  user_at_risk: {
    person: 'Microsoft considers your account at risk and has blocked it.',
    remedy: 'Ask your IT administrator to check your account.',
    it: 'Identity Protection > Risky users > the person: look into the detections, then confirm safe or dismiss the risk, or have the password reset. The user risk policy decides who is blocked.',
  },
  minor_blocked: {
    person: 'Your company does not allow this application for your age group.',
    remedy: 'Ask your IT administrator.',
    it: 'The account counts as a minor’s without consent: Users > the person > Properties, age group and consent provided for minor. Correct what is wrong there.',
  },
  external_mfa: {
    person: 'The second sign-in step of your company did not give Microsoft what it expects.',
    remedy: 'Ask your IT administrator.',
    it: 'An external authentication method, a custom control or a session control did not return what the policy demands. Check Authentication methods > the external method, and the policy’s grant and session controls; Sign-in logs > the correlation ID > Authentication details shows the step.',
  },
  method_not_allowed: {
    person: 'Your company does not accept this way of signing in.',
    remedy: 'Choose another way on Microsoft’s page. If there is none, ask your IT administrator.',
    it: 'The authentication methods policy does not allow the method, or the method is not strong enough for what a policy asks. See Authentication methods > Policies for what is enabled for this person (phone sign-in, passkey, Temporary Access Pass, QR code). Sign-in logs > the correlation ID > Authentication details shows the step.',
  },
  certificate_not_allowed: {
    person: 'Your company’s rules do not allow this certificate.',
    remedy:
      'Choose another certificate or another way to sign in. If there is none, ask your IT administrator.',
    it: 'Certificate-based authentication: the conditions of the policy exclude this certificate (its issuer, policy OID or strength). Check Authentication methods > Policies > Certificate-based authentication > Configure.',
  },
  personal_account: {
    person: 'This is a personal Microsoft account.',
    remedy: 'Sign in with the work or school account that your company gave you.',
    it: 'TMAS accepts work and school accounts only. If someone has both under one address, choose “Work or school account” on Microsoft’s page, or use a private window.',
  },
  account_type: {
    person: 'This kind of account cannot be used for TMAS.',
    remedy: 'Sign in with the work account that you have in your company.',
    it: 'TMAS accepts accounts of an organization in Microsoft Entra, and the account used is of another kind, for example one of an external identity provider. Let the person use their work account, or invite them as a guest: guests sign in at the chain’s own sign-in address.',
  },
  guest_path: {
    person: 'A guest has to use the chain’s own sign-in address.',
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
  sign_out_failed: {
    person: 'Microsoft could not complete a sign-out. It has nothing to do with signing in.',
    remedy: 'Close all windows of the browser, then sign in again if you need to.',
    it: 'A sign-out request named a session that no longer exists, or arrived too late. Nothing has to be changed.',
  },
  account_of_other_company: {
    person: 'The account you chose does not belong to your company’s Microsoft.',
    remedy: 'Sign in again and choose your work account; if you have no other, ask your IT administrator.',
    it: 'The account is a personal one or another company’s, and is unknown in your tenant. Mostly the browser offered the wrong account: use another, or a private window. If this person is to have access as a guest: Users > New user > Invite external user; they then use the chain’s own sign-in address.',
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
  account_domain_unsupported: {
    person: 'Microsoft cannot use the domain of this address.',
    remedy: 'Sign in with another address of your company, or ask your IT administrator for one.',
    it: 'The domain has characters that this sign-in does not support, for example in an internationalized domain name. Give the person a User principal name in another verified domain, and enter that address in TMAS.',
  },
  account_disabled: {
    person: 'Your Microsoft account is disabled.',
    remedy: 'Ask your IT administrator to enable it.',
    it: 'Users > All users > the person > Properties > Account enabled. With directory synchronization it is enabled in the on-premises directory.',
  },
  account_deleted: {
    person: 'Your Microsoft account was deleted from your company’s directory.',
    remedy: 'Ask your IT administrator to restore it.',
    it: 'Users > Deleted users: an account can be restored for 30 days and then works as before. If you create a new one instead, it is a different account for TMAS, even with the same address: the TMAS manager has to remove the old link of this user under Administration > Manage User Accounts.',
  },
  account_locked: {
    person: 'Your Microsoft account is locked for a while, after too many wrong tries.',
    remedy: 'Wait some minutes and try again, or reset your password on Microsoft’s page.',
    it: 'Smart lockout, or an address that Microsoft considers malicious. The lock opens by itself; thresholds are under Authentication methods > Password protection. Look in the Sign-in logs whether the tries were the person’s own.',
  },
  tenant_inactive: {
    person:
      'Microsoft has blocked the Microsoft Entra of your whole company because it was not used for a long time.',
    remedy: 'Ask your IT administrator to have it reactivated.',
    it: 'The tenant is blocked for inactivity: nobody can sign in to anything in it. An administrator has Microsoft reactivate it, see https://aka.ms/TenantLifecycle. It has nothing to do with TMAS, nor with how long this sign-in took.',
  },
  tenant_unavailable: {
    person: 'Microsoft has made the Microsoft Entra of your company unavailable.',
    remedy: 'Ask your IT administrator to contact Microsoft support.',
    it: 'Microsoft has blocked this tenant. Only Microsoft support can say why and lift the block. Nothing has to be changed in TMAS.',
  },
  invitation_open: {
    person: 'You have not accepted the invitation as a guest yet.',
    remedy: 'Open the invitation mail of Microsoft and accept it, then sign in again.',
    it: 'Users > the guest > Invitation state is Pending acceptance. Resend the invitation there (Manage > Resend invitation).',
  },
  password_wrong: {
    person: 'Microsoft did not accept the address or the password.',
    remedy: 'Try again, or choose “Forgot my password” on Microsoft’s page.',
    it: 'Wrong user name or password at Microsoft; TMAS never sees either. Reset it under Users > the person > Reset password, or allow Password reset (self-service). With password hash synchronization a new password can take some minutes.',
  },
  password_expired: {
    person: 'Your Microsoft password has expired.',
    remedy: 'Change it on Microsoft’s page, or at your computer, and sign in again.',
    it: 'The password has expired, on-premises or in Entra. Where people cannot change it themselves, reset it under Users > the person; for on-premises accounts password writeback must be on.',
  },
  password_change_demanded: {
    person: 'Your company requires you to set a new Microsoft password.',
    remedy: 'Change your password on Microsoft’s page, then sign in again.',
    it: 'A Conditional Access policy or a detected risk requires a password change. People can do it during the sign-in if self-service password reset is on; otherwise reset it under Users > the person. On-premises accounts need password writeback.',
  },
  password_change: {
    person: 'Microsoft wants you to change or confirm your password first.',
    remedy: 'Follow Microsoft’s page to its end, then sign in to TMAS.',
    it: 'The sign-in was interrupted by a reset or a change of the password, which failed or is not finished (old password wrong, rules not met, on-premises not reachable). Check Password reset and, with writeback, the health of Entra Connect.',
  },
  password_refused: {
    person: 'Microsoft did not accept the new password.',
    remedy: 'Check your old password, and choose a new one that follows the rules on Microsoft’s page.',
    it: 'The current password was wrong, or the new one breaks a rule: length, the person’s own name, banned words, or the rules of the on-premises directory. See Authentication methods > Password protection.',
  },
  password_change_failed: {
    person: 'Microsoft could not change your password.',
    remedy: 'Try again in a few minutes. If it fails again, ask your IT administrator.',
    it: 'The change did not reach its end: the on-premises directory was unreachable or refused it, or the account is locked or disabled there. Check password writeback, the health of Entra Connect, and the account in Active Directory.',
  },
  email_code: {
    person: 'Microsoft did not accept the code that it sent you by e-mail.',
    remedy: 'Ask for a new code on Microsoft’s page and enter it soon.',
    it: 'A guest signs in with a one-time passcode by e-mail: it was wrong, expired, or could not be delivered. Check that the guest’s mailbox receives Microsoft’s mail. Passcodes are set up under External Identities > All identity providers.',
  },
  mfa_required: {
    person: 'Microsoft asks for a second step to prove that it is you.',
    remedy: 'Sign in again and complete the step, for example in the Authenticator app.',
    it: 'Multifactor authentication is required by policy, place or age of the last one, and was not completed. Sign-in logs > the correlation ID > Authentication details shows the step. A person who lost their method gets a new one under Users > the person > Authentication methods.',
  },
  mfa_failed: {
    person: 'The second step of the sign-in was refused, or was not completed.',
    remedy:
      'Sign in again and complete it, for example in the Authenticator app. If you did not ask for it, inform your IT administrator.',
    it: 'The person denied the request, did not answer in time, or the method failed. Sign-in logs > the correlation ID > Authentication details shows the step and the reason. Someone who lost their method gets a new one under Users > the person > Authentication methods.',
  },
  mfa_enrolment: {
    person: 'You have not finished setting up the second sign-in step of your company.',
    remedy:
      'Sign in again and complete the set-up that Microsoft shows; a phone with Microsoft Authenticator helps.',
    it: 'Multifactor authentication is required, and this person has registered no method. They can do it at https://aka.ms/mfasetup. Where a policy keeps them from it, issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  telephone_limit: {
    person: 'Microsoft has sent too many codes or calls to your phone for now.',
    remedy: 'Wait a few minutes and try again, or use the Authenticator app.',
    it: 'A limit of text messages or calls for the second step was reached. It resets by itself. Microsoft Authenticator and passkeys have no such limit.',
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
    it: 'The key of the device is not known in Entra, or its set-up was not finished. Remove the method under Users > the person > Authentication methods, and register the device again (dsregcmd /status shows its state).',
  },
  passkey_refused: {
    person: 'Microsoft did not accept the passkey.',
    remedy: 'Try again, or choose another way to sign in. If it fails again, ask your IT administrator.',
    it: 'The passkey’s answer did not fit Microsoft’s question, came too late, or the key is not registered for this account. If it happens again, delete the passkey under Users > the person > Authentication methods and have the person register it again.',
  },
  temporary_pass: {
    person: 'Your Temporary Access Pass is not valid.',
    remedy: 'Ask your IT administrator for a new one.',
    it: 'The pass is wrong, has expired, was already used, or has to be used elsewhere. Create a new one: Users > the person > Authentication methods > Add authentication method > Temporary Access Pass.',
  },
  browser_storage: {
    person: 'Your browser does not let Microsoft’s page keep what it needs.',
    remedy:
      'Allow cookies and site data for Microsoft’s page, turn off strict tracking protection for it, and try again.',
    it: 'The browser blocks cookies or storage for the sign-in page. Allow cookies and site data for login.microsoftonline.com by policy, and look for an extension or a strict tracking protection that blocks them.',
  },
  browser_outdated: {
    person: 'This browser, or the app that shows the page, is too old for Microsoft.',
    remedy: 'Update it, or open TMAS in another browser.',
    it: 'The Android WebView is older than what Microsoft supports. Update Android System WebView or Chrome on the device, or have people open TMAS in the browser and not inside another app.',
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
  federation_busy: {
    person: 'Your company’s own sign-in did not answer Microsoft just now.',
    remedy: 'Try again in a minute. If it fails again, ask your IT administrator.',
    it: 'The federated identity provider is unavailable or had a passing fault. If it lasts, check that it is reachable, and its logs: the correlation ID and the time help to find the request.',
  },
  federation_domain: {
    person: 'Your company’s own sign-in may not be used with this address.',
    remedy: 'Ask your IT administrator to check the address.',
    it: 'The domain of the address is not one of those that the federated identity provider may vouch for. Add the domain to the federation in Entra (External Identities > All identity providers, or the federation settings of the domain).',
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
    it: 'The session at the identity provider was opened with another method than the request names (RequestedAuthnContext). TMAS asks for none; look at the federation settings, and let the person sign in again.',
  },
  claims_transformation: {
    person: 'Your company’s settings for TMAS at Microsoft cause an error.',
    remedy: 'Ask your IT administrator to check the claims of the application TMAS.',
    it: 'A claims mapping or claims transformation for this application fails. Correct or remove it: Enterprise apps > TMAS > Single sign-on > Attributes & Claims, and the claims mapping policies assigned to the application. TMAS needs none.',
  },
  certificate_sign_in: {
    person: 'Microsoft could not check the certificate you signed in with.',
    remedy: 'Sign in another way, and tell your IT administrator.',
    it: 'Certificate-based authentication: the chain is not complete, or the revocation list (CRL) cannot be fetched. Check Certificate authorities (Public key infrastructure) in the Entra admin center, and that the CRL’s address is public, reachable and not too large.',
  },
  certificate_list_pending: {
    person: 'Microsoft is still fetching the list that it checks your certificate against.',
    remedy: 'Wait a few minutes and try again.',
    it: 'Certificate-based authentication: the revocation list (CRL) is being downloaded. If it lasts, check under Public key infrastructure that its address is public, reachable and not too large.',
  },
  certificate_revoked: {
    person: 'The certificate that you signed in with is not valid.',
    remedy: 'Sign in another way, and ask your IT administrator for a new certificate.',
    it: 'The certificate was revoked, or the proof was not signed with its key. Issue a new one, or check the public key infrastructure and its revocation list.',
  },
  certificate_choice: {
    person: 'Microsoft did not get a certificate that it can use.',
    remedy:
      'Try again and choose the right certificate when your browser asks. If there is none, ask your IT administrator.',
    it: 'No certificate arrived, or the one chosen does not fit this account. A proxy that inspects TLS removes it: exclude certauth.login.microsoftonline.com from inspection. Check the user name binding of certificate-based authentication.',
  },
  pass_through_agents: {
    person: 'Microsoft cannot reach your company’s own directory at the moment.',
    remedy: 'Try again in some minutes, else tell your IT administrator.',
    it: 'Pass-through authentication: no agent answers, or it cannot reach Active Directory. See Entra Connect > Connect sync > Pass-through authentication for the state of the agents, and the log of the agent on its server.',
  },
  logon_hours: {
    person: 'Your company does not allow you to sign in at this time of day.',
    remedy: 'Try again during the allowed hours, or ask your IT administrator.',
    it: 'Active Directory limits the logon hours of this account, and pass-through authentication keeps to them. Active Directory Users and Computers > the person > Account > Logon Hours.',
  },
  windows_sign_in: {
    person: 'Signing in with your Windows account did not work.',
    remedy: 'Enter your address and your password on Microsoft’s page.',
    it: 'Seamless single sign-on or integrated Windows authentication failed, and Entra falls back to the password. If it is to work: check the Kerberos key of AZUREADSSOACC, the intranet zone of the browser, and the clock of the device.',
  },
  too_slow: {
    person: 'This sign-in took too long.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The page was left open, or the code was redeemed too late. Nothing has to be changed. If it happens to everyone, compare the clock of TMAS’s server (TMAS support).',
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
    person: 'Microsoft has a passing problem.',
    remedy: 'Wait a minute and try again.',
    it: 'A transient fault on Microsoft’s side. If it lasts: service health in the Microsoft 365 admin center, or https://status.cloud.microsoft.',
  },
  microsoft_fault: {
    person: 'Microsoft has a fault that trying again does not fix.',
    remedy: 'Send the text of Microsoft’s page to your IT administrator.',
    it: 'Microsoft reports a fault of its own service that repeating does not fix. Open a support request with Microsoft (Entra admin center > Learn & support > New support request) and give it the correlation ID, the request ID and the time.',
  },
  throttled: {
    person: 'Microsoft is slowing your company down at the moment.',
    remedy: 'Wait a minute and try again.',
    it: 'The tenant made too many requests in a short time. See in the Sign-in logs which application or script causes them.',
  },
  request_loop: {
    person: 'The sign-in went round in a circle, and Microsoft stopped it.',
    remedy: 'Close all TMAS tabs, wait some minutes, and sign in again.',
    it: 'Microsoft saw the same request again and again from one browser. Blocked cookies for TMAS are a usual cause. If it happens to many people, tell TMAS support.',
  },
  application_unknown: {
    person: 'Microsoft does not find TMAS in your organization.',
    remedy: 'Tell TMAS support, and ask your TMAS manager whether the Azure Tenant ID is right.',
    it: 'The application is not known in the directory asked: a wrong tenant ID in TMAS (Advanced > Azure Tenant ID), an enterprise application that was deleted, another cloud, or TMAS’s own client ID. Compare the tenant with Overview > Tenant ID, and see whether Enterprise apps lists TMAS; the rest is TMAS support’s.',
  },
  redirect_uri: {
    person: 'Microsoft does not know the address to which TMAS wants to return.',
    remedy: 'TMAS support has to correct this: send them Microsoft’s text.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication must list the redirect address letter for letter, type Web: the origin of TMAS_URL followed by /sign-in/microsoft/callback. Nothing has to be changed in the customer’s tenant.',
  },
  platform_type: {
    person: 'TMAS is registered at Microsoft in a way that does not work.',
    remedy: 'TMAS support has to correct this.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication: the redirect address must be of the type Web, not Single-page application or Mobile. A proxy must not add an Origin header to TMAS’s own requests.',
  },
  secret_wrong: {
    person: 'Microsoft does not accept TMAS’s own password.',
    remedy: 'TMAS support has to correct this. It concerns everyone.',
    it: 'For TMAS’s operator: ENTRA_CLIENT_SECRET must be the secret’s Value, not its Secret ID (App registrations > TMAS > Certificates & secrets). Make a new one, or better a certificate, and restart.',
  },
  secret_expired: {
    person: 'TMAS’s own password at Microsoft has expired.',
    remedy: 'TMAS support has to correct this. It concerns everyone.',
    it: 'For TMAS’s operator: every client secret given is over, and all customers are stopped. App registrations > TMAS > Certificates & secrets: add a new credential (a certificate is better), set it and restart. Two can be set at the same time, for the next change.',
  },
  certificate_refused: {
    person: 'Microsoft does not accept TMAS’s own certificate.',
    remedy: 'TMAS support has to correct this. It concerns everyone.',
    it: 'For TMAS’s operator: upload the certificate of ENTRA_CLIENT_CERTIFICATE_FILE under App registrations > TMAS > Certificates & secrets, check its validity, that its key is RSA of 2048 bits or more, and the clock of the server: the signed request is valid for minutes.',
  },
  credential_refused: {
    person: 'Microsoft does not accept the way TMAS identifies itself.',
    remedy: 'TMAS support has to correct this. It concerns everyone.',
    it: 'For TMAS’s operator: the credential is missing or of a kind the registration does not take. App registrations > TMAS > Authentication: type Web, and no public client flows; Certificates & secrets: one that is valid and set in TMAS.',
  },
  single_tenant: {
    person: 'TMAS is registered at Microsoft for one organization only.',
    remedy: 'TMAS support has to correct this.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication > Supported account types must be “Accounts in any organizational directory” (signInAudience AzureADMultipleOrgs).',
  },
  registration_audience: {
    person: 'TMAS is registered at Microsoft for personal accounts only.',
    remedy: 'TMAS support has to correct this.',
    it: 'For TMAS’s operator: signInAudience of the registration must be AzureADMultipleOrgs, shown as “Accounts in any organizational directory” under App registrations > TMAS > Authentication. Nothing has to be changed in the customer’s tenant.',
  },
  allowed_tenants: {
    person: 'TMAS’s registration at Microsoft does not admit your organization yet.',
    remedy: 'TMAS support has to correct this: send them Microsoft’s text.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication > Supported accounts is limited to certain tenants, and this one is not on the list. Add it, or better lift the restriction: the list holds 20 tenants at most, and TMAS itself checks which tenants are its customers’.',
  },
  wrong_path: {
    person: 'TMAS asked Microsoft at an address that does not fit this account.',
    remedy: 'Use the sign-in page of TMAS; if it happens again, give TMAS support the reference.',
    it: 'The request names no tenant, or a path (common, consumers) that does not fit an application for work and school accounts. TMAS uses organizations or the tenant ID, so an old or hand-made address is likely; else it is for TMAS’s operator (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Your account lives in another Microsoft cloud than TMAS uses.',
    remedy: 'Ask your IT administrator and TMAS support.',
    it: 'The tenant belongs to one of Microsoft’s clouds (global, US Government, China, Bleu in France, Delos in Germany, GovSG in Singapore), and TMAS’s registration to another. Each cloud needs a registration of its own: TMAS support says whether TMAS is offered there. For TMAS’s operator: the registration and ENTRA_AUTHORITY must be of the same cloud.',
  },
  service_not_in_tenant: {
    person: 'TMAS asked for a service that your company’s Microsoft does not have.',
    remedy: 'TMAS support has to correct this.',
    it: 'A permission refers to a service without a principal in the tenant. TMAS needs openid, profile and email of Microsoft Graph only. For TMAS’s operator: remove every other permission from the registration.',
  },
  permissions_misconfigured: {
    person: 'The permissions that TMAS asks for are not set up rightly.',
    remedy: 'TMAS support has to correct this.',
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
    person: 'This error belongs to another way of signing in than the one TMAS uses.',
    remedy: 'Ask your IT administrator to look at the application named on Microsoft’s page.',
    it: 'The error belongs to SAML; TMAS signs in with OpenID Connect. Most likely someone created an application of their own for TMAS, or the page is about another application: under Enterprise apps use the entry that the consent made, and remove the hand-made one.',
  },
  ws_federation: {
    person: 'This page belongs to another way of signing in than the one TMAS uses.',
    remedy: 'Start again with “Sign in with Microsoft” on the sign-in page of TMAS.',
    it: 'The error belongs to WS-Federation, or to a token that one service exchanges for another. TMAS signs in with OpenID Connect, so an old bookmark or another application is the likely cause. If it comes from TMAS’s own button, TMAS support needs the reference and the correlation ID.',
  },
  device_code: {
    person: 'This error belongs to signing in with a code on another device, which TMAS does not use.',
    remedy: 'Start from the sign-in page of TMAS.',
    it: 'A device code was wrong, expired or not confirmed. TMAS does not use device codes: another program does. If nothing in your company should, block the flow in Conditional Access (condition Authentication flows).',
  },
  cancelled: {
    person: 'The sign-in was cancelled on Microsoft’s page.',
    remedy: 'Try again. If Microsoft’s page asked for an administrator, ask your IT administrator.',
    it: 'The person went back without signing in or without consenting; Microsoft does not say at which step. If its page said “Need admin approval”, consent once for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  consent_question: {
    person: 'This is no error: Microsoft asks whether TMAS may read your name and your address.',
    remedy: 'Choose “Accept” to continue.',
    it: 'The ordinary consent question, for openid, profile and email (delegated). “Unverified” only means that the publisher has not been verified by Microsoft. To spare everyone the question, consent for the organization: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  sign_in_address: {
    person: 'There is no error in this text: it is the address of Microsoft’s sign-in page.',
    remedy:
      'Copy the text of the page itself, all of it. If it has “Troubleshooting details” or “More details”, open that first.',
    it: 'The address holds what TMAS asked, and nothing of Microsoft’s answer. The Sign-in logs of your Microsoft Entra admin center hold the attempt with its reason.',
  },
  browser_page: {
    person: 'This page comes from your browser, not from Microsoft: it could not open the address.',
    remedy: 'Check the network or the Wi-Fi of this device, then try again.',
    it: 'No connection was made (network, name resolution, proxy, certificate or firewall). Devices must reach login.microsoftonline.com and the address of TMAS over https.',
  },
  personal_account_code: {
    person: 'This number comes from the page for personal Microsoft accounts.',
    remedy: 'Sign in with the work or school account of your company.',
    it: 'Codes of eight digits that begin with 8004 belong to the service for personal Microsoft accounts (login.live.com) and are not AADSTS numbers. TMAS accepts work and school accounts. If someone has both under one address, choose “Work or school account” on Microsoft’s page, or a private window.',
  },
  windows_code: {
    person: 'This code comes from Windows or from an app, not from the sign-in page in the browser.',
    remedy: 'Sign in to TMAS in a browser. If it fails there, copy the page that Microsoft shows.',
    it: 'Codes that begin with CAA come from the account manager of Windows. The AADSTS number beside it names the reason; if there is none, look in the Event Viewer under Applications and Services Logs > Microsoft > Windows > AAD, or in the Sign-in logs.',
  },
  office_code: {
    person: 'The numbers in this text belong to an Office app, not to Microsoft’s sign-in.',
    remedy: 'Sign in to TMAS in a browser. If that fails, copy Microsoft’s page from there.',
    it: 'Numbers such as [1001] and 3399614467 come from Office apps and are not AADSTS numbers. If there is a correlation ID, the Sign-in logs of your Microsoft Entra admin center find the attempt by it, with the reason.',
  },
  unknown: {
    person: 'Microsoft refused the sign-in for a reason that TMAS does not know.',
    remedy: 'Send Microsoft’s text to your IT administrator.',
    it: 'This number is not in our catalogue. Microsoft explains it at the look-up address; the Sign-in logs of your Microsoft Entra admin center (Monitoring & health) hold the attempt under its correlation ID, with the reason.',
  },
}
