import type { AadstsMeaning } from './meanings.ts'

/** What happened and what to do, each in a sentence for the person; and a paragraph for who looks after Entra. */
export type AadstsText = { person: string; remedy: string; it: string }

/** `unknown` is for a number that no one here knows. */
export type AadstsTexts = Record<AadstsMeaning | 'unknown', AadstsText>

/** The source of the words: the other languages have the same keys, or do not compile. */
export const texts: AadstsTexts = {
  tenant_not_found: {
    person: 'Microsoft knows no organization with the tenant ID that your chain has in TMAS.',
    remedy: 'Ask your TMAS manager to correct the Azure Tenant ID.',
    it: 'The tenant ID in TMAS belongs to no tenant in this cloud. In the Microsoft Entra admin center, open Entra ID > Overview > Properties and copy the Tenant ID. The TMAS manager pastes it under Administration > Manage Locations > the chain > Advanced > Azure Tenant ID. The usual mistake is to copy an application (client) ID or an object ID, which look the same.',
  },
  code_of_other_tenant: {
    person: 'The answer to this sign-in belongs to another organization.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The authorization code was issued on one tenant’s path and presented on another’s. Nothing needs to be changed in Entra. If it happens again, give TMAS support the reference and the correlation ID.',
  },
  assignment_required: {
    person: 'Your company has not assigned TMAS to you in Microsoft Entra.',
    remedy: 'Ask your IT administrator to assign TMAS to you or to your group.',
    it: 'The enterprise application requires assignment, and this account is not assigned. In the Microsoft Entra admin center, open Enterprise apps > TMAS > Users and groups > Add user/group, and choose the person, or a group of which they are a direct member (nested groups do not count). Assigning a group needs Entra ID P1 or P2; on Free, assign people one by one. Or set Properties > Assignment required? to No: TMAS itself admits only its own users.',
  },
  consent_declined: {
    person: 'Microsoft’s permission request was not accepted.',
    remedy: 'Sign in again and choose “Accept”. TMAS only reads your name and your address.',
    it: 'The person declined consent. TMAS asks for the delegated permissions openid, profile and email, and nothing else. To spare everyone the question, an administrator can consent once for all: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  consent_missing: {
    person: 'No one has allowed TMAS to read your name and your address yet.',
    remedy: 'Sign in again and choose “Accept” when Microsoft asks.',
    it: 'Neither this person nor an administrator has consented to TMAS. An interactive sign-in asks for consent. If people may not consent themselves, grant it for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent. The permissions are openid, profile and email (delegated).',
  },
  admin_consent_required: {
    person: 'In your company, only an IT administrator can approve a new application.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your consent settings do not let people approve an application like this one. Grant consent once for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent (as Cloud Application Administrator or above). If TMAS is not listed yet, use the admin consent link that TMAS provides for your tenant. The settings are under Enterprise apps > Consent and permissions.',
  },
  admin_consent_request: {
    person: 'In your company, an IT administrator must approve a new application.',
    remedy: 'Enter a reason on Microsoft’s page and send the request. Your IT administrator then decides.',
    it: 'The admin consent workflow is on. The request is waiting under Enterprise apps > Admin consent requests > My pending. Open it, review the permissions (openid, profile, email; delegated) and choose Approve. That grants consent for everyone.',
  },
  admin_consent_requested: {
    person: 'Your request to use TMAS has been sent to your IT administrator.',
    remedy: 'Wait for the decision, then sign in again.',
    it: 'The admin consent workflow is on, and a request for TMAS is waiting: Enterprise apps > Admin consent requests > My pending. Open it, review the permissions (openid, profile, email; delegated) and choose Approve. That grants consent for everyone.',
  },
  consent_collision: {
    person: 'Microsoft could not save the approval the first time.',
    remedy: 'Try again in a minute. If it happens again, tell your IT administrator.',
    it: 'Two approvals at the same moment, or an application with the same name, collided. TMAS is usually listed under Enterprise apps all the same. If it is not, or the error remains, repeat the admin consent and look for a second entry with the same name.',
  },
  consent_not_saved: {
    person: 'Microsoft had a temporary problem while saving your approval.',
    remedy: 'Try again in a minute.',
    it: 'A temporary fault at Microsoft while saving the consent. If it lasts, check the service health in the Microsoft 365 admin center, then repeat the consent.',
  },
  application_absent: {
    person: 'TMAS is not approved in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to approve TMAS.',
    it: 'Your tenant has no enterprise application for TMAS, or it was deleted, so consent has to be given again. Use TMAS’s admin consent link for your tenant, or have someone sign in who may consent. Then check Enterprise apps > TMAS. A deleted entry can also be restored for 30 days.',
  },
  application_risky: {
    person: 'Microsoft wants an IT administrator to review TMAS before people use it.',
    remedy: 'Ask your IT administrator to review and approve TMAS.',
    it: 'Risk-based step-up consent stopped the request, so an administrator must decide. Review the publisher and permissions (openid, profile, email; delegated) and grant consent under Enterprise apps > TMAS > Permissions. The setting itself is under Enterprise apps > Consent and permissions > User consent settings.',
  },
  application_blocked: {
    person: 'TMAS is blocked in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to check the TMAS application.',
    it: 'Check Enterprise apps > TMAS > Properties (Enabled for users to sign-in? must be Yes), its Permissions and its Conditional Access. The sign-in logs give the reason under the correlation ID. If Microsoft itself has disabled the application, tell TMAS support.',
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
    person: 'One of your company’s security policies does not allow this sign-in.',
    remedy: 'Try from a company device or network. If that does not work, ask your IT administrator.',
    it: 'Conditional Access blocked the sign-in. In the Microsoft Entra admin center, open Monitoring & health > Sign-in logs, find the correlation ID, and open the Conditional Access tab. It names the policy and the condition that was not met. Change the policy, exclude TMAS or the person from it, or test a case with the What If tool.',
  },
  policy_condition: {
    person: 'Your company allows this sign-in only from certain devices, locations or applications.',
    remedy: 'Try from a company device or network. If that does not work, ask your IT administrator.',
    it: 'A condition of Conditional Access (device, location, risk or client app) was not met. Sign-in logs > the correlation ID > Conditional Access shows which one. A store’s network can be added under Conditional Access > Named locations.',
  },
  security_defaults: {
    person: 'The basic protection in your company’s Microsoft Entra does not allow this kind of sign-in.',
    remedy: 'Try a current browser. If that does not work, ask your IT administrator.',
    it: 'Security defaults blocked the request as legacy authentication. TMAS signs in with OpenID Connect in a browser, so look for an old or embedded browser. The setting is under Overview > Properties > Security defaults.',
  },
  device_not_compliant: {
    person: 'Your company allows this sign-in only from a device that meets its rules.',
    remedy: 'Use a company device, or make this one compliant with the Company Portal app.',
    it: 'Conditional Access requires a compliant device. In the Microsoft Intune admin center, check Devices > the device > Device compliance, and the Device info of the entry in the Sign-in logs. An empty device ID means that the browser did not identify the device (a private window, or a browser without the sign-on extension). Otherwise, exclude TMAS or these stores from the policy.',
  },
  device_not_registered: {
    person: 'Your company allows this sign-in only from a device that it manages.',
    remedy: 'Use a company device, or add this one under Settings > Accounts > Access work or school.',
    it: 'Conditional Access requires a registered, joined or hybrid joined device. This one is not, or the browser did not identify it. Check Devices > All devices, column Join type, and the Device info of the entry in the Sign-in logs. Otherwise, exclude TMAS or these stores from the policy.',
  },
  device_unknown: {
    person: 'Microsoft does not know this device, or knows it with another account.',
    remedy: 'Use another company device, or ask your IT administrator to register this one again.',
    it: 'The device that the browser presented is not in your tenant (it was deleted, or never fully registered), or it is registered for another account. Look under Devices > All devices. On the device, check dsregcmd /status, disconnect it from the organization and join it again.',
  },
  device_authentication: {
    person: 'Microsoft could not recognize this device.',
    remedy: 'Use a company device, with a browser that is signed in to your work account.',
    it: 'Device authentication was requested and failed. Check that the device is enabled under Devices > All devices, that its registration is complete (dsregcmd /status on Windows), and that the browser can present it: Edge with the work profile, or Chrome and Firefox with Microsoft’s single sign-on extension, and not a private window.',
  },
  device_platform: {
    person: 'Your company does not allow this kind of device.',
    remedy: 'Use another device. If that does not work, ask your IT administrator.',
    it: 'A Conditional Access policy excludes this device platform or does not know it. Sign-in logs > the correlation ID > Conditional Access names the policy. See its condition Device platforms.',
  },
  device_disabled: {
    person: 'This device is disabled in your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to enable the device, or use another one.',
    it: 'Devices > All devices > the device > Enable. Devices are disabled by an administrator, or by a clean-up of devices that have not been used for a long time.',
  },
  guest_device: {
    person: 'The company you are visiting does not accept your device yet.',
    remedy: 'Ask the IT administrator of the company whose stores you work with.',
    it: 'A guest must have a compliant device, and your tenant does not trust the compliance reported by the guest’s own tenant. External Identities > Cross-tenant access settings > the organization > Inbound access > Trust settings: trust compliant (and hybrid joined) devices. Or exclude guests from the policy.',
  },
  client_app_not_approved: {
    person: 'Your company allows this sign-in only from approved applications.',
    remedy: 'Use the browser your company prescribes, for example Microsoft Edge.',
    it: 'Conditional Access requires an approved client app or an app protection policy. TMAS runs in a browser. On phones, allow Microsoft Edge, or exclude TMAS from that grant control.',
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
    person: 'The network you are on does not allow this organization or this application.',
    remedy: 'Try from another network. If that does not work, ask this network’s IT administrator.',
    it: 'Tenant restrictions of the network’s proxy or of the device block the sign-in. Version 1: add the tenant to the header Restrict-Access-To-Tenants at the proxy. Version 2: under External Identities > Cross-tenant access settings > Tenant restrictions, allow the organization and the TMAS application.',
  },
  tenant_restrictions_conflict: {
    person: 'The network and the device disagree about which organizations may be used.',
    remedy: 'Ask your IT administrator.',
    it: 'Tenant restrictions arrive from two places that contradict each other, for example from the header of a proxy and from a device policy. Let only one of them set the restriction, or give both the same value.',
  },
  cross_tenant_access: {
    person: 'Your own company and the one you are visiting do not both allow this sign-in.',
    remedy: 'Ask your company’s IT administrator. The other company’s may have to act as well.',
    it: 'Cross-tenant access blocks a guest: outbound in the guest’s own tenant (500212), inbound in the tenant visited (500213), or between clouds (1000104). Under External Identities > Cross-tenant access settings, in both tenants, allow the organization, its people and the TMAS application; for another cloud, also Microsoft cloud settings.',
  },
  guests_not_allowed: {
    person: 'The company you are visiting does not allow guests here.',
    remedy: 'Ask the IT administrator of the company whose stores you work with.',
    it: 'The request was refused because guest accounts are not allowed. Check External Identities > External collaboration settings, and the Conditional Access policies for guest or external users. Allow guests for TMAS if this person should have access.',
  },
  mfa_setup_blocked: {
    person: 'Your company does not let you set up the second sign-in step from here.',
    remedy: 'Set it up on your company’s network, or ask your IT administrator.',
    it: 'Registering security information is blocked because of risk or location. Check the Conditional Access policy for the user action “Register security information”, and the person’s risk under Identity Protection > Risky users. Or issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  user_at_risk: {
    person: 'Microsoft considers your account at risk and has blocked it.',
    remedy: 'Ask your IT administrator to check your account.',
    it: 'Identity Protection > Risky users > the person: look into the detections, then confirm safe or dismiss the risk, or have the password reset. The user risk policy decides who is blocked.',
  },
  minor_blocked: {
    person: 'Your company does not allow this application for your age group.',
    remedy: 'Ask your IT administrator.',
    it: 'The account counts as a minor’s without consent. Check the age group and “Consent provided for minor” under Users > the person > Properties, and correct what is wrong.',
  },
  external_mfa: {
    person: 'Your company’s second sign-in step did not give Microsoft what it expects.',
    remedy: 'Ask your IT administrator.',
    it: 'An external authentication method, a custom control or a session control did not return what the policy requires. Check Authentication methods > the external method, and the policy’s grant and session controls. Sign-in logs > the correlation ID > Authentication details shows the step.',
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
    it: 'TMAS accepts work and school accounts only. If someone has both with one address, they choose “Work or school account” on Microsoft’s page, or use a private window.',
  },
  account_type: {
    person: 'This kind of account cannot be used for TMAS.',
    remedy: 'Sign in with your company’s work account.',
    it: 'TMAS accepts accounts of an organization in Microsoft Entra, and the account used is of another kind, for example from an external identity provider. Have the person use their work account, or invite them as a guest: guests sign in at the chain’s own sign-in address.',
  },
  guest_path: {
    person: 'A guest has to use the chain’s own sign-in address.',
    remedy: 'Ask your TMAS manager for your chain’s sign-in address and use that one.',
    it: 'The general address takes a guest to their home tenant. The chain’s own address goes to your tenant; the TMAS manager finds it under Administration > Manage Locations > the chain > Advanced.',
  },
  session_of_other_account: {
    person: 'This browser is signed in to Microsoft with another account.',
    remedy: 'Choose “Use another Microsoft account”, or sign out of Microsoft and try again.',
    it: 'The sessions in the browser do not match the account or tenant that was requested. Signing out of the other account or using a private window solves it. A guest must have been invited to your tenant (Users > All users, user type Guest) and have accepted.',
  },
  no_session: {
    person: 'You are not signed in to Microsoft.',
    remedy: 'Press “Sign in with Microsoft”.',
    it: 'A silent request found no session. This is normal: an entry in the log, not a fault. The interactive sign-in follows.',
  },
  sign_out_failed: {
    person: 'Microsoft could not complete a sign-out. This has nothing to do with signing in.',
    remedy: 'Close all browser windows, then sign in again if you need to.',
    it: 'A sign-out request named a session that no longer exists, or arrived too late. Nothing has to be changed.',
  },
  account_of_other_company: {
    person: 'The account you chose does not belong to your company’s Microsoft organization.',
    remedy: 'Sign in again and choose your work account. If you have no other, ask your IT administrator.',
    it: 'The account is personal or belongs to another company, and is unknown in your tenant. Usually, the browser offered the wrong account: use another one, or a private window. If this person should have access as a guest: Users > New user > Invite external user. They then use the chain’s own sign-in address.',
  },
  account_not_added: {
    person: 'Your account has not been added to your company’s Microsoft Entra.',
    remedy: 'Ask your IT administrator to add it.',
    it: 'Single sign-on found the account in no tenant that TMAS asked. Add it under Users > New user, or invite it as an external user. If assignment is required, assign it to TMAS.',
  },
  account_unknown: {
    person: 'Microsoft does not know this address in your company.',
    remedy: 'Check the spelling, and sign in with the address of your work account.',
    it: 'There is no such account in the directory, or the domain does not match this kind of account. Look it up under Users > All users by User principal name, which can differ from the e-mail address. TMAS needs the sign-in address: if the two differ, correct the address in TMAS.',
  },
  account_domain_unsupported: {
    person: 'Microsoft cannot use the domain of this address.',
    remedy: 'Sign in with another address of your company, or ask your IT administrator for one.',
    it: 'The domain has characters that this sign-in does not support, for example in an internationalized domain name. Give the person a User principal name in another verified domain, and enter that address in TMAS.',
  },
  account_disabled: {
    person: 'Your Microsoft account is disabled.',
    remedy: 'Ask your IT administrator to enable it.',
    it: 'Users > All users > the person > Properties > Account enabled. With directory synchronization, it is enabled in the on-premises directory.',
  },
  account_deleted: {
    person: 'Your Microsoft account was deleted from your company’s directory.',
    remedy: 'Ask your IT administrator to restore it.',
    it: 'Users > Deleted users: an account can be restored for 30 days and then works as before. If you create a new one instead, it is a different account for TMAS, even with the same address: the TMAS manager has to remove the old link of this user under Administration > Manage User Accounts.',
  },
  account_locked: {
    person: 'Your Microsoft account is temporarily locked after too many wrong attempts.',
    remedy: 'Wait a few minutes and try again, or reset your password on Microsoft’s page.',
    it: 'Smart lockout, or an address that Microsoft considers malicious. The lock is released automatically; thresholds are under Authentication methods > Password protection. The Sign-in logs show whether the attempts were the person’s own.',
  },
  tenant_inactive: {
    person:
      'Microsoft has blocked your company’s whole Microsoft Entra because it was not used for a long time.',
    remedy: 'Ask your IT administrator to have it reactivated.',
    it: 'The tenant is blocked for inactivity: no one can sign in to anything in it. An administrator can have Microsoft reactivate it, see https://aka.ms/TenantLifecycle. It has nothing to do with TMAS, nor with how long this sign-in took.',
  },
  tenant_unavailable: {
    person: 'Microsoft has made your company’s Microsoft Entra unavailable.',
    remedy: 'Ask your IT administrator to contact Microsoft support.',
    it: 'Microsoft has blocked this tenant. Only Microsoft support can say why and lift the block. Nothing has to be changed in TMAS.',
  },
  invitation_open: {
    person: 'You have not accepted your guest invitation yet.',
    remedy: 'Open Microsoft’s invitation e-mail and accept it, then sign in again.',
    it: 'Users > the guest > Invitation state is Pending acceptance. Resend the invitation there (Manage > Resend invitation).',
  },
  password_wrong: {
    person: 'Microsoft did not accept the address or the password.',
    remedy: 'Try again, or choose “Forgot my password” on Microsoft’s page.',
    it: 'Wrong user name or password at Microsoft; TMAS never sees either. Reset it under Users > the person > Reset password, or allow self-service Password reset. With password hash synchronization, a new password can take a few minutes.',
  },
  password_expired: {
    person: 'Your Microsoft password has expired.',
    remedy: 'Change it on Microsoft’s page, or at your computer, and sign in again.',
    it: 'The password has expired, on-premises or in Entra. If people cannot change it themselves, reset it under Users > the person. For on-premises accounts, password writeback must be on.',
  },
  password_change_demanded: {
    person: 'Your company requires you to set a new Microsoft password.',
    remedy: 'Change your password on Microsoft’s page, then sign in again.',
    it: 'A Conditional Access policy or a detected risk requires a password change. People can do it during the sign-in if self-service password reset is on; otherwise reset it under Users > the person. On-premises accounts need password writeback.',
  },
  password_change: {
    person: 'Microsoft wants you to change or confirm your password first.',
    remedy: 'Follow Microsoft’s page to the end, then sign in to TMAS.',
    it: 'The sign-in was interrupted by a password reset or change that failed or is not finished (wrong old password, rules not met, on-premises directory not reachable). Check Password reset and, with writeback, the health of Entra Connect.',
  },
  password_refused: {
    person: 'Microsoft did not accept the new password.',
    remedy: 'Check your old password, and choose a new one that follows the rules on Microsoft’s page.',
    it: 'The current password was wrong, or the new one breaks a rule: length, the person’s own name, banned words, or the rules of the on-premises directory. See Authentication methods > Password protection.',
  },
  password_change_failed: {
    person: 'Microsoft could not change your password.',
    remedy: 'Try again in a few minutes. If it fails again, ask your IT administrator.',
    it: 'The change was not completed: the on-premises directory was unreachable or refused it, or the account is locked or disabled there. Check password writeback, the health of Entra Connect, and the account in Active Directory.',
  },
  email_code: {
    person: 'Microsoft did not accept the code it sent you by e-mail.',
    remedy: 'Ask for a new code on Microsoft’s page and enter it promptly.',
    it: 'A guest signs in with a one-time passcode by e-mail: it was wrong, expired, or could not be delivered. Check that the guest’s mailbox receives Microsoft’s mail. Passcodes are set up under External Identities > All identity providers.',
  },
  mfa_required: {
    person: 'Microsoft asks for a second step to confirm that it’s you.',
    remedy: 'Sign in again and complete the step, for example in the Authenticator app.',
    it: 'Multifactor authentication is required by policy, by location or by the age of the last one, and was not completed. Sign-in logs > the correlation ID > Authentication details shows the step. A person who has lost their method gets a new one under Users > the person > Authentication methods.',
  },
  mfa_failed: {
    person: 'The second step of the sign-in was refused, or was not completed.',
    remedy:
      'Sign in again and complete it, for example in the Authenticator app. If you did not ask for it, tell your IT administrator.',
    it: 'The person denied the request or did not answer in time, or the method failed. Sign-in logs > the correlation ID > Authentication details shows the step and the reason. Someone who has lost their method gets a new one under Users > the person > Authentication methods.',
  },
  mfa_enrolment: {
    person: 'You have not finished setting up your company’s second sign-in step.',
    remedy:
      'Sign in again and complete the setup that Microsoft shows. A phone with Microsoft Authenticator helps.',
    it: 'Multifactor authentication is required, and this person has registered no method. They can do so at https://aka.ms/mfasetup. If a policy prevents this, issue a Temporary Access Pass under Users > the person > Authentication methods.',
  },
  telephone_limit: {
    person: 'Microsoft has sent too many codes or calls to your phone for now.',
    remedy: 'Wait a few minutes and try again, or use the Authenticator app.',
    it: 'A limit of text messages or calls for the second step was reached. It resets by itself. Microsoft Authenticator and passkeys have no such limit.',
  },
  external_challenge: {
    person: 'Microsoft asks for one more step, such as accepting terms of use or a second factor.',
    remedy: 'Sign in again and complete the step.',
    it: 'A custom control, an external authentication method or terms of use were not satisfied. Sign-in logs > the correlation ID > Conditional Access names the policy that requires it.',
  },
  confirmation_page: {
    person: 'Microsoft only asks you to confirm something.',
    remedy: 'Answer Microsoft’s question, and the sign-in continues.',
    it: '“Stay signed in?” or “Are you trying to sign in to TMAS?” interrupts the sign-in. The log lists it as an error, but it is not one.',
  },
  sign_in_again: {
    person: 'Your Microsoft sign-in is no longer valid.',
    remedy: 'Sign in again.',
    it: 'The session was revoked, or ended by a password change or by a policy’s sign-in frequency. A new interactive sign-in solves it. If it happens again at once, check the session controls of Conditional Access and the device’s clock.',
  },
  broker_app: {
    person: 'Your phone needs Microsoft’s app to sign in.',
    remedy: 'Install Microsoft Authenticator (or Company Portal) and sign in again.',
    it: 'A policy requires device-based sign-in on a phone, which needs the broker app. If that is not intended, exclude TMAS.',
  },
  windows_hello: {
    person: 'Windows Hello is not set up on this device, or no longer is.',
    remedy: 'Sign in with your password or another method, then set up Windows Hello again.',
    it: 'The device’s key is not known in Entra, or setup was not finished. Remove the method under Users > the person > Authentication methods, and register the device again (dsregcmd /status shows its state).',
  },
  passkey_refused: {
    person: 'Microsoft did not accept the passkey.',
    remedy: 'Try again, or choose another way to sign in. If it fails again, ask your IT administrator.',
    it: 'The passkey’s answer did not match Microsoft’s question, came too late, or the key is not registered for this account. If it happens again, delete the passkey under Users > the person > Authentication methods and have the person register it again.',
  },
  temporary_pass: {
    person: 'Your Temporary Access Pass is not valid.',
    remedy: 'Ask your IT administrator for a new one.',
    it: 'The pass is wrong, has expired, was already used, or has to be used elsewhere. Create a new one: Users > the person > Authentication methods > Add authentication method > Temporary Access Pass.',
  },
  browser_storage: {
    person: 'Your browser does not let Microsoft’s page store what it needs.',
    remedy:
      'Allow cookies and site data for Microsoft’s page, turn off strict tracking protection for it, and try again.',
    it: 'The browser blocks cookies or storage for the sign-in page. Allow cookies and site data for login.microsoftonline.com by policy, and look for an extension or strict tracking protection that blocks them.',
  },
  browser_outdated: {
    person: 'This browser, or the app that shows the page, is too old for Microsoft.',
    remedy: 'Update it, or open TMAS in another browser.',
    it: 'The Android WebView is older than what Microsoft supports. Update Android System WebView or Chrome on the device, or have people open TMAS in the browser and not inside another app.',
  },
  other_service: {
    person: 'A connection between your account and another service is not complete.',
    remedy: 'Follow Microsoft’s page to the end, then sign in again.',
    it: 'Linking the account to an external identity provider or service (such as LinkedIn) was not finished. TMAS needs none of this; see External Identities > All identity providers.',
  },
  federation: {
    person: 'Your company’s own sign-in service did not give Microsoft a valid answer.',
    remedy: 'Ask your IT administrator.',
    it: 'The federated identity provider (AD FS or another) sent a token that Entra refuses, or the domain’s federation is not set up. Check the federation settings of the domain (Get-MgDomainFederationConfiguration), the provider’s clock, issuer and certificate, and Entra Connect.',
  },
  federation_busy: {
    person: 'Your company’s own sign-in service is not answering Microsoft right now.',
    remedy: 'Try again in a minute. If it fails again, ask your IT administrator.',
    it: 'The federated identity provider is unavailable or had a temporary fault. If it lasts, check that it is reachable, and check its logs: the correlation ID and the time help to find the request.',
  },
  federation_domain: {
    person: 'Your company’s own sign-in service cannot be used with this address.',
    remedy: 'Ask your IT administrator to check the address.',
    it: 'The domain of the address is not one of those that the federated identity provider may vouch for. Add the domain to the federation in Entra (External Identities > All identity providers, or the federation settings of the domain).',
  },
  federation_certificate: {
    person: 'Microsoft no longer accepts the certificate of your company’s own sign-in service.',
    remedy: 'Ask your IT administrator.',
    it: 'The federated identity provider signs with a key that Entra does not know, because its certificate was renewed. Update the signing certificate of the federated domain (Update-MgDomainFederationConfiguration, or Update-AdfsCertificate with metadata refresh).',
  },
  federation_claims: {
    person: 'Your company’s own sign-in service does not tell Microsoft enough about you.',
    remedy: 'Ask your IT administrator.',
    it: 'The provider’s assertion lacks a claim or contains a wrong one: the immutable ID (source anchor), or an e-mail or NameID that does not belong to the federated domain. Correct its claim rules.',
  },
  federation_method: {
    person: 'You signed in at your company in a different way from the one now required.',
    remedy: 'Sign out of Microsoft, close the browser, and sign in again.',
    it: 'The session at the identity provider was opened with a different method from the one the request names (RequestedAuthnContext). TMAS requests none. Check the federation settings, and have the person sign in again.',
  },
  claims_transformation: {
    person: 'Your company’s settings for TMAS at Microsoft cause an error.',
    remedy: 'Ask your IT administrator to check the claims of the TMAS application.',
    it: 'A claims mapping or claims transformation for this application fails. Correct or remove it: Enterprise apps > TMAS > Single sign-on > Attributes & Claims, and the claims mapping policies assigned to the application. TMAS needs none.',
  },
  certificate_sign_in: {
    person: 'Microsoft could not verify the certificate you signed in with.',
    remedy: 'Sign in another way, and tell your IT administrator.',
    it: 'Certificate-based authentication: the chain is incomplete, or the revocation list (CRL) cannot be fetched. Check Certificate authorities (Public key infrastructure) in the Entra admin center, and that the CRL’s address is public and reachable and the list not too large.',
  },
  certificate_list_pending: {
    person: 'Microsoft is still downloading the list it checks your certificate against.',
    remedy: 'Wait a few minutes and try again.',
    it: 'Certificate-based authentication: the revocation list (CRL) is being downloaded. If it lasts, check under Public key infrastructure that its address is public, reachable and not too large.',
  },
  certificate_revoked: {
    person: 'The certificate you signed in with is not valid.',
    remedy: 'Sign in another way, and ask your IT administrator for a new certificate.',
    it: 'The certificate was revoked, or the proof was not signed with its key. Issue a new one, or check the public key infrastructure and its revocation list.',
  },
  certificate_choice: {
    person: 'Microsoft did not receive a certificate it can use.',
    remedy:
      'Try again and choose the right certificate when your browser asks. If there is none, ask your IT administrator.',
    it: 'No certificate arrived, or the one chosen does not match this account. A proxy that inspects TLS removes it: exclude certauth.login.microsoftonline.com from inspection. Check the user name binding of certificate-based authentication.',
  },
  pass_through_agents: {
    person: 'Microsoft cannot reach your company’s own directory at the moment.',
    remedy: 'Try again in a few minutes. If it still fails, tell your IT administrator.',
    it: 'Pass-through authentication: no agent responds, or it cannot reach Active Directory. See Entra Connect > Connect sync > Pass-through authentication for the state of the agents, and the agent’s log on its server.',
  },
  logon_hours: {
    person: 'Your company does not allow you to sign in at this time of day.',
    remedy: 'Try again during the allowed hours, or ask your IT administrator.',
    it: 'Active Directory limits the logon hours of this account, and pass-through authentication respects them. Active Directory Users and Computers > the person > Account > Logon Hours.',
  },
  windows_sign_in: {
    person: 'Signing in with your Windows account did not work.',
    remedy: 'Enter your address and your password on Microsoft’s page.',
    it: 'Seamless single sign-on or integrated Windows authentication failed, and Entra falls back to the password. If it should work, check the Kerberos key of AZUREADSSOACC, the browser’s intranet zone, and the device’s clock.',
  },
  too_slow: {
    person: 'This sign-in took too long.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'The page was left open, or the code was redeemed too late. Nothing has to be changed. If it happens to everyone, the clock of the TMAS server should be checked (TMAS support).',
  },
  mixed_up_tabs: {
    person: 'Microsoft’s page no longer belongs to this sign-in.',
    remedy: 'Close the other Microsoft tabs, allow cookies, and start again from TMAS.',
    it: 'Causes are several tabs, a bookmarked Microsoft page, the Back button, or blocked cookies. Allow cookies for login.microsoftonline.com, and have people bookmark TMAS rather than Microsoft’s page.',
  },
  used_twice: {
    person: 'This sign-in has already been used.',
    remedy: 'Start again with “Sign in with Microsoft”.',
    it: 'An authorization code works once. A reload, a second click or an inspecting proxy sent it twice. If it happens regularly, check whether a security product opens addresses before the person does.',
  },
  page_reloaded: {
    person: 'A page from the middle of the sign-in was opened on its own.',
    remedy: 'Start again from the sign-in page of TMAS.',
    it: 'An address that only accepts forms was opened as a page: by a reload, a bookmark or the history. Nothing needs to be changed.',
  },
  answer_unusable: {
    person: 'Microsoft refused to complete this sign-in.',
    remedy: 'Start again in one window. If it happens again, give TMAS support the reference.',
    it: 'The code or its proof (PKCE verifier) was refused, usually after two sign-ins at the same time or because of a truncated address. Nothing needs to be changed in Entra. TMAS support can find it by the reference.',
  },
  microsoft_busy: {
    person: 'Microsoft has a temporary problem.',
    remedy: 'Wait a minute and try again.',
    it: 'A temporary fault on Microsoft’s side. If it lasts, see the service health in the Microsoft 365 admin center, or https://status.cloud.microsoft.',
  },
  microsoft_fault: {
    person: 'Microsoft has a fault that trying again does not fix.',
    remedy: 'Send the text of Microsoft’s page to your IT administrator.',
    it: 'Microsoft reports a fault in its own service that repeating does not fix. Open a support request with Microsoft (Entra admin center > Learn & support > New support request) and include the correlation ID, the request ID and the time.',
  },
  throttled: {
    person: 'Microsoft is currently limiting requests from your company.',
    remedy: 'Wait a minute and try again.',
    it: 'The tenant made too many requests in a short time. The Sign-in logs show which application or script causes them.',
  },
  request_loop: {
    person: 'The sign-in went round in circles, and Microsoft stopped it.',
    remedy: 'Close all TMAS tabs, wait a few minutes, and sign in again.',
    it: 'Microsoft saw the same request over and over from one browser. A common cause is that cookies are blocked for TMAS. If it happens to many people, tell TMAS support.',
  },
  application_unknown: {
    person: 'Microsoft cannot find TMAS in your organization.',
    remedy: 'Tell TMAS support, and ask your TMAS manager whether the Azure Tenant ID is right.',
    it: 'The application is not known in the directory that was asked. Possible causes: a wrong tenant ID in TMAS (Advanced > Azure Tenant ID), a deleted enterprise application, another cloud, or TMAS’s own client ID. Compare the tenant with Overview > Tenant ID, and check whether Enterprise apps lists TMAS. The rest is for TMAS support.',
  },
  redirect_uri: {
    person: 'Microsoft does not know the address TMAS wants to return to.',
    remedy: 'TMAS support needs to fix this. Send them Microsoft’s text.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication must list the redirect address exactly, with the type Web: the origin of TMAS_URL followed by /sign-in/microsoft/callback. Nothing needs to be changed in the customer’s tenant.',
  },
  platform_type: {
    person: 'TMAS is registered at Microsoft in a way that does not work.',
    remedy: 'TMAS support needs to fix this.',
    it: 'For TMAS’s operator: under App registrations > TMAS > Authentication, the redirect address must have the type Web, not Single-page application or Mobile. A proxy must not add an Origin header to TMAS’s own requests.',
  },
  secret_wrong: {
    person: 'Microsoft does not accept TMAS’s own password.',
    remedy: 'TMAS support needs to fix this. Everyone is affected.',
    it: 'For TMAS’s operator: ENTRA_CLIENT_SECRET must be the secret’s Value, not its Secret ID (App registrations > TMAS > Certificates & secrets). Create a new one, or better a certificate, and restart.',
  },
  secret_expired: {
    person: 'TMAS’s own password at Microsoft has expired.',
    remedy: 'TMAS support needs to fix this. Everyone is affected.',
    it: 'For TMAS’s operator: every configured client secret has expired, so no customer can sign in. Under App registrations > TMAS > Certificates & secrets, add a new credential (preferably a certificate), configure it and restart. You can configure two at the same time, for the next change.',
  },
  certificate_refused: {
    person: 'Microsoft does not accept TMAS’s own certificate.',
    remedy: 'TMAS support needs to fix this. Everyone is affected.',
    it: 'For TMAS’s operator: upload the certificate of ENTRA_CLIENT_CERTIFICATE_FILE under App registrations > TMAS > Certificates & secrets. Check that it is valid, that its key is RSA with at least 2048 bits, and that the server’s clock is right: the signed request is valid for minutes only.',
  },
  credential_refused: {
    person: 'Microsoft does not accept how TMAS identifies itself.',
    remedy: 'TMAS support needs to fix this. Everyone is affected.',
    it: 'For TMAS’s operator: the credential is missing, or of a kind that the registration does not accept. App registrations > TMAS > Authentication: type Web, and no public client flows. Certificates & secrets: one that is valid and configured in TMAS.',
  },
  single_tenant: {
    person: 'TMAS is registered at Microsoft for one organization only.',
    remedy: 'TMAS support needs to fix this.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication > Supported account types must be “Accounts in any organizational directory” (signInAudience AzureADMultipleOrgs).',
  },
  registration_audience: {
    person: 'TMAS is registered at Microsoft for personal accounts only.',
    remedy: 'TMAS support needs to fix this.',
    it: 'For TMAS’s operator: signInAudience of the registration must be AzureADMultipleOrgs, shown as “Accounts in any organizational directory” under App registrations > TMAS > Authentication. Nothing has to be changed in the customer’s tenant.',
  },
  allowed_tenants: {
    person: 'TMAS’s registration at Microsoft does not allow your organization yet.',
    remedy: 'TMAS support needs to fix this. Send them Microsoft’s text.',
    it: 'For TMAS’s operator: App registrations > TMAS > Authentication > Supported accounts is limited to certain tenants, and this one is not on the list. Add it, or better, lift the restriction: the list holds 20 tenants at most, and TMAS itself checks which tenants belong to its customers.',
  },
  wrong_path: {
    person: 'TMAS asked Microsoft at an address that does not match this account.',
    remedy: 'Use the TMAS sign-in page. If it happens again, give TMAS support the reference.',
    it: 'The request names no tenant, or a path (common, consumers) that does not match an application for work and school accounts. TMAS uses organizations or the tenant ID, so an old or hand-made address is likely. Otherwise, it is for TMAS’s operator (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Your account is in a different Microsoft cloud from the one TMAS uses.',
    remedy: 'Ask your IT administrator and TMAS support.',
    it: 'The tenant belongs to one of Microsoft’s clouds (global, US Government, China, Bleu in France, Delos in Germany, GovSG in Singapore), and TMAS’s registration to another. Each cloud needs its own registration; ask TMAS support whether TMAS is offered there. For TMAS’s operator: the registration and ENTRA_AUTHORITY must be in the same cloud.',
  },
  service_not_in_tenant: {
    person: 'TMAS asked for a service that your company’s Microsoft organization does not have.',
    remedy: 'TMAS support needs to fix this.',
    it: 'A permission refers to a service that has no principal in the tenant. TMAS needs only openid, profile and email of Microsoft Graph. For TMAS’s operator: remove every other permission from the registration.',
  },
  permissions_misconfigured: {
    person: 'The permissions that TMAS asks for are not set up correctly.',
    remedy: 'TMAS support needs to fix this.',
    it: 'For TMAS’s operator: App registrations > TMAS > API permissions must contain openid, profile and email of Microsoft Graph (delegated) and nothing else. In the manifest, acceptMappedClaims must be null or false. Consent may then be asked for once more.',
  },
  grant_unsupported: {
    person: 'TMAS made a request of a kind that Microsoft does not allow it.',
    remedy: 'Start again. If it happens again, give TMAS support the reference.',
    it: 'For TMAS’s operator: the registration does not allow this kind of grant or assertion. TMAS uses the authorization code only; look for another program that uses the same client ID.',
  },
  request_malformed: {
    person: 'Microsoft did not understand TMAS’s request.',
    remedy: 'Start again from the sign-in page. If it happens again, give TMAS support the reference.',
    it: 'A parameter is missing, wrong or too long. Usual causes are a bookmarked Microsoft page, a rewriting proxy, or a hand-made address. If it comes from TMAS’s own button, give TMAS support the reference and the correlation ID.',
  },
  saml_application: {
    person: 'This error belongs to a different way of signing in from the one TMAS uses.',
    remedy: 'Ask your IT administrator to look at the application named on Microsoft’s page.',
    it: 'The error belongs to SAML, but TMAS signs in with OpenID Connect. Most likely, someone created a separate application for TMAS, or the page is about another application. Under Enterprise apps, use the entry made by the consent, and remove the hand-made one.',
  },
  ws_federation: {
    person: 'This page belongs to a different way of signing in from the one TMAS uses.',
    remedy: 'Start again with “Sign in with Microsoft” on the TMAS sign-in page.',
    it: 'The error belongs to WS-Federation, or to a token that one service exchanges for another. TMAS signs in with OpenID Connect, so an old bookmark or another application is the likely cause. If it comes from TMAS’s own button, TMAS support needs the reference and the correlation ID.',
  },
  device_code: {
    person: 'This error belongs to signing in with a code on another device, which TMAS does not use.',
    remedy: 'Start from the TMAS sign-in page.',
    it: 'A device code was wrong, expired or not confirmed. TMAS does not use device codes: another program does. If nothing in your company should, block the flow in Conditional Access (condition Authentication flows).',
  },
  action_elsewhere: {
    person:
      'Your company requires something that has to be done outside of this sign-in, such as registering your device.',
    remedy: 'Ask your IT administrator what is missing, and then sign in again.',
    it: 'A condition of your tenant cannot be met during a sign-in (Microsoft’s error is marked “additional_action”), for example a device that must be enrolled first. Sign-in logs > the correlation ID > Conditional Access shows the policy that requires it.',
  },
  message_shown: {
    person: 'Microsoft does not let you in at the moment, and shows the reason on its own page.',
    remedy: 'Sign in again, read what Microsoft’s page says, and follow it.',
    it: 'Microsoft’s error is marked “message_only”: a condition is not met, and a new sign-in only shows the message about it. Sign-in logs > the correlation ID > Conditional Access names the policy.',
  },
  no_reason_given: {
    person: 'Microsoft refused the sign-in and gave no number for the reason.',
    remedy: 'Try again. If it happens again, give your IT administrator the reference and the time.',
    it: 'Microsoft sent an error without a number, which leaves several causes. The Sign-in logs of your Microsoft Entra admin center (Monitoring & health) contain the attempt under the person’s name and the time, with the reason.',
  },
  cancelled: {
    person: 'The sign-in was canceled on Microsoft’s page.',
    remedy: 'Try again. If Microsoft’s page asked for an administrator, ask your IT administrator.',
    it: 'The person went back without signing in or without consenting; Microsoft does not say at which step. If its page said “Need admin approval”, consent once for everyone: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  consent_question: {
    person: 'This is not an error: Microsoft is asking whether TMAS may read your name and your address.',
    remedy: 'Choose “Accept” to continue.',
    it: 'The ordinary consent question, for openid, profile and email (delegated). “Unverified” only means that the publisher has not been verified by Microsoft. To spare everyone the question, consent for the organization: Enterprise apps > TMAS > Permissions > Grant admin consent.',
  },
  sign_in_address: {
    person: 'This text contains no error: it is the address of Microsoft’s sign-in page.',
    remedy:
      'Copy the text of the page itself, all of it. If it has “Troubleshooting details” or “More details”, open that first.',
    it: 'The address contains what TMAS asked, and nothing of Microsoft’s answer. The Sign-in logs of your Microsoft Entra admin center contain the attempt with its reason.',
  },
  browser_page: {
    person: 'This page comes from your browser, not from Microsoft: it could not open the address.',
    remedy: 'Check this device’s network or Wi-Fi, then try again.',
    it: 'No connection was made (network, name resolution, proxy, certificate or firewall). Devices must reach login.microsoftonline.com and the address of TMAS over https.',
  },
  personal_account_code: {
    person: 'This number comes from the page for personal Microsoft accounts.',
    remedy: 'Sign in with your company’s work or school account.',
    it: 'Eight-digit codes that begin with 8004 belong to the service for personal Microsoft accounts (login.live.com) and are not AADSTS numbers. TMAS accepts work and school accounts. If someone has both with one address, they choose “Work or school account” on Microsoft’s page, or a private window.',
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
    it: 'This number is not in our catalog. Microsoft explains it at the look-up address. The Sign-in logs of your Microsoft Entra admin center (Monitoring & health) contain the attempt under its correlation ID, with the reason.',
  },
}
