import type { safeguards as source } from './safeguards.en.ts'

export const safeguards: typeof source = {
  compareObjectId: (loginId, objectId, linkedObjectId) =>
    `Vérifiez d’abord : si vous supprimez le lien, le compte ${loginId} dont l’ID d’objet est ${objectId} se connectera en tant que cette personne. Demandez au service informatique l’ID d’objet du compte de la personne dans le centre d’administration Microsoft Entra. Si les deux sont identiques, supprimez le lien. Si c’est toujours ${linkedObjectId}, quelqu’un d’autre a désormais l’adresse, et le lien doit rester.`,
  callAboutAccount: (loginId, objectId) =>
    `Vérifiez d’abord : le compte ${loginId} dont l’ID d’objet est ${objectId} se connectera en tant que cette personne. Appelez-la à un numéro que vous avez déjà, et demandez-lui si c’est son compte.`,
  callAboutAddress: (address) =>
    `Vérifiez d’abord : le compte Microsoft dont l’adresse est ${address} se connectera en tant que cette personne. Appelez-la à un numéro que vous avez déjà, et demandez-lui si c’est bien son adresse.`,
  callForAddress:
    'Vérifiez d’abord : le compte Microsoft qui a la nouvelle adresse se connectera en tant que cette personne. Appelez-la à un numéro que vous avez déjà, et demandez-lui l’adresse de son compte.',
  callAboutNewUser: (address) =>
    `Vérifiez d’abord : le compte Microsoft dont l’adresse est ${address} se connectera en tant que le nouvel utilisateur. Assurez-vous que la personne fait partie de votre entreprise : appelez-la à un numéro que vous avez déjà, et demandez-lui si c’est bien son adresse.`,
  mailbox: (address) =>
    `Le lien pour définir un mot de passe est envoyé à ${address} : assurez-vous que cette boîte e-mail est toujours celle de la personne.`,
  tenant:
    'Vérifiez d’abord : les comptes de ce locataire se connecteront en tant que les utilisateurs qui ont leurs adresses. Demandez l’ID de locataire à votre service informatique ; ne reprenez pas celui d’une connexion qui a échoué.',
  stranger: {
    hasAddress: (objectId, linkedLoginId, reference) =>
      `Quelqu’un d’autre a désormais l’adresse de cette personne : un compte dont l’ID d’objet est ${objectId} a essayé de se connecter avec elle (référence ${reference}) et a été refusé. Le compte de cette personne s’appelle ${linkedLoginId}. Ne supprimez pas le lien. Si l’autre personne doit avoir accès, changez d’abord l’adresse de cet utilisateur, puis ajoutez l’autre personne comme utilisateur.`,
    seemsToHaveAddress: (objectId, linkedLoginId, reference) =>
      `Quelqu’un d’autre semble avoir désormais l’adresse de cette personne : un compte dont l’ID d’objet est ${objectId}, et dont le titulaire porte un autre nom, a essayé de se connecter avec elle (référence ${reference}) et a été refusé. Cette personne est liée au compte ${linkedLoginId}. Conservez le lien, sauf si votre service informatique confirme que cet ID d’objet est celui d’un nouveau compte de cette même personne.`,
    ofOtherTenant: (tenantId, reference) =>
      `Un compte d’un autre locataire, ${tenantId}, a essayé de se connecter avec l’adresse de cette personne (référence ${reference}) et a été refusé. Cette personne n’y est pour rien, et il n’y a rien à changer.`,
  },
}
