/** What a manager makes sure of before a remedy, and someone else who used the person’s address. For managers alone (R18). */
export const safeguards = {
  compareObjectId: (loginId: string, objectId: string, linkedObjectId: string) =>
    `Make sure first: removing the link lets the account ${loginId} with the object ID ${objectId} sign in as this person. Ask IT for the object ID of the person’s account in the Microsoft Entra admin center. If it is exactly this one, remove the link. If it is still ${linkedObjectId}, someone else has the address now, and the link must stay.`,
  callAboutAccount: (loginId: string, objectId: string) =>
    `Make sure first: the account ${loginId} with the object ID ${objectId} will sign in as this person. Call them on a number that you already have, and ask whether it is their account.`,
  callAboutAddress: (address: string) =>
    `Make sure first: the Microsoft account with the address ${address} will sign in as this person. Call them on a number that you already have, and ask whether the address is theirs.`,
  callForAddress:
    'Make sure first: the Microsoft account with the new address will sign in as this person. Call them on a number that you already have, and ask for the address.',
  mailbox: (address: string) => `The link goes to ${address}: make sure that this is still their mailbox.`,
  tenant:
    'Make sure first: accounts of that tenant will sign in as the users who have their addresses. Ask your IT for the tenant ID; do not take it from a failed sign-in.',
  stranger: {
    hasAddress: (objectId: string, linkedLoginId: string, reference: string) =>
      `Someone else has this person’s address now: an account with the object ID ${objectId} tried to sign in with it (reference ${reference}) and was refused. This person’s own account is called ${linkedLoginId}. Do not remove the link. If the other person should have access, change the address of this user first, then add the other as a user.`,
    seemsToHaveAddress: (objectId: string, linkedLoginId: string, reference: string) =>
      `Someone else seems to have this person’s address now: an account with the object ID ${objectId}, whose owner has another name, tried to sign in with it (reference ${reference}) and was refused. This person is linked to the account ${linkedLoginId}. Keep the link, unless your IT confirms that this object ID is the one of this person’s own, new account.`,
    ofOtherTenant: (tenantId: string, reference: string) =>
      `An account of another tenant, ${tenantId}, tried to sign in with this person’s address (reference ${reference}) and was refused. That is no fault of this person, and nothing needs to be changed for it.`,
  },
}
