/**
 * What a manager makes sure of before a remedy, and someone else who used the person’s address. For managers alone
 * (R18).
 */
export const safeguards = {
  compareObjectId: (loginId: string, objectId: string, linkedObjectId: string) =>
    `Check first: removing the link lets the account ${loginId} with the object ID ${objectId} sign in as this person. Ask IT for the object ID of the person’s account in the Microsoft Entra admin center. If the two are exactly the same, remove the link. If the person’s account still has ${linkedObjectId}, someone else has the address now, and the link must stay.`,
  callAboutAccount: (loginId: string, objectId: string) =>
    `Check first: the account ${loginId} with the object ID ${objectId} will sign in as this person. Call them on a number that you already have, and ask whether it is their account.`,
  callAboutAddress: (address: string) =>
    `Check first: the Microsoft account with the address ${address} will sign in as this person. Call them on a number that you already have, and ask whether the address is theirs.`,
  callForAddress:
    'Check first: the Microsoft account with the new address will sign in as this person. Call them on a number that you already have, and ask for the address of their account.',
  callAboutNewUser: (address: string) =>
    `Check first: the Microsoft account with the address ${address} will sign in as the new user. Make sure that the person belongs to your company: call them on a number that you already have, and ask whether the address is theirs.`,
  mailbox: (address: string) =>
    `The link to set a password goes to ${address}: make sure that this is still the person’s mailbox.`,
  tenant:
    'Check first: accounts of that tenant will sign in as the users with the same addresses. Ask your IT for the tenant ID; do not take it from a failed sign-in.',
  stranger: {
    hasAddress: (objectId: string, linkedLoginId: string, reference: string) =>
      `Someone else has this person’s address now: an account with the object ID ${objectId} tried to sign in with it (reference ${reference}) and was refused. This person’s own account is called ${linkedLoginId}. Do not remove the link. If the other person should have access, change the address of this user first, then add the other person as a user.`,
    seemsToHaveAddress: (objectId: string, linkedLoginId: string, reference: string) =>
      `Someone else seems to have this person’s address now: an account with the object ID ${objectId}, whose owner has another name, tried to sign in with it (reference ${reference}) and was refused. This person is linked to the account ${linkedLoginId}. Keep the link, unless your IT confirms that this object ID belongs to a new account of this same person.`,
    ofOtherTenant: (tenantId: string, reference: string) =>
      `An account of another tenant, ${tenantId}, tried to sign in with this person’s address (reference ${reference}) and was refused. This person is not at fault, and nothing needs to be changed.`,
  },
}
